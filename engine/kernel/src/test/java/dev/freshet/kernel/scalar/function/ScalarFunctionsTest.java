package dev.freshet.kernel.scalar.function;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.postgres.EmbeddedPostgres;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The registry against the catalog. */
class ScalarFunctionsTest {
    @Test
    void everyFunctionStandsInTheCatalogUnderItsSignature() throws SQLException {
        Map<Integer, String> entered = new TreeMap<>();
        for (int oid : ScalarFunctions.oids()) {
            entered.put(oid, ScalarFunctions.signature(oid).orElseThrow());
        }
        Map<Integer, String> catalog = new TreeMap<>();
        try (Connection connection =
                        DriverManager.getConnection(EmbeddedPostgres.shared().jdbcUrl("postgres"));
                PreparedStatement statement = connection.prepareStatement(
                        "SELECT oid::int, oid::regprocedure::text FROM pg_proc WHERE oid = ANY (?::oid[])")) {
            statement.setArray(
                    1, connection.createArrayOf("int4", entered.keySet().toArray()));
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    catalog.put(rows.getInt(1), rows.getString(2));
                }
            }
        }
        assertThat(entered).isEqualTo(catalog);
    }

    @Test
    void whatHasNoKernelIsNotFound() {
        assertThat(ScalarFunctions.byOid(1347)).as("exp(double precision)").isEmpty();
    }
}
