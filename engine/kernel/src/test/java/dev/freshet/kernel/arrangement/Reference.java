package dev.freshet.kernel.arrangement;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.kernel.row.Batch;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** The slow obvious Z-set: a map from a row's bytes to its weight. */
final class Reference {
    final Map<ByteBuffer, Long> weights = new HashMap<>();

    static Reference of(Batch batch) {
        Reference reference = new Reference();
        reference.add(batch);
        return reference;
    }

    static Reference of(Arrangement arrangement) {
        Reference reference = new Reference();
        arrangement.forEach((bytes, row, length, weight) -> {
            assertThat(weight).isNotZero();
            Long before = reference.weights.put(image(bytes, row, length), weight);
            assertThat(before).as("a row stands once").isNull();
        });
        return reference;
    }

    void add(Batch batch) {
        for (int row = 0; row < batch.size(); row++) {
            weights.merge(image(batch.bytes(), batch.start(row), batch.length(row)), batch.weight(row), (a, b) -> {
                long sum = a + b;
                return sum == 0 ? null : sum;
            });
        }
    }

    static ByteBuffer image(byte[] bytes, int row, int length) {
        return ByteBuffer.wrap(Arrays.copyOfRange(bytes, row, row + length));
    }

    /** The number of pairs of each delta row, by brute force. */
    Map<Integer, Map<ByteBuffer, Long>> join(Batch delta, RowKey deltaKey, RowKey key, Nulls nulls) {
        Map<Integer, Map<ByteBuffer, Long>> pairs = new HashMap<>();
        for (int row = 0; row < delta.size(); row++) {
            int start = delta.start(row);
            if (nulls == Nulls.NEVER_MATCH && deltaKey.hasNull(delta.bytes(), start)) {
                continue;
            }
            for (Map.Entry<ByteBuffer, Long> held : weights.entrySet()) {
                if (RowKey.same(
                        deltaKey, delta.bytes(), start, key, held.getKey().array(), 0)) {
                    pairs.computeIfAbsent(row, r -> new HashMap<>()).put(held.getKey(), held.getValue());
                }
            }
        }
        return pairs;
    }

    static Map<Integer, Map<ByteBuffer, Long>> join(
            Arrangement arrangement, Batch delta, RowKey deltaKey, Nulls nulls) {
        Map<Integer, Map<ByteBuffer, Long>> pairs = new HashMap<>();
        arrangement.joinBatch(delta, deltaKey, nulls, (deltaRow, bytes, row, length, weight) -> {
            Long before = pairs.computeIfAbsent(deltaRow, r -> new HashMap<>()).put(image(bytes, row, length), weight);
            assertThat(before).as("a pair is given once").isNull();
        });
        return pairs;
    }
}
