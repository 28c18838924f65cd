package dev.freshet.cdc.spill;

import dev.freshet.kernel.port.Scratch;
import dev.freshet.kernel.port.Scratch.ScratchFile;
import dev.freshet.kernel.row.Batch;
import dev.freshet.kernel.spill.RowRun;
import java.util.Map;
import java.util.WeakHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The files that runs of rows are in: one is written until it is large, and closed when nothing in it is wanted any more. Any thread. (Runs
 * that are forgotten rather than freed go with their file, when that is collected as garbage.)
 */
public final class SpillSpace {
    private static final long LARGE = 64L << 20;

    private final Scratch scratch;
    /** Runs that are wanted, by file. */
    private final Map<ScratchFile, Integer> wanted = new WeakHashMap<>();

    private @Nullable ScratchFile current;

    public SpillSpace(Scratch scratch) {
        this.scratch = scratch;
    }

    /**
     * Writes rows.
     *
     * @throws dev.freshet.kernel.port.FreshetException FR3022
     */
    synchronized RowRun write(Batch batch) {
        ScratchFile file = current;
        if (file == null) {
            file = scratch.open();
            current = file;
        }
        RowRun run;
        boolean written = false;
        try {
            run = RowRun.write(file, batch);
            written = true;
        } finally {
            if (!written) {
                seal();
            }
        }
        wanted.merge(file, 1, Integer::sum);
        if (file.length() > LARGE) {
            seal();
        }
        return run;
    }

    /** No more is written to the current file. */
    private void seal() {
        ScratchFile file = current;
        current = null;
        if (file != null && !wanted.containsKey(file)) {
            file.close();
        }
    }

    /** A run is not wanted any more. */
    synchronized void free(RowRun run) {
        ScratchFile file = run.file();
        Integer left = wanted.merge(file, -1, Integer::sum);
        if (left == null || left == 0) {
            wanted.remove(file);
            if (file.equals(current)) {
                current = null;
            }
            file.close();
        }
    }
}
