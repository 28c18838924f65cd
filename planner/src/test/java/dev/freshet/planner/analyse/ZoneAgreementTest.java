package dev.freshet.planner.analyse;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.postgres.EmbeddedPostgres;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;

/** Zones that PostgreSQL and the JDK have known for long, and one that either may know newer rules of. */
class ZoneAgreementTest {
    @Test
    void comparesRules() throws SQLException {
        try (Connection connection =
                DriverManager.getConnection(EmbeddedPostgres.shared().jdbcUrl("postgres"))) {
            ZoneAgreement zones = new ZoneAgreement(connection);
            assertThat(zones.agree(ZoneId.of("UTC"))).isTrue();
            assertThat(zones.agree(ZoneId.of("Europe/Oslo"))).isTrue();
            assertThat(zones.agree(ZoneId.of("America/New_York"))).isTrue();
            assertThat(zones.agree(ZoneId.of("Australia/Lord_Howe"))).isTrue();
            // it stays on summer time from 2026 on, if one has heard of it
            ZoneId vancouver = ZoneId.of("America/Vancouver");
            String winter = "2027-01-15T12:00:00Z";
            int here = vancouver.getRules().getOffset(Instant.parse(winter)).getTotalSeconds();
            assertThat(zones.agree(vancouver)).isEqualTo(here == offset(connection, vancouver, winter));
        }
    }

    private static int offset(Connection connection, ZoneId zone, String instant) throws SQLException {
        try (var statement = connection.createStatement();
                var result = statement.executeQuery(
                        "SELECT extract(epoch FROM timestamptz '%1$s' AT TIME ZONE '%2$s') - extract(epoch FROM timestamptz '%1$s')"
                                .formatted(instant, zone.getId()))) {
            result.next();
            return result.getInt(1);
        }
    }
}
