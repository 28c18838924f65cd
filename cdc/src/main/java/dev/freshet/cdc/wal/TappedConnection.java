package dev.freshet.cdc.wal;

import io.debezium.connector.postgresql.connection.Lsn;
import io.debezium.connector.postgresql.connection.ReplicationConnection;
import io.debezium.connector.postgresql.connection.ReplicationStream;
import io.debezium.connector.postgresql.connection.WalPositionLocator;
import io.debezium.connector.postgresql.spi.SlotCreationResult;
import io.debezium.jdbc.JdbcConnection;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * A replication connection whose session is given settings before it streams, and whose stream is tapped. Confined to Debezium's streaming
 * thread.
 */
final class TappedConnection implements ReplicationConnection {
    private final ReplicationConnection connection;
    private final Terms terms;

    /**
     * What an engine streams by.
     *
     * @param settings SQL that the session is told first
     * @param tap takes the stream
     */
    record Terms(String settings, UnaryOperator<ReplicationStream> tap) {}

    TappedConnection(ReplicationConnection connection, Terms terms) {
        this.connection = connection;
        this.terms = terms;
    }

    @Override
    public ReplicationStream startStreaming(WalPositionLocator walPosition) throws SQLException, InterruptedException {
        applySettings();
        return terms.tap().apply(connection.startStreaming(walPosition));
    }

    @Override
    public ReplicationStream startStreaming(Lsn offset, WalPositionLocator walPosition)
            throws SQLException, InterruptedException {
        applySettings();
        return terms.tap().apply(connection.startStreaming(offset, walPosition));
    }

    private void applySettings() throws SQLException, InterruptedException {
        connection.initConnection();
        Connection session = ((JdbcConnection) connection).connection(false);
        try (Statement statement = session.createStatement()) {
            statement.execute(terms.settings());
        }
        if (!session.getAutoCommit()) {
            session.commit();
        }
    }

    @Override
    public Optional<SlotCreationResult> createReplicationSlot() {
        // a slot made here would start somewhere we do not know, and what lies before would be lost without a word
        throw new IllegalStateException("the replication slot is gone; Freshet makes its slot itself");
    }

    @Override
    public void initConnection() throws SQLException, InterruptedException {
        connection.initConnection();
    }

    @Override
    public boolean isConnected() throws SQLException {
        return connection.isConnected();
    }

    @Override
    public void reconnect() throws SQLException {
        connection.reconnect();
    }

    @Override
    public void close() throws Exception {
        connection.close();
    }
}
