package dev.freshet.kernel.scalar.function;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freshet.kernel.scalar.ColumnReference;
import dev.freshet.kernel.type.Column;
import dev.freshet.kernel.type.ColumnType;
import dev.freshet.postgres.EmbeddedPostgres;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which calls are refused for which collations. */
class CollationsTest {
    private static final int TEXT_EQUAL = 67;
    private static final int BPCHAR_EQUAL = 1048;
    private static final int TEXT_LESS = 740;
    private static final int BPCHAR_LARGER = 1063;
    private static final int TEXT_PATTERN_LESS = 2160;
    private static final int LENIENT = 16_500;
    private static final Collations LIBRARY = Collations.SYSTEM
            .withDefault(Collation.libc("default", "de_DE.UTF-8", "C"))
            .with(LENIENT, Collation.icu("lenient", false));

    private static void call(int function, int collation, Collations collations) {
        ColumnReference column = new ColumnReference(0, new Column("a", ColumnType.TEXT));
        ScalarFunctions.byOid(function)
                .orElseThrow()
                .apply(
                        List.of(column, column),
                        new CallContext(ColumnType.BOOL, collation, ZoneId.of("UTC"), collations));
    }

    @ParameterizedTest
    @ValueSource(ints = {TEXT_EQUAL, BPCHAR_EQUAL, TEXT_PATTERN_LESS})
    void equalityIsOfBytesForEveryDeterministicCollation(int function) {
        assertThatCode(() -> call(function, 100, LIBRARY)).doesNotThrowAnyException();
        assertThatCode(() -> call(function, 100, Collations.SYSTEM)).doesNotThrowAnyException();
        assertThatCode(() -> call(function, 963, LIBRARY)).doesNotThrowAnyException();
        assertThatThrownBy(() -> call(function, LENIENT, LIBRARY))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("collation \"lenient\" is not deterministic");
    }

    @ParameterizedTest
    @ValueSource(ints = {TEXT_LESS, BPCHAR_LARGER})
    void orderIsOfBytesForSome(int function) {
        Collations own = Collations.SYSTEM.withDefault(Collation.builtin("default", "PG_UNICODE_FAST"));
        assertThatCode(() -> call(function, 100, own)).doesNotThrowAnyException();
        for (int bytewise : new int[] {950, 951, 962, 811, 6411}) {
            assertThatCode(() -> call(function, bytewise, LIBRARY)).doesNotThrowAnyException();
        }
        assertThatThrownBy(() -> call(function, 100, LIBRARY))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("collation \"default\" orders strings otherwise than by their bytes");
        assertThatThrownBy(() -> call(function, 100, Collations.SYSTEM)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> call(function, 963, LIBRARY)).hasMessageContaining("unicode");
    }

    @Test
    void whatIsNotKnownIsRefused() {
        assertThatThrownBy(() -> call(TEXT_EQUAL, 0, LIBRARY)).hasMessage("no collation could be determined");
        assertThatThrownBy(() -> call(TEXT_EQUAL, 17_000, LIBRARY)).hasMessage("collation 17000 is not known");
    }

    @Test
    void theSystemsOnesAreThoseOfTheCatalog() throws SQLException {
        try (Connection connection =
                        DriverManager.getConnection(EmbeddedPostgres.shared().jdbcUrl("postgres"));
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("""
                        SELECT oid::int, collname, collprovider, coalesce(colllocale, collcollate), collctype, collisdeterministic
                        FROM pg_collation WHERE oid < 16384 AND collprovider <> 'd' AND oid IN (950, 951, 962, 811, 6411, 963)
                        """)) {
            int seen = 0;
            while (rows.next()) {
                String name = rows.getString(2);
                Collation expected = switch (rows.getString(3)) {
                    case "b" -> Collation.builtin(name, rows.getString(4));
                    case "c" -> Collation.libc(name, rows.getString(4), rows.getString(5));
                    default -> Collation.icu(name, rows.getBoolean(6));
                };
                assertThat(Collations.SYSTEM.byOid(rows.getInt(1))).isEqualTo(expected);
                seen++;
            }
            assertThat(seen).isEqualTo(6);
        }
    }
}
