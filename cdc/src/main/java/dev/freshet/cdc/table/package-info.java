/** What the catalog says of a source: its columns as they are captured, how its values become text. */
@NullMarked
package dev.freshet.cdc.table;

import org.jspecify.annotations.NullMarked;
