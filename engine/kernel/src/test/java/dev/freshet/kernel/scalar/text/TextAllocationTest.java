package dev.freshet.kernel.scalar.text;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.freshet.kernel.row.Batch;
import dev.freshet.kernel.row.RowLayout;
import dev.freshet.kernel.row.RowWriter;
import dev.freshet.kernel.scalar.ColumnReference;
import dev.freshet.kernel.scalar.Expression;
import dev.freshet.kernel.scalar.Frame;
import dev.freshet.kernel.scalar.function.CallContext;
import dev.freshet.kernel.scalar.function.ScalarFunctions;
import dev.freshet.kernel.scalar.logic.CoerceViaIo;
import dev.freshet.kernel.scalar.logic.Constant;
import dev.freshet.kernel.scalar.oracle.ScalarOracle;
import dev.freshet.kernel.type.Column;
import dev.freshet.kernel.type.ColumnType;
import dev.freshet.kernel.type.Oids;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Once its node has made room, a function of strings makes no object a row. */
class TextAllocationTest {
    private static final ZoneId UTC = ZoneId.of("UTC");
    private static final Column TEXT = new Column("t", ColumnType.TEXT);
    private static final Column NUMBER = new Column("n", ColumnType.INT8);

    private static Expression text() {
        return new ColumnReference(0, TEXT);
    }

    private static Expression of(String text) {
        return Constant.of(ColumnType.TEXT, text);
    }

    private static Expression of(int number) {
        return Constant.of(ColumnType.INT4, number);
    }

    private static Expression call(int function, ColumnType result, Expression... arguments) {
        return ScalarFunctions.byOid(function)
                .orElseThrow()
                .apply(
                        List.of(arguments),
                        new CallContext(result, ColumnType.COLLATION_DEFAULT, UTC, ScalarOracle.COLLATIONS));
    }

    private static Expression call(int function, Expression... arguments) {
        return call(function, ColumnType.TEXT, arguments);
    }

    private static Map<String, Expression> expressions() {
        Map<String, Expression> all = new LinkedHashMap<>();
        all.put("length", call(1317, ColumnType.INT4, text()));
        all.put("substr", call(877, text(), of(2), of(3)));
        all.put("btrim", call(884, text(), of("sz")));
        all.put("split_part", call(2088, text(), of("-"), of(-1)));
        all.put("like", call(850, ColumnType.BOOL, text(), of("%-1_%")));
        all.put("ilike", call(1633, ColumnType.BOOL, text(), of("%-1_%")));
        all.put("strpos", call(868, ColumnType.INT4, text(), of("-")));
        all.put("||", call(1258, text(), text()));
        all.put("concat", call(3058, text(), of("/"), new ColumnReference(1, NUMBER)));
        all.put("upper", call(871, text()));
        all.put("initcap", call(872, text()));
        all.put("lpad", call(873, text(), of(40), of("é")));
        all.put("replace", call(2087, text(), of("-"), of(" to ")));
        all.put("translate", call(878, text(), of("aeé"), of("oi")));
        all.put("reverse", call(3062, text()));
        all.put("to_hex", call(2090, new ColumnReference(1, NUMBER)));
        ColumnType padded = ColumnType.of(Oids.BPCHAR, 4 + 30, ColumnType.COLLATION_DEFAULT);
        all.put("char(30)", call(668, padded, text(), of(4 + 30), Constant.of(true)));
        all.put("bigint to text", CoerceViaIo.of(new ColumnReference(1, NUMBER), ColumnType.TEXT, UTC));
        return all;
    }

    @Test
    void nothingARow() {
        Batch batch = new Batch(new RowLayout(List.of(TEXT, NUMBER)));
        RowWriter writer = new RowWriter(batch);
        for (int row = 0; row < Frame.SIZE; row++) {
            byte[] text = ("straße-" + row * 7919L + "-é").getBytes(StandardCharsets.UTF_8);
            writer.begin();
            writer.setBytes(0, text, 0, text.length);
            writer.setLong(1, row * 1_000_000_007L);
            writer.end(1);
        }
        Frame frame = new Frame(batch.layout());
        expressions().forEach((name, expression) -> {
            run(expression, frame, batch, 200);
            ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
            long before = threads.getCurrentThreadAllocatedBytes();
            run(expression, frame, batch, 100);
            long bytes = threads.getCurrentThreadAllocatedBytes() - before;
            // less than an object in ten rows: the counting itself allocates, and so may a compilation
            assertThat(bytes / 100).as("bytes a frame: %s", name).isLessThan(Frame.SIZE * 16 / 10);
        });
    }

    private static void run(Expression expression, Frame frame, Batch batch, int times) {
        for (int i = 0; i < times; i++) {
            frame.move(batch, 0, batch.size());
            expression.evaluate(frame, frame.all());
            if (!frame.errorRows().isEmpty()) {
                throw new AssertionError("a row erred: " + expression);
            }
        }
    }
}
