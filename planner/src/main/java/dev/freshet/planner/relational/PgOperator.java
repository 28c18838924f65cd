package dev.freshet.planner.relational;

import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlFunctionCategory;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.type.ReturnTypes;
import org.jspecify.annotations.Nullable;

/** A scalar operator in a plan; Calcite knows its name and nothing else. Two are the same if they mean the same. */
public final class PgOperator extends SqlFunction {
    private final transient Meaning meaning;

    public PgOperator(String name, Meaning meaning) {
        super(name, SqlKind.OTHER_FUNCTION, ReturnTypes.ARG0, null, null, SqlFunctionCategory.USER_DEFINED_FUNCTION);
        this.meaning = meaning;
    }

    public Meaning meaning() {
        return meaning;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof PgOperator that && getName().equals(that.getName()) && meaning.equals(that.meaning);
    }

    @Override
    public int hashCode() {
        return getName().hashCode();
    }
}
