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
 * Debezium's task with another replication connection. The connector resolves a value by its type's name and loses something for many types
 * (time zones of timetz, NaN, infinities, nested arrays, interval units …); given a type registry that calls every value's type unknown it
 * hands over PostgreSQL's own text, and the walsender is given the settings that text depends on. And its stream is tapped: messages go
 * to us as they are decoded, see {@link MessageTap}. Loaded by name by Debezium, hence public.
 */
public final class RawTextTask extends PostgresConnectorTask {
    private static final Map<String, TappedConnection.Terms> TERMS = new ConcurrentHashMap<>();

    static void register(String engine, TappedConnection.Terms terms) {
        TERMS.put(engine, terms);
    }

    static void unregister(String engine) {
        TERMS.remove(engine);
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
        TappedConnection.Terms terms = TERMS.get(config.getLogicalName());
        if (terms == null) {
            throw new IllegalStateException("no terms for " + config.getLogicalName());
        }
        return new TappedConnection(plain, terms);
    }
}
