/**
 * Definitions: {@code CREATE STREAM TABLE …} files, read with their places, and schedules. The query inside is PostgreSQL's affair and not
 * looked into.
 */
@NullMarked
package dev.freshet.engine.definition;

import org.jspecify.annotations.NullMarked;
