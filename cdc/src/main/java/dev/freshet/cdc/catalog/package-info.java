/** What capture keeps in the catalog: a row a source with its phase, moved by (expected, next) under the epoch's fence. */
@NullMarked
package dev.freshet.cdc.catalog;

import org.jspecify.annotations.NullMarked;
