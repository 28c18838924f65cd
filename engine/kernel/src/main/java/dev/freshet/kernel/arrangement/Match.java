package dev.freshet.kernel.arrangement;

/** Takes the pairs of a delta row and a held row of the same key. */
@FunctionalInterface
public interface Match {
    /**
     * One pair. The bytes are the arrangement's own: not to be written, nor kept after the call.
     *
     * @param deltaRow the row's number in the delta
     * @param bytes where the held row stands
     * @param row offset of its first byte
     * @param length its bytes
     * @param weight the held row's weight
     */
    void row(int deltaRow, byte[] bytes, int row, int length, long weight);
}
