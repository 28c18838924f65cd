/**
 * Incremental operators, one a file, each with its law: the sum of the outputs is the operator of the summed inputs, after every tick.
 * Few primitives; the rest is composed by {@link dev.freshet.kernel.circuit.CircuitBuilder}.
 */
@NullMarked
package dev.freshet.kernel.operator;

import org.jspecify.annotations.NullMarked;
