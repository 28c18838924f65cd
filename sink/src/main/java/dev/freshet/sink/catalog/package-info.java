/** The catalog: the schema Freshet keeps in the database, becoming active, and the definitions and their state as SQL shows them. */
@NullMarked
package dev.freshet.sink.catalog;

import org.jspecify.annotations.NullMarked;
