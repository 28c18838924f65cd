package dev.freshet.kernel.scalar.text;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freshet.kernel.scalar.ColumnReference;
import dev.freshet.kernel.scalar.Expression;
import dev.freshet.kernel.scalar.function.CallContext;
import dev.freshet.kernel.scalar.function.Collation;
import dev.freshet.kernel.scalar.function.Collations;
import dev.freshet.kernel.scalar.function.ScalarFunctions;
import dev.freshet.kernel.scalar.oracle.Probe;
import dev.freshet.kernel.scalar.oracle.ScalarOracle;
import dev.freshet.kernel.type.Column;
import dev.freshet.kernel.type.ColumnType;
import java.sql.SQLException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Upper and lower case of every character there is, against PostgreSQL, and which collations they are refused for. */
class LetterCaseTest {
    /** Up to where C is tried: what is beyond, it leaves alone as most of what is before. */
    private static final int FOR_C = 0x3000;

    private static final ZoneId UTC = ZoneId.of("UTC");

    @ParameterizedTest
    @CsvSource({
        "870, lower, 950, C",
        "871, upper, 950, C",
        "872, initcap, 950, C",
        "870, lower, 962, ucs_basic",
        "872, initcap, 951, POSIX",
        "870, lower, 811, pg_c_utf8",
        "871, upper, 811, pg_c_utf8",
        "872, initcap, 811, pg_c_utf8"
    })
    void everyCharacter(int function, String name, int collation, String collationName) throws SQLException {
        try (ScalarOracle oracle = ScalarOracle.open(UTC)) {
            oracle.check(new Probe(
                    "%s(a1 COLLATE \"%s\")".formatted(name, collationName),
                    ColumnType.TEXT,
                    List.of(ColumnType.TEXT),
                    columns -> call(function, columns.getFirst(), collation, ScalarOracle.COLLATIONS),
                    characters(collationName.equals("pg_c_utf8") ? Character.MAX_CODE_POINT : FOR_C)));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {870, 871, 872, 1633})
    void isRefusedWhereItIsThatOfALibrary(int function) {
        ColumnReference column = new ColumnReference(0, new Column("a", ColumnType.TEXT));
        Collations library = Collations.SYSTEM.withDefault(Collation.libc("default", "C", "C.UTF-8"));
        assertThatThrownBy(() -> call(function, column, ColumnType.COLLATION_DEFAULT, library))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("letter case of collation \"default\" is that of a library");
        assertThatThrownBy(() -> call(function, column, 963, library)).hasMessageContaining("unicode");
    }

    @Test
    void isRefusedWhereItIsNotKnown() {
        ColumnReference column = new ColumnReference(0, new Column("a", ColumnType.TEXT));
        assertThatThrownBy(() -> call(870, column, ColumnType.COLLATION_DEFAULT, Collations.SYSTEM))
                .isInstanceOf(IllegalArgumentException.class);
    }

    /** A thousand characters each, with a letter before them and with none. */
    private static List<List<@Nullable String>> characters(int last) {
        List<List<@Nullable String>> tuples = new ArrayList<>();
        StringBuilder text = new StringBuilder();
        for (int codePoint = 1; codePoint <= last; codePoint++) {
            if (codePoint < Character.MIN_SURROGATE || codePoint > Character.MAX_SURROGATE) {
                // once to begin a word, once in the midst of one
                text.append('-').appendCodePoint(codePoint).append('a').appendCodePoint(codePoint);
            }
            if (codePoint % 1000 == 0 || codePoint == last) {
                tuples.add(List.of(text.toString()));
                text.setLength(0);
            }
        }
        return tuples;
    }

    private static Expression call(int function, Expression text, int collation, Collations collations) {
        List<Expression> arguments = function == 1633 ? List.of(text, text) : List.of(text);
        return ScalarFunctions.byOid(function)
                .orElseThrow()
                .apply(arguments, new CallContext(ColumnType.TEXT, collation, UTC, collations));
    }
}
