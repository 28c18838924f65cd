package dev.freshet.cdc.wal;

import dev.freshet.kernel.clock.Snapshot;
import dev.freshet.kernel.port.Relation;
import dev.freshet.kernel.port.SourceTable;
import io.debezium.connector.postgresql.connection.LogicalDecodingMessage;
import io.debezium.connector.postgresql.connection.Lsn;
import io.debezium.connector.postgresql.connection.ReplicationMessage;
import io.debezium.connector.postgresql.connection.ReplicationMessage.Column;
import io.debezium.relational.TableId;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Collects a transaction's messages between its BEGIN and its COMMIT, and hands it to the queue whole; barriers pass by the transaction they
 * stand in. One an engine, so that what an engine left half read is not mixed with the next one's. Confined to its engine's streaming
 * thread.
 */
final class MessageReader {
    /** The prefix of our logical messages. */
    static final String PREFIX = "freshet";

    /** Of the memory for what waits, one such part is for the transaction that is being read. */
    private static final int OPEN_PART = 8;

    private final TransactionQueue queue;
    private final Supplier<Snapshot> reference;
    private final Registry sources;
    private final Map<Relation, Readers> readers = new HashMap<>();
    /** Names as messages have them. */
    private final Map<String, Relation> relations = new HashMap<>();

    private @Nullable WalTransaction current;
    private volatile boolean ended;

    /**
     * @param reference a late snapshot: 32-bit transaction ids are widened to the nearest to it
     * @param sources whose rows are wanted by now
     */
    MessageReader(TransactionQueue queue, Supplier<Snapshot> reference, Registry sources) {
        this.queue = queue;
        this.reference = reference;
        this.sources = sources;
    }

    /** Its engine has ended, or is about to: threads of that which are still at it deliver nothing any more. Any thread. */
    void end() {
        ended = true;
    }

    /** A message, at the position it was received at; a COMMIT's is the end of its record. */
    void read(ReplicationMessage message, Lsn position) throws InterruptedException {
        if (ended) {
            throw new IllegalStateException("another engine reads the stream by now");
        }
        switch (message.getOperation()) {
            case BEGIN -> current = new WalTransaction(widened(message.getTransactionId()), queue.space());
            case COMMIT -> commit(message.getTransactionId(), position.asLong());
            case MESSAGE -> message((LogicalDecodingMessage) message, position.asLong());
            case INSERT, UPDATE, DELETE, TRUNCATE -> {
                if (!message.isSkippedMessage()) {
                    change(message);
                }
            }
            case ORIGIN -> {
                // where a change was made first is all one
            }
            default -> throw new IllegalStateException("a message " + message.getOperation());
        }
    }

    /** What was sent by now has been read. A transaction whose end has not come takes up a part of the memory there is at most. */
    void rest() {
        queue.beat();
        WalTransaction open = current;
        if (open != null) {
            open.count();
            if (open.bytes() > queue.mostBytes() / OPEN_PART) {
                open.spill();
            }
        }
    }

    private long widened(OptionalLong xid) {
        return reference.get().widen((int) xid.orElseThrow());
    }

    private void commit(OptionalLong xid, long position) throws InterruptedException {
        WalTransaction whole = current;
        if (whole == null || (int) whole.xid() != (int) xid.orElseThrow()) {
            throw new IllegalStateException("the end of transaction " + xid + " came without its beginning");
        }
        current = null;
        whole.end(position);
        queue.deliver(whole);
    }

    private void message(LogicalDecodingMessage message, long position) {
        if (!message.isLastEventForLsn()) {
            // a user's own, in a transaction
            return;
        }
        boolean ours = PREFIX.equals(message.getPrefix());
        queue.barrier(ours ? new String(message.getContent(), StandardCharsets.UTF_8) : "", position);
    }

    private void change(ReplicationMessage message) {
        Relation relation = relations.computeIfAbsent(message.getTable(), MessageReader::relation);
        WalTransaction transaction = current;
        if (transaction == null) {
            throw new IllegalStateException("a change of " + relation + " came outside of a transaction");
        }
        Readers by = readersOf(relation);
        transaction.wrote(relation, by.tables());
        for (SourceDecoder decoder : by.decoders()) {
            WalTransaction.Part part = transaction.part(decoder.table());
            change(message, decoder, part);
            if (part.holds(queue.mostBytes() / OPEN_PART)) {
                transaction.spill();
            }
        }
    }

    /** The decoders of a table's messages, one for each source they are of, as long as these are the same. */
    private record Readers(List<SourceTable> tables, List<SourceDecoder> decoders) {}

    @SuppressWarnings("ReferenceEquality")
    private Readers readersOf(Relation relation) {
        List<SourceTable> now = sources.of(relation);
        Readers known = readers.get(relation);
        if (known == null || known.tables() != now) {
            known = new Readers(
                    now,
                    now.stream()
                            .map(table -> new SourceDecoder(table, relation))
                            .toList());
            readers.put(relation, known);
        }
        return known;
    }

    private static void change(ReplicationMessage message, SourceDecoder decoder, WalTransaction.Part part) {
        if (message.getOperation() == ReplicationMessage.Operation.TRUNCATE) {
            part.truncate();
            return;
        }
        if (part.isShed()) {
            return;
        }
        try {
            switch (message.getOperation()) {
                case INSERT -> part.append(decoder, message.getNewTupleList(), List.of(), 1);
                case DELETE -> part.append(decoder, old(message), List.of(), -1);
                case UPDATE -> {
                    List<Column> old = old(message);
                    part.append(decoder, old, List.of(), -1);
                    part.append(decoder, message.getNewTupleList(), old, 1);
                }
                default -> throw new IllegalArgumentException("an operation " + message.getOperation());
            }
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            part.fail(String.valueOf(e.getMessage()));
        }
    }

    private static Relation relation(String quoted) {
        TableId id = TableId.parse(quoted, false);
        return new Relation(id.schema(), id.table());
    }

    private static List<Column> old(ReplicationMessage message) {
        List<Column> old = message.getOldTupleList();
        if (old == null) {
            throw new IllegalArgumentException("an old row is missing: the replica identity is not FULL");
        }
        return old;
    }
}
