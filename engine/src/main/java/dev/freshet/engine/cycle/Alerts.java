package dev.freshet.engine.cycle;

import dev.freshet.kernel.port.Fault;
import dev.freshet.kernel.port.Relation;
import java.util.Optional;

/** Tells people of what happened: the log, NOTIFY {@code freshet_alert}. */
public interface Alerts {
    /**
     * An event of the contract's §4, such as {@code refresh_failed}.
     *
     * @param streamTable what it is about; empty for a file that cannot be read
     */
    void raise(String event, Optional<Relation> streamTable, Fault fault);
}
