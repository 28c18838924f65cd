package dev.freshet.cdc.wal;

import dev.freshet.kernel.clock.Snapshot;
import dev.freshet.kernel.port.Relation;
import dev.freshet.kernel.port.SourceTable;
import io.debezium.engine.DebeziumEngine;
import io.debezium.engine.DebeziumEngine.RecordCommitter;
import io.debezium.engine.RecordChangeEvent;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.source.SourceRecord;
import org.jspecify.annotations.Nullable;

/**
 * What Debezium calls with records: collects a transaction between its BEGIN and END, and hands it to the queue whole; barriers pass by the
 * transaction they stand in. One an engine, so that what an engine
 * left half read is not mixed with the next one's. Confined to its engine's thread.
 */
final class RecordReader implements DebeziumEngine.ChangeConsumer<RecordChangeEvent<SourceRecord>> {
    /** The prefix of our logical messages. */
    static final String PREFIX = "freshet";

    private final TransactionQueue queue;
    private final Supplier<Snapshot> reference;
    private final Map<Relation, SourceTable> sources;
    private final Map<SourceTable, SourceDecoder> decoders = new HashMap<>();
    private @Nullable WalTransaction current;
    private long events;
    private volatile boolean ended;

    /**
     * @param reference a late snapshot: 32-bit transaction ids are widened to the nearest to it
     * @param sources whose rows are wanted by now; a concurrent map
     */
    RecordReader(TransactionQueue queue, Supplier<Snapshot> reference, Map<Relation, SourceTable> sources) {
        this.queue = queue;
        this.reference = reference;
        this.sources = sources;
    }

    /** Its engine has ended, or is about to: threads of that which are still at it deliver nothing any more. Any thread. */
    void end() {
        ended = true;
    }

    @Override
    public void handleBatch(
            List<RecordChangeEvent<SourceRecord>> records, RecordCommitter<RecordChangeEvent<SourceRecord>> committer)
            throws InterruptedException {
        for (RecordChangeEvent<SourceRecord> event : records) {
            if (ended) {
                throw new IllegalStateException("another engine reads the stream by now");
            }
            if (event.record().value() instanceof Struct value) {
                read(event.record().topic(), value);
            }
        }
        queue.beat();
        shedIfTooLarge();
        // one mark stands for all: what is acknowledged is asked of AcknowledgedPosition
        committer.markProcessed(records.getLast());
        committer.markBatchFinished();
    }

    /** A transaction that alone takes up the memory there is: its sources will be read whole. */
    private void shedIfTooLarge() {
        WalTransaction open = current;
        if (open != null) {
            open.count();
            if (open.bytes() > queue.mostBytes()) {
                open.shed();
            }
        }
    }

    @Override
    public boolean supportsTombstoneEvents() {
        return false;
    }

    private void read(String topic, Struct value) throws InterruptedException {
        if (topic.endsWith(".transaction") && value.schema().field("status") != null) {
            boundary(value);
            return;
        }
        String operation = value.getString("op");
        if (operation.equals("m")) {
            message(value);
        } else {
            change(operation, value);
        }
    }

    /** The id is {@code txid:lsn}; at the END the LSN is that of the commit record's end. */
    private void boundary(Struct value) throws InterruptedException {
        String id = value.getString("id");
        int colon = id.indexOf(':');
        long xid = reference.get().widen((int) Long.parseLong(id, 0, colon, 10));
        if (value.getString("status").equals("BEGIN")) {
            current = new WalTransaction(xid);
            events = 0;
            return;
        }
        WalTransaction ended = current;
        if (ended == null || ended.xid() != xid) {
            throw new IllegalStateException("the end of transaction " + xid + " came without its beginning");
        }
        if (value.getInt64("event_count") != events) {
            throw new IllegalStateException("transaction " + xid + " has " + value.getInt64("event_count")
                    + " changes, of which " + events + " came");
        }
        current = null;
        ended.end(Long.parseLong(id, colon + 1, id.length(), 10));
        queue.deliver(ended);
    }

    private void message(Struct value) {
        Struct source = value.getStruct("source");
        if (source.get("txId") != null) {
            // a user's own, in a transaction; Debezium counts it among the transaction's events
            events++;
            return;
        }
        Struct message = value.getStruct("message");
        byte[] content =
                message.get("content") instanceof ByteBuffer buffer ? bytes(buffer) : message.getBytes("content");
        boolean ours = PREFIX.equals(message.getString("prefix"));
        queue.barrier(ours ? new String(content, StandardCharsets.UTF_8) : "", source.getInt64("lsn"));
    }

    private void change(String operation, Struct value) {
        Struct source = value.getStruct("source");
        Relation relation = new Relation(source.getString("schema"), source.getString("table"));
        SourceTable table = sources.get(relation);
        events++;
        WalTransaction transaction = current;
        if (transaction == null) {
            throw new IllegalStateException(
                    "a change of " + source.getString("table") + " came outside of a transaction");
        }
        if (table == null) {
            transaction.leaveUnread(relation);
            return;
        }
        WalTransaction.Part part = transaction.part(decoders.computeIfAbsent(table, SourceDecoder::new));
        if (part.isShed() && !operation.equals("t")) {
            return;
        }
        try {
            switch (operation) {
                case "c", "r" -> part.decoder().append(value.getStruct("after"), part.rows(), 1);
                case "d" -> part.decoder().append(old(value), part.rows(), -1);
                case "u" -> {
                    part.decoder().append(old(value), part.rows(), -1);
                    part.decoder().append(value.getStruct("after"), part.rows(), 1);
                }
                case "t" -> part.truncate();
                default -> throw new IllegalArgumentException("an operation " + operation);
            }
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            part.fail(String.valueOf(e.getMessage()));
        }
    }

    private static Struct old(Struct value) {
        Struct before = value.getStruct("before");
        if (before == null) {
            throw new IllegalArgumentException("an old row is missing: the replica identity is not FULL");
        }
        return before;
    }

    private static byte[] bytes(ByteBuffer buffer) {
        byte[] copy = new byte[buffer.remaining()];
        buffer.duplicate().get(copy);
        return copy;
    }
}
