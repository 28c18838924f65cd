package dev.freshet.cdc.wal;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.function.LongSupplier;
import org.apache.kafka.connect.runtime.WorkerConfig;
import org.apache.kafka.connect.storage.OffsetBackingStore;
import org.apache.kafka.connect.util.Callback;
import org.jspecify.annotations.Nullable;

/**
 * Debezium's offset store, which stores nothing: what it would write is ignored, what it reads when an engine starts is the position up to
 * which results are committed. An offset without {@code lsn_proc} makes Debezium start there and search for nothing. What is told to the
 * server while the engine runs goes by {@link MessageTap}.
 *
 * <p>Debezium makes it by name; it finds its position by the id in its properties.
 */
public final class AcknowledgedPosition implements OffsetBackingStore {
    static final String ID = "offset.storage.freshet.id";

    private static final Map<String, LongSupplier> POSITIONS = new ConcurrentHashMap<>();

    private LongSupplier position = () -> 0;

    static void register(String id, LongSupplier position) {
        POSITIONS.put(id, position);
    }

    static void unregister(String id) {
        POSITIONS.remove(id);
    }

    @Override
    public void configure(WorkerConfig config) {
        Object id = config.originals().get(ID);
        LongSupplier found = id == null ? null : POSITIONS.get(id);
        if (found == null) {
            throw new IllegalStateException("no position under " + ID);
        }
        position = found;
    }

    @Override
    public Future<Map<ByteBuffer, ByteBuffer>> get(Collection<ByteBuffer> keys) {
        Map<ByteBuffer, ByteBuffer> answer = new HashMap<>();
        long lsn = position.getAsLong();
        if (lsn > 0) {
            String offset = "{\"lsn_commit\":" + lsn + ",\"lsn\":" + lsn + ",\"txId\":1,\"ts_usec\":1}";
            for (ByteBuffer key : keys) {
                answer.put(key, ByteBuffer.wrap(offset.getBytes(StandardCharsets.UTF_8)));
            }
        }
        return CompletableFuture.completedFuture(answer);
    }

    @Override
    public Future<Void> set(Map<ByteBuffer, ByteBuffer> values, @Nullable Callback<Void> callback) {
        if (callback != null) {
            callback.onCompletion(null, null);
        }
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public void start() {}

    @Override
    public void stop() {}

    @Override
    public Set<Map<String, Object>> connectorPartitions(String connectorName) {
        return Set.of();
    }
}
