package dev.freshet.kernel.scalar.function;

/**
 * What a kernel has to know of a collation. Immutable.
 *
 * @param name as {@code pg_collation} has it, for messages
 * @param order how strings compare
 * @param letters how letters are turned to upper and lower case
 */
public record Collation(String name, Order order, Letters letters) {
    /** How strings compare. */
    public enum Order {
        /** By their bytes, which in UTF-8 is by code point. */
        BYTES,
        /** By rules of a library; equal only if the bytes are. */
        LINGUISTIC,
        /** By rules of a library; different bytes may be equal. */
        NONDETERMINISTIC
    }

    /** How letters are turned to upper and lower case. */
    public enum Letters {
        /** Only A to Z. */
        ASCII,
        /** PostgreSQL's own tables, a code point by a code point. */
        UNICODE_SIMPLE,
        /** By a library, or with rules that look around a letter. */
        OTHER
    }

    /**
     * Of PostgreSQL's own provider, {@code collprovider} b.
     *
     * @param locale {@code colllocale}
     */
    public static Collation builtin(String name, String locale) {
        Letters letters = switch (locale) {
            case "C" -> Letters.ASCII;
            case "C.UTF-8" -> Letters.UNICODE_SIMPLE;
            default -> Letters.OTHER;
        };
        return new Collation(name, Order.BYTES, letters);
    }

    /**
     * Of the C library, {@code collprovider} c; always deterministic.
     *
     * @param collate {@code collcollate}
     * @param ctype {@code collctype}
     */
    public static Collation libc(String name, String collate, String ctype) {
        return new Collation(
                name, isC(collate) ? Order.BYTES : Order.LINGUISTIC, isC(ctype) ? Letters.ASCII : Letters.OTHER);
    }

    /** Of ICU, {@code collprovider} i. */
    public static Collation icu(String name, boolean deterministic) {
        return new Collation(name, deterministic ? Order.LINGUISTIC : Order.NONDETERMINISTIC, Letters.OTHER);
    }

    private static boolean isC(String locale) {
        return locale.equals("C") || locale.equals("POSIX");
    }
}
