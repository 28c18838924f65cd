package dev.freshet.cdc.wal;

import io.debezium.connector.postgresql.connection.Lsn;
import io.debezium.connector.postgresql.connection.ReplicationStream;
import java.sql.SQLException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;

/**
 * Debezium's replication stream, tapped where its connector reads it: the decoded messages go to a {@link MessageReader} and no further, and
 * what is acknowledged is told to the server here. The connector is left with what it is good at: the connection, its settings, its start at
 * the slot's position, keeping it alive. Confined to Debezium's streaming thread, but for the keep-alive.
 */
final class MessageTap implements ReplicationStream {
    /** By then the connector gets its turn: it looks whether it was told to stop. */
    private static final long ROUND_NANOS = 20_000_000;

    private static final int MOST_A_ROUND = 4096;

    /** After so many messages in a round the stream is busy. */
    private static final int MANY = 100;
    /** A message that takes longer was not there yet: reading and decoding one takes two or three microseconds. */
    private static final long WAITED_NANOS = 15_000;
    /** Some thirty transactions of one row are there by then, and the socket's buffer is not full. */
    private static final long GATHER_NANOS = 400_000;

    private static final long ACKNOWLEDGE_NANOS = 100_000_000;

    private final ReplicationStream stream;
    private final MessageReader reader;
    private final LongSupplier acknowledged;
    private boolean gather;
    private long told;
    private long toldAt = System.nanoTime();

    /**
     * @param acknowledged the position up to which results are committed
     */
    MessageTap(ReplicationStream stream, MessageReader reader, LongSupplier acknowledged) {
        this.stream = stream;
        this.reader = reader;
        this.acknowledged = acknowledged;
    }

    @Override
    public void read(ReplicationMessageProcessor connector) throws SQLException, InterruptedException {
        readPending(connector);
    }

    /**
     * Reads what there is, for a while. The driver waits for a message for up to a millisecond, and comes back at once when there is one;
     * the connector would sleep after a few answers of "nothing", so it is never given one.
     *
     * <p>The walsender sends each message by itself, and where a reader sleeps for each it pays for waking it, more than for decoding: where
     * messages come one upon the other and the reader has caught up, it lets some gather before it looks again.
     */
    @Override
    public boolean readPending(ReplicationMessageProcessor connector) throws SQLException, InterruptedException {
        if (gather) {
            gather = false;
            LockSupport.parkNanos(GATHER_NANOS);
        }
        long begun = System.nanoTime();
        long before = begun;
        int messages = 0;
        while (messages < MOST_A_ROUND && !gather && before - begun < ROUND_NANOS) {
            boolean some = stream.readPending(message -> reader.read(message, stream.lastReceivedLsn()));
            if (some) {
                messages++;
            } else if (messages > 0) {
                break;
            }
            long now = System.nanoTime();
            gather = messages > MANY && now - before > WAITED_NANOS;
            before = now;
        }
        if (messages > 0) {
            reader.rest();
        }
        acknowledge();
        return true;
    }

    private void acknowledge() throws SQLException {
        long now = System.nanoTime();
        if (now - toldAt < ACKNOWLEDGE_NANOS) {
            return;
        }
        long position = acknowledged.getAsLong();
        if (position > told) {
            stream.flushLsn(Lsn.valueOf(position));
            told = position;
            toldAt = now;
        }
    }

    @Override
    public void flushLsn(Lsn lsn) {
        // the connector's own idea of it is not ours
    }

    @Override
    public Lsn lastReceivedLsn() {
        return stream.lastReceivedLsn();
    }

    @Override
    public Lsn startLsn() {
        return stream.startLsn();
    }

    @Override
    public void startKeepAlive(ExecutorService service) {
        stream.startKeepAlive(service);
    }

    @Override
    public void stopKeepAlive() {
        stream.stopKeepAlive();
    }

    @Override
    public void close() throws Exception {
        stream.close();
    }
}
