/** The demonstration: a server, a shop and a writer of its own, and the service beside them as anybody would run it. */
@NullMarked
package dev.freshet.engine.demo;

import org.jspecify.annotations.NullMarked;
