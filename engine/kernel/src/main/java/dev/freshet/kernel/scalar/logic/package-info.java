/**
 * What PostgreSQL has as nodes of its tree rather than functions: constants, three-valued logic, {@code CASE}, {@code COALESCE},
 * {@code NULLIF}, {@code IS NULL}, {@code IS DISTINCT FROM}, {@code IN} lists, {@code GREATEST} and {@code LEAST}, and casts by way of text.
 * The planner builds these directly. Each narrows the rows its later arguments are wanted for as PostgreSQL would not evaluate them.
 */
@NullMarked
package dev.freshet.kernel.scalar.logic;

import org.jspecify.annotations.NullMarked;
