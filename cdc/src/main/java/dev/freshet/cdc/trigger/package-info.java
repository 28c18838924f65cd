/**
 * Capture by trigger: statement-level AFTER triggers with transition tables write old and new rows into one buffer table a source. Works
 * with any {@code wal_level}. When the buffer is read, and what of it is new, is the cycle's business.
 */
@NullMarked
package dev.freshet.cdc.trigger;

import org.jspecify.annotations.NullMarked;
