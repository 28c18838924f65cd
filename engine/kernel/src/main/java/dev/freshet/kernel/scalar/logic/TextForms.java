package dev.freshet.kernel.scalar.logic;

import dev.freshet.kernel.scalar.function.TextInput;
import dev.freshet.kernel.scalar.function.TextOutput;
import dev.freshet.kernel.scalar.number.BooleanText;
import dev.freshet.kernel.scalar.number.FloatTextForm;
import dev.freshet.kernel.scalar.number.IntegerText;
import dev.freshet.kernel.scalar.numeric.NumericText;
import dev.freshet.kernel.scalar.time.TimeInput;
import dev.freshet.kernel.scalar.time.TimeOutput;
import dev.freshet.kernel.scalar.uuid.UuidText;
import dev.freshet.kernel.type.ColumnType;
import dev.freshet.kernel.type.Oids;
import java.time.ZoneId;
import java.util.Optional;

/** Which types have an exact output or input function here. */
final class TextForms {
    private static final int JSON = 114;
    private static final int UNKNOWN = 705;

    private TextForms() {}

    /** Whether a type's values are held as the bytes of their text. */
    static boolean isText(ColumnType type) {
        return switch (type.kind()) {
            case TEXT, BPCHAR -> true;
            // carried as text that no setting of a session has a say in
            case OPAQUE -> type.oid() == Oids.JSONB || type.oid() == JSON || type.oid() == UNKNOWN;
            case BOOL, INT2, INT4, INT8, FLOAT4, FLOAT8, DECIMAL, NUMERIC -> false;
            case DATE, TIMESTAMP, TIMESTAMPTZ, INTERVAL, UUID -> false;
        };
    }

    /**
     * The output function of a type that {@link #isText is not text}; for one call.
     *
     * @param zone the session's {@code TimeZone}; its {@code DateStyle} is ISO, its {@code IntervalStyle} postgres
     */
    static Optional<TextOutput> output(ColumnType type, ZoneId zone) {
        return switch (type.kind()) {
            case BOOL -> Optional.of(BooleanText.BOOL);
            case INT2 -> Optional.of(IntegerText.INT2);
            case INT4 -> Optional.of(IntegerText.INT4);
            case INT8 -> Optional.of(IntegerText.INT8);
            case FLOAT4 -> Optional.of(FloatTextForm.FLOAT4);
            case FLOAT8 -> Optional.of(FloatTextForm.FLOAT8);
            case DECIMAL, NUMERIC -> Optional.of(NumericText.NUMERIC);
            case DATE -> Optional.of(TimeOutput::date);
            case TIMESTAMP -> Optional.of(TimeOutput::timestamp);
            case TIMESTAMPTZ -> Optional.of(TimeOutput.timestamptz(zone));
            case INTERVAL -> Optional.of(TimeOutput::interval);
            case UUID -> Optional.of(UuidText.UUID);
            case TEXT, BPCHAR, OPAQUE -> Optional.empty();
        };
    }

    /**
     * The input function of a type, which is read without a typmod; for one call.
     *
     * @param zone the session's {@code TimeZone}; its {@code DateStyle} is ISO, MDY, its {@code IntervalStyle} postgres
     */
    static Optional<TextInput> input(ColumnType type, ZoneId zone) {
        return switch (type.kind()) {
            case BOOL -> Optional.of(BooleanText.BOOL);
            case INT2 -> Optional.of(IntegerText.INT2);
            case INT4 -> Optional.of(IntegerText.INT4);
            case INT8 -> Optional.of(IntegerText.INT8);
            case FLOAT4 -> Optional.of(FloatTextForm.FLOAT4);
            case FLOAT8 -> Optional.of(FloatTextForm.FLOAT8);
            case DECIMAL, NUMERIC -> Optional.of(NumericText.NUMERIC);
            case UUID -> Optional.of(UuidText.UUID);
            case DATE -> Optional.of(TimeInput::date);
            case TIMESTAMP -> Optional.of(TimeInput::timestamp);
            case TIMESTAMPTZ -> Optional.of(TimeInput.timestamptz(zone));
            case INTERVAL -> Optional.of(TimeInput::interval);
            case TEXT, BPCHAR, OPAQUE -> Optional.empty();
        };
    }
}
