/** Stream tables as tables: how they are made, put in the place of another, indexed and guarded. */
@NullMarked
package dev.freshet.sink.table;

import org.jspecify.annotations.NullMarked;
