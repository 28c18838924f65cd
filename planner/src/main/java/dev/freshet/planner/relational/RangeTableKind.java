package dev.freshet.planner.relational;

/** {@code RTEKind} by number. Source: PostgreSQL src/include/nodes/parsenodes.h. */
final class RangeTableKind {
    static final int RELATION = 0;
    static final int SUBQUERY = 1;
    static final int JOIN = 2;
    static final int FUNCTION = 3;
    static final int TABLE_FUNCTION = 4;
    static final int VALUES = 5;
    static final int CTE = 6;
    static final int GROUP = 9;

    private RangeTableKind() {}
}
