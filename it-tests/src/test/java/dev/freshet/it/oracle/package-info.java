/** What a stream table has to hold, evaluated by PostgreSQL at the table's own frontier, however much has been written since. */
@NullMarked
package dev.freshet.it.oracle;

import org.jspecify.annotations.NullMarked;
