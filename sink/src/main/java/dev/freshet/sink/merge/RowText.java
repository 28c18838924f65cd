package dev.freshet.sink.merge;

import dev.freshet.kernel.codec.ByteSink;
import dev.freshet.kernel.codec.TextFormat;
import dev.freshet.kernel.row.Batch;
import dev.freshet.kernel.row.RowLayout;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rows as PostgreSQL's text: array literals a column, for {@code unnest}, or lines for {@code COPY}. Confined to one thread. */
final class RowText {
    private final Batch batch;
    private final RowLayout layout;
    private final ByteSink value = new ByteSink();

    RowText(Batch batch) {
        this.batch = batch;
        layout = batch.layout();
    }

    /** A {@code text[]} literal of one column of some rows. */
    String array(int column, List<Integer> rows) {
        StringBuilder literal = new StringBuilder(rows.size() * 12).append('{');
        boolean first = true;
        for (int row : rows) {
            if (!first) {
                literal.append(',');
            }
            first = false;
            String text = text(row, column);
            if (text == null) {
                literal.append("NULL");
            } else {
                literal.append('"');
                for (int i = 0; i < text.length(); i++) {
                    char c = text.charAt(i);
                    if (c == '"' || c == '\\') {
                        literal.append('\\');
                    }
                    literal.append(c);
                }
                literal.append('"');
            }
        }
        return literal.append('}').toString();
    }

    /** An {@code int8[]} literal of how often each row goes or comes. */
    String weights(List<Integer> rows) {
        StringBuilder literal = new StringBuilder(rows.size() * 3).append('{');
        String comma = "";
        for (int row : rows) {
            literal.append(comma).append(Math.abs(batch.weight(row)));
            comma = ",";
        }
        return literal.append('}').toString();
    }

    /** A line of COPY's text format without its end: the columns, tab-separated. */
    void line(int row, ByteArrayOutputStream out) {
        for (int column = 0; column < layout.width(); column++) {
            if (column > 0) {
                out.write('\t');
            }
            if (layout.isNull(batch.bytes(), batch.start(row), column)) {
                out.write('\\');
                out.write('N');
                continue;
            }
            value.clear();
            TextFormat.write(layout, batch.bytes(), batch.start(row), column, value);
            byte[] bytes = value.bytes();
            for (int i = 0; i < value.length(); i++) {
                escape(bytes[i], out);
            }
        }
    }

    private static void escape(byte b, ByteArrayOutputStream out) {
        switch (b) {
            case '\\' -> {
                out.write('\\');
                out.write('\\');
            }
            case '\n' -> {
                out.write('\\');
                out.write('n');
            }
            case '\r' -> {
                out.write('\\');
                out.write('r');
            }
            case '\t' -> {
                out.write('\\');
                out.write('t');
            }
            default -> out.write(b);
        }
    }

    private @Nullable String text(int row, int column) {
        if (layout.isNull(batch.bytes(), batch.start(row), column)) {
            return null;
        }
        value.clear();
        TextFormat.write(layout, batch.bytes(), batch.start(row), column, value);
        return new String(value.bytes(), 0, value.length(), StandardCharsets.UTF_8);
    }
}
