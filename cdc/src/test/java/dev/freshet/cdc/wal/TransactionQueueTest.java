package dev.freshet.cdc.wal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.cdc.spill.ScratchFolder;
import dev.freshet.cdc.spill.SpillSpace;
import dev.freshet.kernel.clock.Snapshot;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What may be acknowledged, and when the stream is complete for a snapshot. */
class TransactionQueueTest {
    private final SpillSpace space = new SpillSpace(ScratchFolder.temporary());
    private final TransactionQueue queue = new TransactionQueue(1 << 20, space);

    private void deliver(long xid, long lsn) throws InterruptedException {
        WalTransaction transaction = new WalTransaction(xid, space);
        transaction.end(lsn);
        queue.deliver(transaction);
    }

    private List<Long> visible(String snapshot) {
        return queue.visible(Snapshot.parse(snapshot)).stream()
                .map(WalTransaction::xid)
                .toList();
    }

    private boolean isComplete(String before, String snapshot, long insertLsn) throws InterruptedException {
        return queue.awaitDelivered(Optional.of(Snapshot.parse(before)), Snapshot.parse(snapshot), insertLsn, 0);
    }

    @Test
    void acknowledgesTheLongestAppliedPrefixOnly() throws Exception {
        deliver(10, 100);
        deliver(12, 200);
        deliver(11, 300);
        assertThat(queue.acknowledged()).isZero();
        // 10 and 11 are visible, 12 is not (its standby has not answered): it holds the position before itself
        queue.applied(Snapshot.parse("12:13:12"));
        assertThat(queue.acknowledged()).isEqualTo(100);
        queue.barrier("x", 400);
        assertThat(queue.acknowledged()).isEqualTo(100);
        queue.applied(Snapshot.parse("13:13:"));
        assertThat(queue.acknowledged()).isEqualTo(400);
    }

    @Test
    void aBarrierBehindNothingLetsIdleWalGo() throws Exception {
        queue.barrier("idle", 500);
        assertThat(queue.acknowledged()).isEqualTo(500);
        assertThat(queue.awaitBarrier("idle", 0)).isTrue();
        assertThat(queue.awaitBarrier("idle", 0)).isFalse();
    }

    @Test
    void aBarrierStaysForWhoAsksLate() throws Exception {
        queue.barrier("probe", 100);
        queue.applied(Snapshot.parse("20:20:"));
        assertThat(queue.awaitBarrier("probe", 0)).isTrue();
    }

    @Test
    void showsWhatTheSnapshotSeesInDeliveryOrder() throws Exception {
        deliver(10, 100);
        deliver(13, 200);
        deliver(11, 300);
        assertThat(visible("12:14:12")).containsExactly(10L, 13L, 11L);
        assertThat(visible("11:12:11")).containsExactly(10L);
        assertThat(visible("11:12:11")).as("they stay until they are applied").containsExactly(10L);
    }

    @Test
    void whatComesAgainIsDropped() throws Exception {
        deliver(10, 100);
        deliver(11, 200);
        queue.applied(Snapshot.parse("11:12:11"));
        // the connection was lost: everything from the acknowledged position comes again
        deliver(10, 100);
        deliver(11, 200);
        assertThat(visible("20:20:")).containsExactly(11L);
        queue.applied(Snapshot.parse("20:20:"));
        assertThat(queue.acknowledged()).isEqualTo(200);
        assertThat(queue.hasWaiting()).isFalse();
    }

    @Test
    void isCompleteByTransactionsByPositionAndNotBefore() throws Exception {
        assertThat(isComplete("10:10:", "12:12:", 1000)).isFalse();
        deliver(10, 100);
        assertThat(isComplete("10:10:", "12:12:", 1000)).isFalse();
        deliver(11, 200);
        assertThat(isComplete("10:10:", "12:12:", 1000))
                .as("every newly visible one is there")
                .isTrue();
        // one rolled back, or of another database, never comes: a commit beyond S stands for it
        assertThat(isComplete("12:12:", "14:14:", 250)).isFalse();
        deliver(14, 260);
        assertThat(isComplete("12:12:", "14:14:", 250)).isTrue();
    }

    @Test
    void aLostStreamLeavesNothing() throws Exception {
        deliver(10, 100);
        queue.clear();
        assertThat(visible("20:20:")).isEmpty();
        assertThat(queue.acknowledged()).isZero();
        assertThat(isComplete("9:9:", "20:20:", 50)).isFalse();
    }
}
