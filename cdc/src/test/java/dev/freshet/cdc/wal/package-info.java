/** Tests of the stream's parts that want no server. */
@NullMarked
package dev.freshet.cdc.wal;

import org.jspecify.annotations.NullMarked;
