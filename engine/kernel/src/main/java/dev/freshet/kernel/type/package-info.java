/** Column types: PostgreSQL's type by OID, typmod and collation, and the kind of image a value has in a row. */
@NullMarked
package dev.freshet.kernel.type;

import org.jspecify.annotations.NullMarked;
