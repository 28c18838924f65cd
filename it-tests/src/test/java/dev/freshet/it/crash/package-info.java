/**
 * How Freshet is made to die at a named point, without a hook in what is delivered: the fat JAR's classes are copied with a trap in them, and
 * the copies are put before the fat JAR on the class path.
 */
@NullMarked
package dev.freshet.it.crash;

import org.jspecify.annotations.NullMarked;
