/**
 * What runs before Freshet does, on whatever Java is found first. Compiled for Java 8, and nothing else of Freshet's may be named here but
 * by text.
 */
@NullMarked
package dev.freshet.launcher;

import org.jspecify.annotations.NullMarked;
