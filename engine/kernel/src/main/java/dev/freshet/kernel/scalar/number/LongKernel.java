package dev.freshet.kernel.scalar.number;

import dev.freshet.kernel.scalar.LongVector;
import dev.freshet.kernel.scalar.function.StrictBinary;

/** A function of two values held as longs that gives one. */
interface LongKernel extends StrictBinary.Kernel<LongVector, LongVector, LongVector> {}
