package dev.freshet.planner.analyse;

import dev.freshet.kernel.port.Fault;
import dev.freshet.kernel.port.FreshetException;
import dev.freshet.kernel.port.Relation;
import dev.freshet.kernel.port.View;
import dev.freshet.kernel.port.ViewPlanner.Input;
import dev.freshet.planner.tree.Tree;
import dev.freshet.planner.tree.TreeReader;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * All a query reads, wherever it stands in it, views expanded: what changes its result, also where it can only be run again.
 *
 * @param inputs tables and stream tables, each once
 * @param views the views that were expanded, as they are now
 */
public record Reads(List<Input> inputs, Set<View> views) {
    private static final int RELATION = 0;

    /**
     * Collects them.
     *
     * @throws FreshetException FR2023 if it reads something whose changes cannot be captured
     */
    public static Reads of(Tree query, CatalogReader catalog) throws SQLException {
        Map<Integer, Input> inputs = new LinkedHashMap<>();
        Set<View> views = new LinkedHashSet<>();
        collect(query, catalog, inputs, views);
        return new Reads(List.copyOf(inputs.values()), views);
    }

    private static void collect(Tree tree, CatalogReader catalog, Map<Integer, Input> inputs, Set<View> views)
            throws SQLException {
        switch (tree) {
            case Tree.Node node -> {
                if (node.tag().equals("RANGETBLENTRY") && node.number("rtekind") == RELATION) {
                    enter(node.number("relid"), catalog, inputs, views);
                }
                for (Tree field : node.fields().values()) {
                    collect(field, catalog, inputs, views);
                }
            }
            case Tree.Items items -> {
                for (Tree element : items.elements()) {
                    collect(element, catalog, inputs, views);
                }
            }
            case Tree.Atom ignored -> {}
            case Tree.Datum ignored -> {}
            case Tree.Null ignored -> {}
        }
    }

    private static void enter(int oid, CatalogReader catalog, Map<Integer, Input> inputs, Set<View> views)
            throws SQLException {
        TableInfo info = catalog.table(oid);
        Relation relation = info.table().relation();
        if (info.kind() == 'v') {
            // what it was before its query is read: one that is replaced in between is found to be another
            if (views.add(catalog.view(relation, oid))) {
                collect(TreeReader.read(catalog.viewTree(oid)), catalog, inputs, views);
            }
            return;
        }
        boolean system =
                relation.schema().equals("pg_catalog") || relation.schema().equals("information_schema");
        Optional<Input.Kind> read = inputKind(info);
        if (system || read.isEmpty()) {
            throw Fault.of("FR2023", "changes of " + relation + " cannot be captured")
                    .withDetail("It is " + (system ? "part of the system catalog" : kind(info.kind())) + ".")
                    .withHint(
                            "A stream table reads tables, views, materialized views, foreign tables and stream tables.")
                    .exception();
        }
        inputs.putIfAbsent(oid, new Input(info.table(), read.get()));
    }

    private static Optional<Input.Kind> inputKind(TableInfo info) {
        return switch (info.kind()) {
            case 'r', 'p' -> Optional.of(info.streamTable() ? Input.Kind.STREAM_TABLE : Input.Kind.SOURCE);
            case 'm', 'f' -> Optional.of(Input.Kind.POLLED);
            default -> Optional.empty();
        };
    }

    private static String kind(char kind) {
        return kind == 'S' ? "a sequence" : "a relation of kind " + kind;
    }
}
