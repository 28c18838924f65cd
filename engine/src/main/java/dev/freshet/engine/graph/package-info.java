/** The graph of stream tables: what reads what, in which order, and how often each must be fresh. */
@NullMarked
package dev.freshet.engine.graph;

import org.jspecify.annotations.NullMarked;
