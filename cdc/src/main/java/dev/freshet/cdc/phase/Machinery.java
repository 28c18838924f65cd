package dev.freshet.cdc.phase;

import dev.freshet.cdc.CaptureListener;
import dev.freshet.cdc.CaptureSettings;
import dev.freshet.cdc.catalog.CaptureCatalog;
import dev.freshet.cdc.database.Database;
import dev.freshet.cdc.trigger.CaptureTriggers;
import dev.freshet.cdc.wal.Slot;
import dev.freshet.cdc.wal.TransactionQueue;
import dev.freshet.cdc.wal.WalStream;

/** The parts that captured sources share. */
public record Machinery(
        CaptureSettings settings,
        Database database,
        CaptureCatalog catalog,
        CaptureTriggers triggers,
        Slot slot,
        TransactionQueue queue,
        WalStream stream,
        CaptureListener listener) {}
