/** Tests of the package of this name. */
@NullMarked
package dev.freshet.engine.definition;

import org.jspecify.annotations.NullMarked;
