package dev.freshet.planner.lowering;

import dev.freshet.kernel.scalar.function.Collations;
import java.time.ZoneId;

/**
 * What functions depend on beside their arguments.
 *
 * @param zone of all of Freshet's connections
 * @param collations of the database
 */
public record Session(ZoneId zone, Collations collations) {}
