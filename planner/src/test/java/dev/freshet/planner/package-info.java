/** The planner held against PostgreSQL: circuits of a corpus of queries follow random changes, and equal the query after each. */
@NullMarked
package dev.freshet.planner;

import org.jspecify.annotations.NullMarked;
