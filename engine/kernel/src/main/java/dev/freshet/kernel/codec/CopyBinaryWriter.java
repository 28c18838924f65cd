package dev.freshet.kernel.codec;

import dev.freshet.kernel.row.Batch;
import dev.freshet.kernel.row.RowLayout;
import java.nio.charset.StandardCharsets;

/**
 * Writes rows as {@code COPY … FROM STDIN (FORMAT binary)} reads them. A table with an opaque column cannot be filled so: PostgreSQL would
 * take the text for the type's own binary form; {@link #canWrite} tells.
 */
public final class CopyBinaryWriter {
    private static final byte[] SIGNATURE = "PGCOPY\n\u00ff\r\n\0".getBytes(StandardCharsets.ISO_8859_1);

    private CopyBinaryWriter() {}

    /** Whether all columns have a binary form. */
    public static boolean canWrite(RowLayout layout) {
        for (int column = 0; column < layout.width(); column++) {
            if (!TextFormat.isTyped(layout.kind(column))) {
                return false;
            }
        }
        return true;
    }

    /** What comes first. */
    public static void header(ByteSink out) {
        out.put(SIGNATURE, 0, SIGNATURE.length).int32(0).int32(0);
    }

    /** One row, whatever its weight. */
    public static void tuple(Batch batch, int row, ByteSink out) {
        RowLayout layout = batch.layout();
        byte[] bytes = batch.bytes();
        int start = batch.start(row);
        out.short16(layout.width());
        for (int column = 0; column < layout.width(); column++) {
            if (layout.isNull(bytes, start, column)) {
                out.int32(-1);
                continue;
            }
            int at = out.length();
            out.int32(0);
            BinaryFormat.write(layout, bytes, start, column, out);
            out.patchInt32(at, out.length() - at - 4);
        }
    }

    /** What comes last. */
    public static void trailer(ByteSink out) {
        out.short16(-1);
    }
}
