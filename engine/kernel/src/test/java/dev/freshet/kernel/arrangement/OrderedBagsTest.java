package dev.freshet.kernel.arrangement;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.kernel.row.Bytes;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class OrderedBagsTest {
    /** Random changes of several bags against a tree map each. */
    @Test
    void areOrderedMultisets() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        OrderedBags bags = new OrderedBags(OrderedBagsTest::compare, seed);
        int[] names = new int[5];
        TreeMap<Long, Long>[] references = references(names.length);
        for (int i = 0; i < 60_000; i++) {
            int bag = random.nextInt(names.length);
            long image = random.nextInt(bag == 0 ? 4000 : 12);
            long weight = random.nextInt(5) - 2L;
            if (i > 50_000 && !references[bag].isEmpty()) {
                image = references[bag].firstKey();
                weight = -references[bag].get(image);
            }
            names[bag] = bags.add(names[bag], image(image), 0, 8, weight);
            references[bag].merge(image, weight, Long::sum);
            references[bag].remove(image, 0L);
            check(bags, names[bag], references[bag], seed);
        }
        long size = 0;
        for (TreeMap<Long, Long> reference : references) {
            size += reference.size();
        }
        assertThat(bags.size()).as("seed %d", seed).isEqualTo(size);
    }

    private static void check(OrderedBags bags, int bag, TreeMap<Long, Long> reference, long seed) {
        Long first = null;
        for (var entry : reference.entrySet()) {
            if (entry.getValue() > 0) {
                first = entry.getKey();
                break;
            }
        }
        Long last = null;
        for (var entry : reference.descendingMap().entrySet()) {
            if (entry.getValue() > 0) {
                last = entry.getKey();
                break;
            }
        }
        assertThat(bag == 0).as("seed %d", seed).isEqualTo(reference.isEmpty());
        same(bags, bags.first(bag), first, reference, seed);
        same(bags, bags.last(bag), last, reference, seed);
    }

    private static void same(
            OrderedBags bags,
            int image,
            @org.jspecify.annotations.Nullable Long expected,
            TreeMap<Long, Long> reference,
            long seed) {
        if (expected == null) {
            assertThat(image).as("seed %d", seed).isZero();
        } else {
            assertThat(Bytes.getLong(bags.bytes(image), OrderedBags.from(image)))
                    .as("seed %d", seed)
                    .isEqualTo(expected);
            assertThat(bags.weight(image)).as("seed %d", seed).isEqualTo(reference.get(expected));
            assertThat(bags.length(image)).isEqualTo(8);
        }
    }

    /** Ascending images, the worst case of a plain search tree. */
    @Test
    void stayShallowWhateverTheOrder() {
        OrderedBags bags = new OrderedBags(OrderedBagsTest::compare, 5);
        int bag = 0;
        int many = 300_000;
        for (long image = 0; image < many; image++) {
            bag = bags.add(bag, image(image), 0, 8, 1);
        }
        assertThat(Bytes.getLong(bags.bytes(bags.last(bag)), OrderedBags.from(bags.last(bag))))
                .isEqualTo(many - 1);
        assertThat(bags.heapBytes()).isLessThan(40L * many);
        for (long image = 0; image < many; image++) {
            bag = bags.add(bag, image(image), 0, 8, -1);
        }
        assertThat(bag).isZero();
        assertThat(bags.size()).isZero();
    }

    private static int compare(byte[] a, int i, int m, byte[] b, int j, int n) {
        return Long.compare(Bytes.getLong(a, i), Bytes.getLong(b, j));
    }

    private static byte[] image(long value) {
        byte[] image = new byte[8];
        Bytes.putLong(image, 0, value);
        return image;
    }

    @SuppressWarnings("unchecked")
    private static TreeMap<Long, Long>[] references(int count) {
        TreeMap<Long, Long>[] references = new TreeMap[count];
        for (int i = 0; i < count; i++) {
            references[i] = new TreeMap<>();
        }
        return references;
    }
}
