/**
 * The program: settings, definitions, the graph of stream tables, the cycle, the command line and the pages people watch. The one module
 * that names all parts, and only in {@link dev.freshet.engine.Wiring}.
 */
@NullMarked
package dev.freshet.engine;

import org.jspecify.annotations.NullMarked;
