package dev.freshet.cdc.wal;

import io.debezium.connector.postgresql.PostgresConnector;
import org.apache.kafka.connect.connector.Task;

/** Debezium's PostgreSQL connector with {@link RawTextTask} as its task. Loaded by name by Debezium, hence public. */
public final class RawTextConnector extends PostgresConnector {
    @Override
    public Class<? extends Task> taskClass() {
        return RawTextTask.class;
    }
}
