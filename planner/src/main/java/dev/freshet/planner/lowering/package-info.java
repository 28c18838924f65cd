/**
 * Logical plans as circuits: one switch over Calcite's nodes, and the compiler of scalar expressions. Below here nothing knows of Calcite.
 */
@NullMarked
package dev.freshet.planner.lowering;

import org.jspecify.annotations.NullMarked;
