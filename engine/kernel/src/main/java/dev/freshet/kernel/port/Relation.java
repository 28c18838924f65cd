package dev.freshet.kernel.port;

/**
 * A relation of the database: what a source or a stream table is known by.
 *
 * @param schema unquoted
 * @param name unquoted
 */
public record Relation(String schema, String name) implements Comparable<Relation> {
    @Override
    public int compareTo(Relation other) {
        int bySchema = schema.compareTo(other.schema);
        return bySchema != 0 ? bySchema : name.compareTo(other.name);
    }

    /** Quoted for SQL, always: {@code "shop"."orders"}. */
    public String sql() {
        return quote(schema) + "." + quote(name);
    }

    /** An identifier quoted for SQL. */
    public static String quote(String identifier) {
        return '"' + identifier.replace("\"", "\"\"") + '"';
    }

    /** For people: {@code shop.orders}. */
    @Override
    public String toString() {
        return schema + "." + name;
    }
}
