/**
 * PostgreSQL as the oracle of scalar expressions: {@link dev.freshet.kernel.scalar.oracle.ScalarOracle} evaluates a function over many
 * arguments in PostgreSQL and in the kernel and holds value against value, error against error. For the tests of every family.
 */
@NullMarked
package dev.freshet.kernel.scalar.oracle;

import org.jspecify.annotations.NullMarked;
