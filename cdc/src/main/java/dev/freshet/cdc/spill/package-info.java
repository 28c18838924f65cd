/**
 * Rows that wait and are more than the heap's share: files that nobody else sees, and what of a source's rows is on the heap and what in
 * them. When they are wanted again is not known here.
 */
@NullMarked
package dev.freshet.cdc.spill;

import org.jspecify.annotations.NullMarked;
