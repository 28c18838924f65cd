package dev.freshet.cdc.spill;

import dev.freshet.kernel.row.Batch;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Puts small batches together and hands them on in portions of up to so many bytes; what is one batch already is not copied. Confined to
 * one thread.
 */
public final class Portions implements Consumer<Batch> {
    private final int mostBytes;
    private final Consumer<Batch> into;
    private @Nullable Batch held;
    /** Whether what is held was made here, so that more can be appended. */
    private boolean ours;

    public Portions(int mostBytes, Consumer<Batch> into) {
        this.mostBytes = mostBytes;
        this.into = into;
    }

    @Override
    public void accept(Batch batch) {
        Batch before = held;
        if (batch.isEmpty()) {
            return;
        }
        if (before == null || before.byteLength() + (long) batch.byteLength() > mostBytes) {
            end();
            held = batch;
            ours = false;
            return;
        }
        if (!ours) {
            Batch copy =
                    new Batch(before.layout(), before.size() + batch.size(), before.byteLength() + batch.byteLength());
            copy.appendAll(before);
            held = copy;
            before = copy;
            ours = true;
        }
        before.appendAll(batch);
    }

    /** Hands on what is held. */
    public void end() {
        Batch last = held;
        held = null;
        if (last != null) {
            into.accept(last);
        }
    }
}
