/** Operators held to their law: after every tick the sum of the outputs is the operator of the summed inputs. */
@NullMarked
package dev.freshet.kernel.operator;

import org.jspecify.annotations.NullMarked;
