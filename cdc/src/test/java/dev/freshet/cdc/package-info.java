/** Capture's tests: against a real server, each cycle compared with the tables at its own snapshot. */
@NullMarked
package dev.freshet.cdc;

import org.jspecify.annotations.NullMarked;
