/** Polling's parts that need no server. */
@org.jspecify.annotations.NullMarked
package dev.freshet.cdc.polled;
