/**
 * {@code smallint}, {@code integer}, {@code bigint}, {@code real}, {@code double precision} and {@code boolean}: arithmetic, comparisons,
 * casts and text, exact to int.c, int8.c, float.c and bool.c. Loops are dense; that a result left its range is noticed by a flag
 * gathered along the way, and only then are the rows looked at one by one.
 *
 * <p>Not here: {@code exp}, {@code ln}, {@code power} and the other functions of the C library, which are not rounded correctly and so
 * not the same everywhere.
 */
@NullMarked
package dev.freshet.kernel.scalar.number;

import org.jspecify.annotations.NullMarked;
