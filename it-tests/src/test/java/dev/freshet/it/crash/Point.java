package dev.freshet.it.crash;

import static dev.freshet.it.crash.Ground.EDITED;
import static dev.freshet.it.crash.Ground.EDITED_BEFORE;
import static dev.freshet.it.crash.Ground.FELL_BACK;
import static dev.freshet.it.crash.Ground.SLOT_DROPPED;
import static dev.freshet.it.crash.Ground.START;
import static dev.freshet.it.crash.Ground.STREAMING;
import static dev.freshet.it.crash.Ground.WITHOUT_SLOT;

/**
 * Where Freshet can be made to die: before or after a method, or a call that is made in it. Whoever renames one of them changes this table,
 * {@code PointsTest} sees to that.
 */
enum Point {
    // recovery: every start of the harness comes after a kill
    TAKE_OVER(START, "sink.catalog.Activation.takeOver", "", 1),
    CATALOG(START, "cdc.catalog.CaptureCatalog.create", "", 1),
    CAPTURE(START, "cdc.Capture.capture", "", 2),
    PLANNED(EDITED_BEFORE, "engine.cycle.Roster.take", "", 1),
    READ_WHOLE(START, "cdc.CycleReading.readWhole", "", 7),
    FIRST_MERGE(START, "sink.merge.MergeSink.mergeOne", "", 5),
    FIRST_COMMIT(EDITED_BEFORE, "sink.merge.MergeSink.merge", "commit", 1),
    // a cycle
    SNAPSHOT(STREAMING, "cdc.snapshot.CycleTransaction.tryBegin", "", 20),
    BARRIER(STREAMING, "cdc.wal.WalStream.emitBarrier", "text", 5),
    DELIVERY(STREAMING, "cdc.wal.TransactionQueue.deliver", "", 50),
    CUT(STREAMING, "cdc.ChangeCut.finish", "", 20),
    DELTA(STREAMING, "engine.cycle.StreamTable.advance", "", 20),
    BEGIN(STREAMING, "sink.merge.MergeSink.merge", "setAutoCommit", 10),
    FRONTIER(STREAMING, "sink.merge.MergeSink.merge", "swapFrontier", 10),
    MERGE(STREAMING, "sink.merge.MergeSink.mergeOne", "", 20),
    RECORD(STREAMING, "sink.merge.MergeSink.record", "", 20),
    COMMIT(STREAMING, "sink.merge.MergeSink.merge", "commit", 10),
    APPLIED(STREAMING, "cdc.Capture.applied", "", 20),
    DEQUEUED(STREAMING, "cdc.wal.TransactionQueue.applied", "", 20),
    ACKNOWLEDGE(STREAMING, "cdc.wal.MessageTap.acknowledge", "flushLsn", 3),
    KNOW(STREAMING, "cdc.phase.SlotKeeper.know", "known", 3),
    // the way from triggers to the WAL, two sources of it
    TRIGGERS(FELL_BACK, "cdc.trigger.CaptureTriggers.install", "", 1),
    BACK_TO_TRIGGERS(FELL_BACK, "cdc.phase.SourceSteps.backToTriggers", "move", 1),
    TRIMMED(WITHOUT_SLOT, "cdc.phase.PhaseKeeper.trim", "update", 3),
    TO_TRANSITIONING(FELL_BACK, "cdc.phase.SourceSteps.approach", "move", 2),
    SLOT(WITHOUT_SLOT, "cdc.phase.SlotKeeper.create", "create", 1),
    STREAM(WITHOUT_SLOT, "cdc.wal.WalStream.runEngine", "build", 1),
    PUBLISH(WITHOUT_SLOT, "cdc.phase.SourceSteps.publish", "publish", 2),
    PASS_Q(WITHOUT_SLOT, "cdc.phase.SourceSteps.publish", "passQ", 2),
    COMPARED(WITHOUT_SLOT, "cdc.PathComparison.difference", "", 4),
    TO_WAL(WITHOUT_SLOT, "cdc.phase.SourceSteps.handOver", "move", 2),
    SILENCE(WITHOUT_SLOT, "cdc.phase.SourceSteps.removeTriggers", "silence", 2),
    REMOVE(WITHOUT_SLOT, "cdc.phase.SourceSteps.removeTriggers", "remove", 2),
    // and back
    FALL_BACK(SLOT_DROPPED, "cdc.phase.SourceSteps.fallBack", "install", 2),
    TO_TRIGGERS(SLOT_DROPPED, "cdc.phase.SourceSteps.fallBack", "move", 2),
    WITHDRAW(SLOT_DROPPED, "cdc.phase.SourceSteps.fallBack", "withdraw", 2),
    CLEAR_AWAY(SLOT_DROPPED, "cdc.phase.SlotKeeper.clearAway", "drop", 1),
    // an edited definition
    BESIDE(EDITED, "sink.table.StreamTables.createBeside", "", 1),
    SWAP(EDITED, "sink.table.StreamTables.putInPlace", "", 1),
    DEFINITION(EDITED, "sink.merge.MergeSink.mergeOne", "write", 1);

    /** Before or after. */
    enum Side {
        BEFORE,
        AFTER
    }

    final Ground ground;
    final String method;
    /** The first call of this name in the method, or empty for the method itself. */
    final String call;
    /** It is passed at least so often. */
    final int mostPasses;

    Point(Ground ground, String method, String call, int mostPasses) {
        this.ground = ground;
        this.method = "dev.freshet." + method;
        this.call = call;
        this.mostPasses = mostPasses;
    }

    /** As it is written in the class files. */
    String className() {
        return method.substring(0, method.lastIndexOf('.')).replace('.', '/');
    }

    String methodName() {
        return method.substring(method.lastIndexOf('.') + 1);
    }

    /** As the trap knows it. */
    String at(Side side) {
        return name() + ":" + side;
    }
}
