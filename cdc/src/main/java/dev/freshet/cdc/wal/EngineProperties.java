package dev.freshet.cdc.wal;

import dev.freshet.cdc.database.Address;
import java.util.Map;
import java.util.Properties;

/**
 * Debezium's settings: what correctness rests on cannot be overridden, what only tunes can. Those about records change nothing: there are
 * none, see {@link MessageTap}.
 */
final class EngineProperties {
    private EngineProperties() {}

    static Properties of(String id, Address address, String slot, String publication, Map<String, String> passthrough) {
        Properties p = new Properties();
        p.setProperty("status.update.interval.ms", "1000");
        // our supervisor looks at the slot between attempts, and starts each with an engine and a reader of its own
        p.setProperty("errors.max.retries", "0");
        p.setProperty("errors.retry.delay.max.ms", "1000");
        // by default a cut connection is opened again after ten seconds
        p.setProperty("retriable.restart.connector.wait.ms", "200");
        p.setProperty("slot.max.retries", "2");
        p.setProperty("slot.retry.delay.ms", "1000");
        p.setProperty("schema.exclude.list", "pg_catalog,information_schema");
        p.setProperty("task.management.timeout.ms", "30000");
        address.driver().forEach((name, value) -> p.setProperty("driver." + name, value));
        passthrough.forEach(p::setProperty);

        p.setProperty("name", id);
        p.setProperty("connector.class", RawTextConnector.class.getName());
        // metrics are registered under the prefix: a new one for each engine, or the next one waits for the last one's
        // to go
        p.setProperty("topic.prefix", id);
        p.setProperty("database.hostname", address.host());
        p.setProperty("database.port", address.port());
        p.setProperty("database.dbname", address.database());
        p.setProperty("database.user", address.user());
        p.setProperty("database.password", address.password());
        p.setProperty("plugin.name", "pgoutput");
        p.setProperty("slot.name", slot);
        p.setProperty("slot.drop.on.stop", "false");
        p.setProperty("publication.name", publication);
        p.setProperty("publication.autocreate.mode", "disabled");
        p.setProperty("snapshot.mode", "no_data");
        p.setProperty("lsn.flush.mode", "connector");
        p.setProperty("skipped.operations", "none");
        p.setProperty("event.processing.failure.handling.mode", "fail");
        p.setProperty("converters", "raw");
        p.setProperty("raw.type", RawTextConverter.class.getName());
        p.setProperty("offset.storage", AcknowledgedPosition.class.getName());
        p.setProperty(AcknowledgedPosition.ID, id);
        return p;
    }
}
