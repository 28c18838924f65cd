package dev.freshet.kernel.port;

/**
 * Room on disk for rows that are more than the heap's share. What is written there serves this process only and is gone with it, however it
 * ends. Any thread may open a file.
 */
public interface Scratch {
    /** The code of every fault of the disk: no file can be made, or it takes or gives no rows. */
    String NO_ROOM = "FR3022";

    /**
     * A new, empty file.
     *
     * @throws FreshetException FR3022: none can be made
     */
    ScratchFile open();

    /** A file that grows and is read anywhere. Calls from several threads take turns; closing it gives its room back. */
    interface ScratchFile extends AutoCloseable {
        /**
         * Writes behind what is there.
         *
         * @return where it begins
         * @throws FreshetException FR3022: the disk is full, or does not take it
         */
        long append(byte[] bytes, int from, int length);

        /**
         * Reads what was written.
         *
         * @throws FreshetException FR3022: it cannot be read
         */
        void read(long at, byte[] into, int from, int length);

        /** Bytes written. */
        long length();

        @Override
        void close();
    }
}
