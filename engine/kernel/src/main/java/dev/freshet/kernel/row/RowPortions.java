package dev.freshet.kernel.row;

import java.util.function.Consumer;

/**
 * Hands on single rows in batches of up to so many bytes, or of one row that is larger; they are the taker's to keep. Confined to one thread.
 */
public final class RowPortions {
    private final RowLayout layout;
    private final int mostBytes;
    private final Consumer<Batch> batches;
    private Batch batch;

    public RowPortions(RowLayout layout, int mostBytes, Consumer<Batch> batches) {
        this.layout = layout;
        this.mostBytes = mostBytes;
        this.batches = batches;
        batch = new Batch(layout);
    }

    public void add(byte[] bytes, int from, int length, long weight) {
        if (batch.byteLength() + (long) length > mostBytes) {
            end();
        }
        batch.append(bytes, from, length, weight);
    }

    /** Hands on what is left. */
    public void end() {
        if (!batch.isEmpty()) {
            batches.accept(batch);
            batch = new Batch(layout);
        }
    }
}
