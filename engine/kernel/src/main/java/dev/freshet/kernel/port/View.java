package dev.freshet.kernel.port;

/**
 * A view that a query reads and that was expanded when it was planned: the plan holds as long as the view is the same.
 *
 * @param relation its name
 * @param oid {@code pg_class.oid}
 * @param version {@link #VERSION}
 */
public record View(Relation relation, int oid, String version) {
    /** SQL over a row {@code c} of {@code pg_class}: another text when the view's query, or its columns' names, are others; NULL if it is no view. */
    public static final String VERSION = """
            (SELECT r.oid || ' ' || r.xmin || (
                 SELECT pg_catalog.string_agg(' ' || pg_catalog.quote_ident(a.attname), '' ORDER BY a.attnum)
                 FROM pg_catalog.pg_attribute a WHERE a.attrelid = c.oid AND a.attnum > 0)
             FROM pg_catalog.pg_rewrite r WHERE r.ev_class = c.oid AND r.rulename = '_RETURN')""";
}
