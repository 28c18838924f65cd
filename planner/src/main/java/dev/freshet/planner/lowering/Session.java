package dev.freshet.planner.lowering;

import dev.freshet.kernel.scalar.function.Collations;
import dev.freshet.kernel.scalar.function.Zones;
import java.time.ZoneId;

/**
 * What functions depend on beside their arguments.
 *
 * @param zone of all of Freshet's connections
 * @param collations of the database
 * @param zones which time zones the database knows as the JDK does
 */
public record Session(ZoneId zone, Collations collations, Zones zones) {}
