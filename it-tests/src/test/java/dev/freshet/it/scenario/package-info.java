/** One scenario a file: what Freshet promises, shown on a real server under load. */
@NullMarked
package dev.freshet.it.scenario;

import org.jspecify.annotations.NullMarked;
