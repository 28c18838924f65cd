/**
 * The command line: one class a command. Exit status 0 well, 1 it failed or something was found, 2 wrong usage or settings.
 */
@NullMarked
package dev.freshet.engine.command;

import org.jspecify.annotations.NullMarked;
