/** Tests of the package of this name. */
@NullMarked
package dev.freshet.engine.graph;

import org.jspecify.annotations.NullMarked;
