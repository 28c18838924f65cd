package dev.freshet.planner.tree;

import java.util.List;
import java.util.Map;

/** A value in a node tree. Source: PostgreSQL src/backend/nodes/outfuncs.c and read.c. */
public sealed interface Tree {
    /** {@code <>}. */
    record Null() implements Tree {}

    /** A number, word or string, unquoted and unescaped. */
    record Atom(String text) implements Tree {}

    /** {@code ( … )}, of nodes, or with a prefix of integers, OIDs or bits. */
    record Items(List<Tree> elements) implements Tree {}

    /** {@code 4 [ 1 0 0 0 ]}: the bytes of a datum. */
    record Datum(byte[] bytes) implements Tree {}

    /** <code>{TAG :field value …}</code>. */
    record Node(String tag, Map<String, Tree> fields) implements Tree {
        /** A field that is there; PostgreSQL writes all of a node's fields. */
        public Tree get(String field) {
            Tree value = fields.get(field);
            if (value == null) {
                throw new IllegalStateException(
                        "a " + tag + " node without " + field + ": another release of PostgreSQL?");
            }
            return value;
        }

        public boolean isNull(String field) {
            return get(field) instanceof Null;
        }

        /** A field that is a node. */
        public Node node(String field) {
            return get(field) instanceof Node node ? node : unexpected(field);
        }

        /** The nodes of a list field; an empty list is written as null. */
        public List<Node> nodes(String field) {
            return switch (get(field)) {
                case Null ignored -> List.of();
                case Items items -> items.elements().stream().map(e -> (Node) e).toList();
                case Atom ignored -> unexpected(field);
                case Datum ignored -> unexpected(field);
                case Node ignored -> unexpected(field);
            };
        }

        /** The numbers of a list of integers or OIDs. */
        public List<Integer> numbers(String field) {
            return switch (get(field)) {
                case Null ignored -> List.of();
                case Items items ->
                    items.elements().stream()
                            .map(e -> (int) Long.parseLong(((Atom) e).text()))
                            .toList();
                case Atom ignored -> unexpected(field);
                case Datum ignored -> unexpected(field);
                case Node ignored -> unexpected(field);
            };
        }

        /** The strings of a list of strings. */
        public List<String> strings(String field) {
            return get(field) instanceof Items items
                    ? items.elements().stream().map(e -> ((Atom) e).text()).toList()
                    : List.of();
        }

        public String text(String field) {
            return get(field) instanceof Atom atom ? atom.text() : unexpected(field);
        }

        /** An integer; OIDs above 2^31 come out negative, as everywhere here. */
        public int number(String field) {
            return (int) Long.parseLong(text(field));
        }

        public boolean flag(String field) {
            return text(field).equals("true");
        }

        private <T> T unexpected(String field) {
            throw new IllegalStateException("field " + field + " of " + tag + " is " + get(field));
        }
    }
}
