/**
 * Named passes that make a plan cheaper and change no result: each is listed once in {@link dev.freshet.planner.pass.Pass}, with the reason
 * for its place in the order, and can be left out.
 *
 * <p><b>Law:</b> no pass evaluates or simplifies a value.
 */
@NullMarked
package dev.freshet.planner.pass;

import org.jspecify.annotations.NullMarked;
