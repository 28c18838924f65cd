/**
 * Capture from the WAL: one slot, one publication, Debezium's embedded engine under supervision. Connect's structs are turned into kernel
 * rows where they arrive, transactions are kept in delivery order until a snapshot sees them, and WAL is acknowledged up to the longest
 * applied prefix. Debezium's offsets are never the truth here: at-least-once delivery plus visibility is exactly once.
 */
@NullMarked
package dev.freshet.cdc.wal;

import org.jspecify.annotations.NullMarked;
