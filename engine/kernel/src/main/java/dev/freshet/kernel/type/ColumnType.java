package dev.freshet.kernel.type;

/**
 * The type of a column as PostgreSQL's catalog names it, and the {@link Kind} it is held as.
 *
 * @param kind how values are held
 * @param oid {@code pg_type.oid}
 * @param typmod {@code atttypmod}, −1 for none
 * @param collation {@code pg_collation.oid}, 0 for none
 */
public record ColumnType(Kind kind, int oid, int typmod, int collation) {
    public static final int COLLATION_DEFAULT = 100;
    public static final int COLLATION_C = 950;

    public static final ColumnType BOOL = new ColumnType(Kind.BOOL, Oids.BOOL, -1, 0);
    public static final ColumnType INT2 = new ColumnType(Kind.INT2, Oids.INT2, -1, 0);
    public static final ColumnType INT4 = new ColumnType(Kind.INT4, Oids.INT4, -1, 0);
    public static final ColumnType INT8 = new ColumnType(Kind.INT8, Oids.INT8, -1, 0);
    public static final ColumnType FLOAT4 = new ColumnType(Kind.FLOAT4, Oids.FLOAT4, -1, 0);
    public static final ColumnType FLOAT8 = new ColumnType(Kind.FLOAT8, Oids.FLOAT8, -1, 0);
    public static final ColumnType NUMERIC = new ColumnType(Kind.NUMERIC, Oids.NUMERIC, -1, 0);
    public static final ColumnType TEXT = new ColumnType(Kind.TEXT, Oids.TEXT, -1, COLLATION_DEFAULT);
    public static final ColumnType DATE = new ColumnType(Kind.DATE, Oids.DATE, -1, 0);
    public static final ColumnType TIMESTAMP = new ColumnType(Kind.TIMESTAMP, Oids.TIMESTAMP, -1, 0);
    public static final ColumnType TIMESTAMPTZ = new ColumnType(Kind.TIMESTAMPTZ, Oids.TIMESTAMPTZ, -1, 0);
    public static final ColumnType INTERVAL = new ColumnType(Kind.INTERVAL, Oids.INTERVAL, -1, 0);
    public static final ColumnType UUID = new ColumnType(Kind.UUID, Oids.UUID, -1, 0);
    public static final ColumnType JSONB = new ColumnType(Kind.OPAQUE, Oids.JSONB, -1, 0);

    /** The type of a built-in OID; a type that is not known here is {@link Kind#OPAQUE}. Domains are resolved by the caller. */
    public static ColumnType of(int oid, int typmod, int collation) {
        Kind kind = switch (oid) {
            case Oids.BOOL -> Kind.BOOL;
            case Oids.INT2 -> Kind.INT2;
            case Oids.INT4 -> Kind.INT4;
            case Oids.INT8 -> Kind.INT8;
            case Oids.FLOAT4 -> Kind.FLOAT4;
            case Oids.FLOAT8 -> Kind.FLOAT8;
            case Oids.NUMERIC -> numericKind(typmod);
            case Oids.TEXT, Oids.VARCHAR, Oids.NAME -> Kind.TEXT;
            case Oids.BPCHAR -> Kind.BPCHAR;
            case Oids.DATE -> Kind.DATE;
            case Oids.TIMESTAMP -> Kind.TIMESTAMP;
            case Oids.TIMESTAMPTZ -> Kind.TIMESTAMPTZ;
            case Oids.INTERVAL -> Kind.INTERVAL;
            case Oids.UUID -> Kind.UUID;
            default -> Kind.OPAQUE;
        };
        return new ColumnType(kind, oid, typmod, collation);
    }

    /** {@code numeric(precision, scale)}. */
    public static ColumnType numeric(int precision, int scale) {
        int typmod = ((precision << 16) | (scale & 0x7ff)) + 4;
        return of(Oids.NUMERIC, typmod, 0);
    }

    private static Kind numericKind(int typmod) {
        if (typmod < 4) {
            return Kind.NUMERIC;
        }
        return precision(typmod) <= 18 && scale(typmod) >= 0 ? Kind.DECIMAL : Kind.NUMERIC;
    }

    private static int precision(int typmod) {
        return ((typmod - 4) >> 16) & 0xffff;
    }

    private static int scale(int typmod) {
        // numeric.c, numeric_typmod_scale: 11 bits, sign-extended
        return (((typmod - 4) & 0x7ff) ^ 1024) - 1024;
    }

    /** The declared scale; only for a {@code numeric} with a typmod. */
    public int numericScale() {
        assert oid == Oids.NUMERIC && typmod >= 4 : this;
        return scale(typmod);
    }

    /** The declared precision; only for a {@code numeric} with a typmod. */
    public int numericPrecision() {
        assert oid == Oids.NUMERIC && typmod >= 4 : this;
        return precision(typmod);
    }
}
