/** One merge transaction a cycle: the compare-and-swap on the frontier, then each delta by the statement that suits it. */
@NullMarked
package dev.freshet.sink.merge;

import org.jspecify.annotations.NullMarked;
