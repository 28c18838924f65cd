/**
 * PostgreSQL's node trees as it prints them ({@code pg_node_tree}): a name-based reader, so that fields a later release adds do not break it.
 * Not here: what a node means.
 */
@NullMarked
package dev.freshet.planner.tree;

import org.jspecify.annotations.NullMarked;
