/**
 * What PostgreSQL knows of a query: its analysed tree and the catalog rows its OIDs stand for. All SQL of the planner is here, in one
 * transaction that is rolled back.
 */
@NullMarked
package dev.freshet.planner.analyse;

import org.jspecify.annotations.NullMarked;
