package dev.freshet.engine.definition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.freshet.engine.definition.Definition.Mode;
import dev.freshet.engine.definition.Definition.Place;
import dev.freshet.kernel.port.Fault;
import dev.freshet.kernel.port.FreshetException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Definitions files: what is read, and where exactly what is wrong is. */
class DefinitionParserTest {
    @Test
    void readsNameOptionsAndQuery() {
        Definition definition = one("""
                -- revenue
                CREATE STREAM TABLE shop.revenue
                WITH (schedule = '2s', mode = 'incremental')
                AS
                SELECT 1;
                """);
        assertThat(definition.schema()).isEqualTo(Optional.of("shop"));
        assertThat(definition.name()).isEqualTo("revenue");
        assertThat(definition.schedule()).isEqualTo(new Schedule.Every(Duration.ofSeconds(2)));
        assertThat(definition.mode()).isEqualTo(Mode.INCREMENTAL);
        assertThat(definition.query()).isEqualTo("SELECT 1");
        assertThat(definition.place()).isEqualTo(new Place(2, 1));
        assertThat(definition.queryPlace()).isEqualTo(new Place(5, 1));
    }

    @Test
    void withoutOptionsItIsCalculatedAndAuto() {
        Definition definition = one("create stream table T as select 1");
        assertThat(definition.schema()).isEmpty();
        assertThat(definition.name()).isEqualTo("t");
        assertThat(definition.schedule()).isEqualTo(new Schedule.Calculated());
        assertThat(definition.mode()).isEqualTo(Mode.AUTO);
    }

    @Test
    void semicolonsInStringsCommentsAndQuotesDoNotEndAQuery() {
        String query = "SELECT ';' AS \"a;b\", $x$ ; $y$ ; $x$, E'\\';' /* ; /* ; */ ; */ -- ;\n FROM t WHERE a = $1";
        assertThat(one("CREATE STREAM TABLE \"My;Table\" AS " + query + " ;").query())
                .isEqualTo(query);
    }

    @Test
    void oneFileHoldsMany() {
        List<Definition> all = DefinitionParser.parse(
                "views/a.sql", ";CREATE STREAM TABLE a AS SELECT 1;;\nCREATE STREAM TABLE b AS SELECT 2 ; ");
        assertThat(all).extracting(Definition::name).containsExactly("a", "b");
        assertThat(all).extracting(Definition::query).containsExactly("SELECT 1", "SELECT 2");
    }

    @Test
    void anEmptyFileHoldsNone() {
        assertThat(DefinitionParser.parse("views/a.sql", "-- nothing\n/* here */ "))
                .isEmpty();
    }

    @Test
    void columnsCountCharactersNotCodeUnits() {
        assertThat(fault("/* 🐟🐟 */ CREATE TABLE").place()).isEqualTo("views/a.sql:1:17");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        CREATE TABLE t AS SELECT 1                                            | FR2011 | 1:8
        CREATE STREAM TABLE AS SELECT 1                                       | FR2011 | 1:24
        CREATE STREAM TABLE t                                                 | FR2011 | 1:22
        CREATE STREAM TABLE t AS ;                                            | FR2011 | 1:26
        CREATE STREAM TABLE t AS SELECT 'a                                    | FR2010 | 1:33
        CREATE STREAM TABLE t AS SELECT "a                                    | FR2010 | 1:33
        CREATE STREAM TABLE t AS SELECT $a$ $b$                               | FR2010 | 1:33
        CREATE STREAM TABLE t AS SELECT 1 /* /* */                            | FR2010 | 1:35
        CREATE STREAM TABLE t WITH (shedule = '1s') AS SELECT 1               | FR2012 | 1:29
        CREATE STREAM TABLE t WITH (mode = full, mode = auto) AS SELECT 1     | FR2012 | 1:42
        CREATE STREAM TABLE t WITH (schedule = 'often') AS SELECT 1           | FR2013 | 1:40
        CREATE STREAM TABLE t WITH (schedule = '0s') AS SELECT 1              | FR2013 | 1:40
        CREATE STREAM TABLE t WITH (schedule = '* * *') AS SELECT 1           | FR2013 | 1:40
        CREATE STREAM TABLE t WITH (timezone = 'Mars/Base') AS SELECT 1       | FR2013 | 1:40
        CREATE STREAM TABLE t WITH (mode = 'lazy') AS SELECT 1                | FR2014 | 1:36
        """, quoteCharacter = '`')
    void saysWhatIsWrongAndWhere(String text, String code, String place) {
        Fault fault = fault(text);
        assertThat(fault.code()).isEqualTo(code);
        assertThat(fault.place()).isEqualTo("views/a.sql:" + place);
    }

    @Test
    void anErrorInsideTheQueryIsPlacedInTheFile() {
        Place query = new Place(5, 8);
        assertThat(query.plus(new Place(1, 3))).isEqualTo(new Place(5, 10));
        assertThat(query.plus(new Place(2, 3))).isEqualTo(new Place(6, 3));
    }

    private static Definition one(String text) {
        List<Definition> all = DefinitionParser.parse("views/a.sql", text);
        assertThat(all).hasSize(1);
        return all.getFirst();
    }

    private static Fault fault(String text) {
        FreshetException thrown =
                catchThrowableOfType(FreshetException.class, () -> DefinitionParser.parse("views/a.sql", text));
        assertThat(thrown).as("a fault in: %s", text).isNotNull();
        return thrown.fault();
    }
}
