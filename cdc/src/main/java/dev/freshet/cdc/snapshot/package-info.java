/** One cycle's transaction: its snapshot, whole reads and buffers through COPY BINARY. What is done with them is not known here. */
@NullMarked
package dev.freshet.cdc.snapshot;

import org.jspecify.annotations.NullMarked;
