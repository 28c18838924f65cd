package dev.freshet.kernel.arrangement;

import dev.freshet.kernel.type.Kind;

/** Kinds whose values can be equal to one another: a key column finds those of its own family only. */
enum KeyFamily {
    BOOL,
    INTEGER,
    FLOAT,
    NUMERIC,
    TEXT,
    BPCHAR,
    DATE,
    TIMESTAMP,
    TIMESTAMPTZ,
    INTERVAL,
    UUID,
    OPAQUE;

    static KeyFamily of(Kind kind) {
        return switch (kind) {
            case BOOL -> BOOL;
            case INT2, INT4, INT8 -> INTEGER;
            case FLOAT4, FLOAT8 -> FLOAT;
            case DECIMAL, NUMERIC -> NUMERIC;
            case TEXT -> TEXT;
            case BPCHAR -> BPCHAR;
            case DATE -> DATE;
            case TIMESTAMP -> TIMESTAMP;
            case TIMESTAMPTZ -> TIMESTAMPTZ;
            case INTERVAL -> INTERVAL;
            case UUID -> UUID;
            case OPAQUE -> OPAQUE;
        };
    }

    /** Whether values are compared as one long. */
    boolean isLong() {
        return this == BOOL || this == INTEGER || this == DATE || this == TIMESTAMP || this == TIMESTAMPTZ;
    }
}
