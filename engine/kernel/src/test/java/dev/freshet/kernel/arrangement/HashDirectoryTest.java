package dev.freshet.kernel.arrangement;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The directory against a map of tags to pointers, with tags of every likeness. */
final class HashDirectoryTest {
    private static final long SEED = new Random().nextLong();

    @ParameterizedTest
    @ValueSource(ints = {0xffffffff, 0xff, 0xff000000, 0x80000001, 1, 0})
    void findsWhatWasEntered(int tagMask) {
        System.out.println("tags " + Integer.toHexString(tagMask) + ": seed " + SEED);
        Random random = new Random(SEED);
        HashDirectory directory = new HashDirectory(64);
        Map<Integer, Set<Integer>> reference = new HashMap<>();
        List<int[]> entries = new ArrayList<>();
        for (int step = 1; step < 12_000; step++) {
            boolean growing = (step / 3000) % 2 == 0;
            if (entries.isEmpty() || random.nextInt(10) < (growing ? 8 : 2)) {
                int tag = random.nextInt() & tagMask;
                directory.insert(tag, step);
                reference.computeIfAbsent(tag, t -> new HashSet<>()).add(step);
                entries.add(new int[] {tag, step});
            } else {
                Collections.swap(entries, random.nextInt(entries.size()), entries.size() - 1);
                int[] entry = entries.removeLast();
                if (random.nextInt(4) == 0) {
                    assertThat(directory.replace(entry[0], entry[1], -step)).isTrue();
                    reference.get(entry[0]).add(-step);
                    entries.add(new int[] {entry[0], -step});
                } else {
                    directory.remove(entry[0], entry[1]);
                }
                reference.get(entry[0]).remove(entry[1]);
            }
            if (step % 1000 == 0) {
                reference.forEach(
                        (tag, pointers) -> assertThat(pointers(directory, tag)).isEqualTo(pointers));
                assertThat(directory.size()).isEqualTo(entries.size());
            }
        }
        assertThat(directory.replace(17, 123_456, 1)).isFalse();
        for (int[] entry : entries) {
            directory.remove(entry[0], entry[1]);
        }
        assertThat(directory.size()).isZero();
    }

    private static Set<Integer> pointers(HashDirectory directory, int tag) {
        Set<Integer> pointers = new HashSet<>();
        SubTable table = directory.table(tag);
        for (int slot = table.seek(tag); table.holds(slot, tag); slot++) {
            pointers.add(table.pointer(slot));
        }
        return pointers;
    }

    @Test
    @Timeout(value = 20, unit = TimeUnit.SECONDS)
    void takesTagsInOrderWithoutGoingQuadratic() {
        HashDirectory directory = new HashDirectory(HashDirectory.STANDARD_SLOTS);
        int count = 1_000_000;
        for (int i = 0; i < count; i++) {
            directory.insert((int) ((i * 0xffffffffL) / count), i + 1);
        }
        assertThat(directory.size()).isEqualTo(count);
        assertThat(directory.heapBytes()).isLessThan(20L * count);
    }

    @Test
    void isSmallAgainWhenEmpty() {
        HashDirectory directory = new HashDirectory(HashDirectory.STANDARD_SLOTS);
        Random random = new Random(SEED);
        int[] tags = random.ints(200_000).toArray();
        for (int i = 0; i < tags.length; i++) {
            directory.insert(tags[i], i + 1);
        }
        assertThat(directory.heapBytes()).isLessThan(14L * tags.length);
        for (int i = 0; i < tags.length; i++) {
            directory.remove(tags[i], i + 1);
        }
        assertThat(directory.heapBytes()).isLessThan(10_000);
    }
}
