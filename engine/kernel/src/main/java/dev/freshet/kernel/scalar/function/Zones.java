package dev.freshet.kernel.scalar.function;

import java.time.ZoneId;

/** Whether a database goes by the same rules of a time zone as the JDK, whose tz database may be older or newer. */
@FunctionalInterface
public interface Zones {
    /** For where nothing is known of the database: it is taken to go by the same rules. */
    Zones TRUSTED = zone -> true;

    /** Asked when a call is made that names the zone. */
    boolean agree(ZoneId zone);
}
