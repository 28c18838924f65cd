package dev.freshet.cdc.phase;

import dev.freshet.cdc.CaptureListener;
import dev.freshet.cdc.CaptureSettings;
import dev.freshet.cdc.catalog.CaptureCatalog;
import dev.freshet.cdc.database.Database;
import dev.freshet.cdc.database.Fence;
import dev.freshet.cdc.trigger.CaptureTriggers;
import dev.freshet.cdc.wal.Publication;
import dev.freshet.cdc.wal.Slot;
import dev.freshet.cdc.wal.TransactionQueue;
import dev.freshet.cdc.wal.WalStream;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The parts that captured sources share.
 *
 * @param turn held by whoever does a step of a source's way: capture begun and ended by the cycle's thread, everything else by the keeper's
 */
public record Machinery(
        CaptureSettings settings,
        Database database,
        Fence fence,
        CaptureCatalog catalog,
        CaptureTriggers triggers,
        Slot slot,
        Publication publication,
        TransactionQueue queue,
        WalStream stream,
        CaptureListener listener,
        ReentrantLock turn) {}
