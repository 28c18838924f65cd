/**
 * Queries as Calcite's relational algebra: PostgreSQL's analysed tree becomes logical nodes whose types carry PostgreSQL's type OID, typmod
 * and collation, and whose scalar operators mean what {@link dev.freshet.planner.relational.Meaning} says.
 *
 * <p><b>Law:</b> Calcite shapes; it never evaluates or simplifies a value. No operator here is one it knows, but AND, OR and NOT.
 */
@NullMarked
package dev.freshet.planner.relational;

import org.jspecify.annotations.NullMarked;
