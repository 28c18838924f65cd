package dev.freshet.kernel.arrangement;

import static dev.freshet.kernel.arrangement.RandomRows.LAYOUT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.kernel.row.Batch;
import dev.freshet.kernel.row.Bytes;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Sums of weights by group against a map; some groups have grown areas, some are removed, all survive a checkpoint. */
final class GroupTableTest {
    private static final long SEED = new Random().nextLong();
    private static final int GROWN = 100;

    static Stream<Arguments> shapes() {
        Tuning small = new Tuning(-1, 32);
        return Stream.of(
                Arguments.of("by bigint", 5000, 12, Tuning.STANDARD, new RowKey(LAYOUT, 0)),
                Arguments.of("by bigint and text", 5000, 12, small, new RowKey(LAYOUT, 0, 3)),
                Arguments.of("by whole row", 200, 12, small, RowKey.wholeRow(LAYOUT)),
                Arguments.of("by long rows", 2, 200_000, small, RowKey.wholeRow(LAYOUT)),
                Arguments.of("by nothing", 5, 12, small, new RowKey(LAYOUT)),
                Arguments.of("with colliding hashes", 100, 12, new Tuning(0x3L << 60, 32), new RowKey(LAYOUT, 0)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("shapes")
    void keepsTheStateOfEachGroup(String name, int keys, int note, Tuning tuning, RowKey key) {
        System.out.println(name + ": seed " + SEED);
        RandomRows rows = new RandomRows(SEED, keys, note);
        GroupTable table = new GroupTable(key, 12, SEED, tuning);
        KeyProjection projection = new KeyProjection(LAYOUT, key.columns());
        Map<ByteBuffer, Long> reference = new HashMap<>();
        int[] groups = new int[GroupTable.BLOCK];
        for (int round = 0; round < (note > 1000 ? 20 : 60); round++) {
            Batch delta = rows.batch(note > 1000 ? 8 : GroupTable.BLOCK);
            table.locate(delta, 0, delta.size(), groups);
            for (int i = 0; i < delta.size(); i++) {
                byte[] bytes = table.bytes(groups[i]);
                int at = GroupTable.state(groups[i]);
                Bytes.putLong(bytes, at, Bytes.getLong(bytes, at) + delta.weight(i));
                byte[] image = projection.project(delta.bytes(), delta.start(i));
                reference.merge(Reference.image(image, 0, projection.length()), delta.weight(i), Long::sum);
            }
            growOne(table, delta, rows.random.nextInt(delta.size()), groups);
            check(table, reference);
            removeSome(table, delta, reference, groups, rows.random.nextInt(8) == 0 ? delta.size() : 5);
            check(table, reference);
            table.reclaim();
            check(table, reference);
        }
        Batch probe = rows.batch(10);
        table.find(probe, 0, probe.size(), groups);
        for (int i = 0; i < probe.size(); i++) {
            byte[] image = projection.project(probe.bytes(), probe.start(i));
            assertThat(groups[i] != 0).isEqualTo(reference.containsKey(Reference.image(image, 0, projection.length())));
        }
    }

    private static void growOne(GroupTable table, Batch delta, int row, int[] groups) {
        int was = groups[row];
        int grown = table.grow(was, GROWN);
        for (int i = 0; i < delta.size(); i++) {
            if (groups[i] == was) {
                groups[i] = grown;
            }
        }
        Bytes.putLong(table.bytes(grown), GroupTable.state(grown) + GROWN - 8, 42);
        assertThat(table.grow(grown, GROWN - 30)).isEqualTo(grown);
    }

    private static void removeSome(
            GroupTable table, Batch delta, Map<ByteBuffer, Long> reference, int[] groups, int upTo) {
        for (int i = 0; i < upTo && i < delta.size(); i++) {
            int group = groups[i];
            if (group == 0) {
                continue;
            }
            assertThat(reference.remove(key(table, group))).isNotNull();
            table.remove(group);
            for (int j = i; j < delta.size(); j++) {
                if (groups[j] == group) {
                    groups[j] = 0;
                }
            }
        }
    }

    private static ByteBuffer key(GroupTable table, int group) {
        return Reference.image(table.bytes(group), table.keyRow(group), table.keyLength(group));
    }

    private static void check(GroupTable table, Map<ByteBuffer, Long> reference) {
        Map<ByteBuffer, Long> held = new HashMap<>();
        table.forEach(group -> {
            byte[] bytes = table.bytes(group);
            int at = GroupTable.state(group);
            int length = table.stateLength(group);
            // not by assertThat, which would take most of the test's time
            boolean sound = Bytes.getLong(bytes, at + 8) == 0
                    && (length == 16 || (length == 104 && Bytes.getLong(bytes, at + GROWN - 8) == 42));
            if (!sound || held.put(key(table, group), Bytes.getLong(bytes, at)) != null) {
                throw new AssertionError("group " + group + " has an area of " + length + " bytes, or is there twice");
            }
        });
        assertThat(held).isEqualTo(reference);
        assertThat(table.size()).isEqualTo(reference.size());
    }

    @Test
    void survivesACheckpoint() throws IOException {
        RowKey key = new RowKey(LAYOUT, 0, 2);
        RandomRows rows = new RandomRows(SEED, 5000, 12);
        GroupTable table = new GroupTable(key, 8, SEED);
        int[] groups = new int[GroupTable.BLOCK];
        Map<ByteBuffer, Long> reference = new HashMap<>();
        for (int round = 0; round < 50; round++) {
            Batch delta = rows.batch(GroupTable.BLOCK);
            table.locate(delta, 0, delta.size(), groups);
            for (int i = 0; i < delta.size(); i++) {
                Bytes.putLong(table.bytes(groups[i]), GroupTable.state(groups[i]), round);
            }
        }
        table.forEach(
                group -> reference.put(key(table, group), Bytes.getLong(table.bytes(group), GroupTable.state(group))));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        table.save(new DataOutputStream(out));
        GroupTable loaded = GroupTable.load(key, 8, new DataInputStream(new ByteArrayInputStream(out.toByteArray())));
        Map<ByteBuffer, Long> held = new HashMap<>();
        loaded.forEach(
                group -> held.put(key(loaded, group), Bytes.getLong(loaded.bytes(group), GroupTable.state(group))));
        assertThat(held).isEqualTo(reference);
        Batch delta = rows.batch(GroupTable.BLOCK);
        loaded.locate(delta, 0, delta.size(), groups);
        table.clear();
        assertThat(table.size()).isZero();
        assertThat(table.heapBytes()).isLessThan(6000);
    }
}
