/**
 * JMH benches of the kernel, each of one core; {@link dev.freshet.kernel.bench.Report} runs them and prints what was reached beside the
 * goals. Compiled with the tests so that they keep up with the code, in no jar; run by
 * {@code mvn -q -Pbench -pl engine/kernel -am -DskipTests test}, narrowed by {@code -Dbench=regexp}. The machine's noise is
 * in the wall-clock scores; {@link dev.freshet.kernel.bench.Figures} adds rates of the thread's own CPU time.
 */
@NullMarked
package dev.freshet.kernel.bench;

import org.jspecify.annotations.NullMarked;
