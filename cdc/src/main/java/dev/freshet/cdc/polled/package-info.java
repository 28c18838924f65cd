/**
 * Sources whose changes nothing tells of, foreign tables and materialized views: read whole in the cycles that refresh who reads them; the
 * difference to what was read before is their delta. They are in no phase: no trigger, no buffer, no WAL of theirs is of use.
 */
@NullMarked
package dev.freshet.cdc.polled;

import org.jspecify.annotations.NullMarked;
