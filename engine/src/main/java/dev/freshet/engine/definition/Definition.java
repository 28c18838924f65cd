package dev.freshet.engine.definition;

import dev.freshet.kernel.port.Fault;
import dev.freshet.kernel.port.Relation;
import java.util.Locale;
import java.util.Optional;

/**
 * A stream table as its author wrote it.
 *
 * @param schema as written, unquoted; empty: where Freshet's connection makes tables
 * @param name unquoted
 * @param query the SELECT, without the semicolon
 * @param file the file's name below the definitions folder's parent: {@code views/orders.sql}
 * @param place of the statement
 * @param queryPlace of the query's first character: errors of PostgreSQL's are counted from there
 */
public record Definition(
        Optional<String> schema,
        String name,
        Schedule schedule,
        Mode mode,
        String query,
        String file,
        Place place,
        Place queryPlace) {

    /** How it may be refreshed. */
    public enum Mode {
        AUTO,
        INCREMENTAL,
        FULL
    }

    /** A line and a column, both from 1. */
    public record Place(int line, int column) {
        /** {@code views/orders.sql:3:8}. */
        public String in(String file) {
            return file + ":" + line + ":" + column;
        }

        /** This place and then so many lines and columns further, as places within a text that begins here. */
        public Place plus(Place inside) {
            return inside.line == 1
                    ? new Place(line, column + inside.column - 1)
                    : new Place(line + inside.line - 1, inside.column);
        }
    }

    /** One that ran before, as the catalog has it: its file may say something else by now, or nothing that can be read. */
    public static Definition stored(Relation name, String query, String schedule, String mode) {
        return new Definition(
                Optional.of(name.schema()),
                name.name(),
                Schedule.stored(schedule),
                Mode.valueOf(mode.toUpperCase(Locale.ROOT)),
                query,
                "catalog",
                new Place(1, 1),
                new Place(1, 1));
    }

    /** {@code views/orders.sql:3:8}. */
    public String at(Place where) {
        return where.in(file);
    }

    /** FR2015, at this definition: there is another of its name. */
    public Fault definedTwice(Definition other) {
        return Fault.of("FR2015", "stream table " + name + " is defined twice")
                .withDetail("The other definition is at " + other.at(other.place) + ".")
                .at(at(place));
    }

    /** Whether two definitions of one stream table have one plan, wherever they stand and whenever they run. */
    public boolean plansAs(Definition other) {
        return mode == other.mode && query.equals(other.query);
    }
}
