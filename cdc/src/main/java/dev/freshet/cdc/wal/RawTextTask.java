package dev.freshet.cdc.wal;

import io.debezium.connector.postgresql.PostgresConnectorConfig;
import io.debezium.connector.postgresql.PostgresConnectorTask;
import io.debezium.connector.postgresql.PostgresSchema;
import io.debezium.connector.postgresql.connection.PostgresConnection;
import io.debezium.connector.postgresql.connection.ReplicationConnection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Debezium's task with one thing changed: values are not interpreted. The connector resolves a value by its type's name and loses
 * something for many types (time zones of timetz, NaN, infinities, nested arrays, interval units …); given a type registry that calls
 * every value's type unknown it hands over PostgreSQL's own text, and the walsender is given the settings that text depends on.
 * Loaded by name by Debezium, hence public.
 */
public final class RawTextTask extends PostgresConnectorTask {
    private static final Map<String, String> SETTINGS = new ConcurrentHashMap<>();

    /** What the walsender of an engine is told before it streams. */
    static void register(String engine, String settings) {
        SETTINGS.put(engine, settings);
    }

    static void unregister(String engine) {
        SETTINGS.remove(engine);
    }

    @Override
    protected ReplicationConnection buildReplicationConnection(
            PostgresConnection jdbcConnection, PostgresSchema schema, PostgresConnectorConfig config)
            throws SQLException {
        ReplicationConnection plain = ReplicationConnection.builder(config)
                .withSlot(config.slotName())
                .withPublication(config.publicationName())
                .withTableFilter(config.getTableFilters())
                .withPublicationAutocreateMode(PostgresConnectorConfig.AutoCreateMode.DISABLED)
                .withPlugin(config.plugin())
                .dropSlotOnClose(false)
                .createFailOverSlot(false)
                .streamParams(config.getConfig().getString(PostgresConnectorConfig.STREAM_PARAMS))
                .statusUpdateInterval(Duration.ofMillis(
                        config.getConfig().getLong(PostgresConnectorConfig.STATUS_UPDATE_INTERVAL_MS)))
                .withTypeRegistry(new RawTypes(jdbcConnection))
                .withSchema(schema)
                .jdbcMetadataConnection(jdbcConnection)
                .build();
        String settings = SETTINGS.get(config.getLogicalName());
        if (settings == null) {
            throw new IllegalStateException("no text settings for " + config.getLogicalName());
        }
        return new TextSettingsConnection(plain, settings);
    }
}
