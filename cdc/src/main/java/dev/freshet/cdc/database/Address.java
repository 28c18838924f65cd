package dev.freshet.cdc.database;

import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/**
 * A JDBC URL in its parts, as Debezium wants them.
 *
 * @param driver the URL's further parameters (TLS and the like)
 */
public record Address(
        String host, String port, String database, String user, String password, Map<String, String> driver) {
    static Address of(Properties parsed, String user, String password) {
        Map<String, String> further = new TreeMap<>();
        for (String name : parsed.stringPropertyNames()) {
            if (!name.startsWith("PG") && !name.equals("user") && !name.equals("password")) {
                further.put(name, parsed.getProperty(name));
            }
        }
        return new Address(
                parsed.getProperty("PGHOST", "localhost").split(",", -1)[0],
                parsed.getProperty("PGPORT", "5432").split(",", -1)[0],
                parsed.getProperty("PGDBNAME", ""),
                user.isEmpty() ? parsed.getProperty("user", "") : user,
                password.isEmpty() ? parsed.getProperty("password", "") : password,
                further);
    }

    /** Without the password. */
    @Override
    public String toString() {
        return user + "@" + host + ":" + port + "/" + database;
    }
}
