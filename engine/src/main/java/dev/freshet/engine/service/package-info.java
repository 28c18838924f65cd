/** The service: becomes active, runs, and after a failure of the connection puts everything together anew. */
@NullMarked
package dev.freshet.engine.service;

import org.jspecify.annotations.NullMarked;
