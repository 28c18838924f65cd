/** Settings: what can be set, its defaults, and all faults of a file in one message. Nothing here connects to anything. */
@NullMarked
package dev.freshet.engine.settings;

import org.jspecify.annotations.NullMarked;
