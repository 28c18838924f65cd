/** Tests of the package of this name. */
@NullMarked
package dev.freshet.engine.settings;

import org.jspecify.annotations.NullMarked;
