/**
 * Where the parts of Freshet are put together: {@link dev.freshet.engine.wiring.Wiring} is the one class that names capture, planner and
 * sink; the others here each fit one of them to what the engine asks for.
 */
@NullMarked
package dev.freshet.engine.wiring;

import org.jspecify.annotations.NullMarked;
