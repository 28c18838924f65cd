package dev.freshet.kernel.arrangement;

/** Takes rows with their weights. */
@FunctionalInterface
public interface RowConsumer {
    /** One row: {@code length} bytes from {@code row} on, not to be written, nor kept after the call. */
    void row(byte[] bytes, int row, int length, long weight);
}
