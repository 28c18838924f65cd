package dev.freshet.kernel.arrangement;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Chunks keep their content whatever is allocated, freed and moved around them. */
final class SlabStoreTest {
    private static final long SEED = new Random().nextLong();

    @ParameterizedTest
    @ValueSource(ints = {30, 300, 30_000, 400_000})
    void chunksKeepWhatIsInThem(int longest) {
        System.out.println("chunks of up to " + longest + ": seed " + SEED);
        Random random = new Random(SEED);
        SlabStore store = new SlabStore();
        Map<Integer, Integer> lengths = new HashMap<>();
        long budget = 6_000_000L;
        for (int step = 0; step < (longest > 1000 ? 12_000 : 60_000); step++) {
            boolean growing = (step / 5_000) % 2 == 0;
            long live = store.liveBytes();
            if (lengths.isEmpty() || (growing && live < budget && random.nextInt(4) > 0)) {
                int length = 5 + random.nextInt(longest);
                int pointer = store.allocate(length);
                fill(store, pointer, length);
                assertThat(lengths.put(pointer, length)).isNull();
            } else {
                int pointer = any(lengths, random);
                check(store, pointer, lengths.remove(pointer));
                store.free(pointer);
            }
            if (store.isSparse() && step % 50 == 0) {
                evacuate(store, lengths);
            }
        }
        Set<Integer> seen = new HashSet<>();
        store.forEach(pointer -> assertThat(seen.add(pointer)).isTrue());
        assertThat(seen).isEqualTo(lengths.keySet());
        lengths.forEach((pointer, length) -> check(store, pointer, length));
        lengths.keySet().forEach(store::free);
        assertThat(store.liveBytes()).isZero();
        lengths.clear();
        while (store.isSparse()) {
            evacuate(store, lengths);
        }
        assertThat(store.heapBytes()).isLessThan(6L * SlabStore.SLAB_BYTES);
    }

    private static int any(Map<Integer, Integer> lengths, Random random) {
        // the order of a hash map of pointers is as good as random for what is freed
        return lengths.keySet().stream()
                .skip(random.nextInt(Math.min(20, lengths.size())))
                .findFirst()
                .orElseThrow();
    }

    private static void evacuate(SlabStore store, Map<Integer, Integer> lengths) {
        Map<Integer, Integer> moves = new HashMap<>();
        store.evacuate((from, to) -> moves.put(from, to));
        moves.forEach((from, to) -> {
            int length = lengths.remove(from);
            checkAs(store, to, length, from);
            fill(store, to, length);
            lengths.put(to, length);
        });
    }

    private static void fill(SlabStore store, int pointer, int length) {
        byte[] bytes = store.bytes(pointer);
        int at = SlabStore.at(pointer);
        for (int i = 4; i < length; i++) {
            bytes[at + i] = pattern(pointer, i);
        }
    }

    private static byte pattern(int pointer, int i) {
        return (byte) (pointer * 31 + i);
    }

    private static void check(SlabStore store, int pointer, int length) {
        checkAs(store, pointer, length, pointer);
    }

    private static void checkAs(SlabStore store, int pointer, int length, int filledAs) {
        assertThat(store.length(pointer)).isEqualTo(length);
        byte[] bytes = store.bytes(pointer);
        int at = SlabStore.at(pointer);
        for (int i = 4; i < length; i++) {
            if (bytes[at + i] != pattern(filledAs, i)) {
                throw new AssertionError("byte " + i + " of " + length + " of chunk " + pointer);
            }
        }
    }

    @Test
    void beginsSmall() {
        SlabStore store = new SlabStore();
        for (int i = 0; i < 10; i++) {
            store.allocate(40);
        }
        assertThat(store.heapBytes()).isLessThan(2000);
    }
}
