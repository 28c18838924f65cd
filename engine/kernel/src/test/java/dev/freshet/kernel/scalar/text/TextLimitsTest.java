package dev.freshet.kernel.scalar.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.kernel.row.Batch;
import dev.freshet.kernel.row.RowLayout;
import dev.freshet.kernel.row.RowWriter;
import dev.freshet.kernel.scalar.BytesVector;
import dev.freshet.kernel.scalar.EvaluationError;
import dev.freshet.kernel.scalar.Expression;
import dev.freshet.kernel.scalar.Frame;
import dev.freshet.kernel.scalar.function.CallContext;
import dev.freshet.kernel.scalar.function.ScalarFunctions;
import dev.freshet.kernel.scalar.logic.Constant;
import dev.freshet.kernel.type.ColumnType;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Strings that would be too long; what is expected here, PostgreSQL 18.6 said of the same calls once, which took it a gigabyte each. */
class TextLimitsTest {
    private static final int CONCATENATE = 1258;
    private static final int REPLACE = 2087;
    private static final int TRANSLATE = 878;
    private static final int QUOTE_LITERAL = 1283;

    @Test
    void concatenation() {
        Expression half = text(600_000_000);
        assertThat(error(CONCATENATE, half, half))
                .isEqualTo(new EvaluationError("XX000", "invalid memory alloc request size 1200000004"));
    }

    @Test
    void replacement() {
        Expression letters = Constant.of(ColumnType.TEXT, "a".repeat(11_000_000));
        assertThat(error(
                        REPLACE,
                        letters,
                        Constant.of(ColumnType.TEXT, "a"),
                        Constant.of(ColumnType.TEXT, "b".repeat(100))))
                .isEqualTo(new EvaluationError(
                        "54000",
                        "string buffer exceeds maximum allowed length (1073741823 bytes)",
                        "Cannot enlarge string buffer containing 1073741800 bytes by 100 more bytes."));
    }

    @Test
    void translation() {
        assertThat(error(TRANSLATE, text(300_000_000), text(1), text(1)))
                .isEqualTo(new EvaluationError("54000", "requested length too large"));
    }

    @Test
    void quotes() {
        assertThat(error(QUOTE_LITERAL, text(536_870_911)))
                .isEqualTo(new EvaluationError("XX000", "invalid memory alloc request size 1073741829"));
    }

    /** A string that says it is long: it is refused before it is looked at. */
    private static Expression text(int length) {
        Constant text = Constant.of(ColumnType.TEXT, "a");
        ((BytesVector) text.vector()).length[0] = length;
        return text;
    }

    private static EvaluationError error(int function, Expression... arguments) {
        Batch batch = new Batch(new RowLayout(List.of()));
        RowWriter writer = new RowWriter(batch);
        writer.begin();
        writer.end(1);
        Frame frame = new Frame(batch.layout());
        frame.move(batch, 0, 1);
        CallContext context = new CallContext(ColumnType.TEXT, ColumnType.COLLATION_C, ZoneId.of("UTC"));
        ScalarFunctions.byOid(function)
                .orElseThrow()
                .apply(List.of(arguments), context)
                .evaluate(frame, frame.all());
        return frame.error(0);
    }
}
