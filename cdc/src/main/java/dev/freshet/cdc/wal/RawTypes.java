package dev.freshet.cdc.wal;

import io.debezium.connector.postgresql.PostgresType;
import io.debezium.connector.postgresql.TypeRegistry;
import io.debezium.connector.postgresql.connection.PostgresConnection;

/**
 * Debezium's registry of types as its decoder sees it. Relation messages ask by OID and are answered as always; the values of a tuple ask by
 * name, and are told that the type is not known, so that their text is handed over as it came.
 */
final class RawTypes extends TypeRegistry {
    RawTypes(PostgresConnection connection) {
        super(connection);
    }

    @Override
    public PostgresType get(String schemaName, String typeName) {
        return PostgresType.UNKNOWN;
    }
}
