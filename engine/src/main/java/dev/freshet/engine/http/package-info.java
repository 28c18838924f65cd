/**
 * What is served over HTTP: health, metrics, the state as JSON and as a page. Reads the board and the capture's status; never the database.
 */
@NullMarked
package dev.freshet.engine.http;

import org.jspecify.annotations.NullMarked;
