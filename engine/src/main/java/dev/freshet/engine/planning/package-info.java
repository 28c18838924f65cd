/** From definitions to plans: what the folder asks for, planned as one set, with what was refused and why. */
@NullMarked
package dev.freshet.engine.planning;

import org.jspecify.annotations.NullMarked;
