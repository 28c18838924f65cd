package dev.freshet.engine.graph;

import com.google.common.collect.ImmutableList;
import com.google.common.graph.GraphBuilder;
import com.google.common.graph.Graphs;
import com.google.common.graph.ImmutableGraph;
import com.google.common.graph.MutableGraph;
import com.google.common.graph.Traverser;
import dev.freshet.kernel.port.Fault;
import dev.freshet.kernel.port.Relation;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Which stream table reads which: an acyclic graph, edges from what is read to what reads it. Immutable. */
public final class Dependencies {
    private final ImmutableGraph<Relation> graph;
    private final List<Relation> order;

    private Dependencies(ImmutableGraph<Relation> graph, List<Relation> order) {
        this.graph = graph;
        this.order = order;
    }

    /**
     * The graph of stream tables and the stream tables they read; an upstream that is not among them is left out.
     *
     * @throws dev.freshet.kernel.port.FreshetException FR2020 they read one another in a circle, with the path
     */
    public static Dependencies of(Map<Relation, ? extends Collection<Relation>> reads) {
        List<Relation> circle = circle(reads);
        if (!circle.isEmpty()) {
            throw circular(circle).exception();
        }
        MutableGraph<Relation> graph = graph(reads);
        return new Dependencies(ImmutableGraph.copyOf(graph), topological(graph));
    }

    private static MutableGraph<Relation> graph(Map<Relation, ? extends Collection<Relation>> reads) {
        MutableGraph<Relation> graph =
                GraphBuilder.directed().allowsSelfLoops(true).build();
        reads.keySet().forEach(graph::addNode);
        new TreeMap<>(reads)
                .forEach((table, upstream) ->
                        upstream.stream().filter(reads::containsKey).forEach(read -> graph.putEdge(read, table)));
        return graph;
    }

    /** Every stream table after all that it reads. */
    public List<Relation> order() {
        return order;
    }

    /** The stream tables that read one directly. */
    public Set<Relation> readers(Relation table) {
        return graph.nodes().contains(table) ? graph.successors(table) : Set.of();
    }

    /** These and all they read, over any steps. */
    public Set<Relation> withUpstream(Collection<Relation> tables) {
        Set<Relation> all = new LinkedHashSet<>();
        Traverser.forGraph(Graphs.transpose(graph)).breadthFirst(tables).forEach(all::add);
        return all;
    }

    /** These and all that read them, over any steps. */
    public Set<Relation> withDownstream(Collection<Relation> tables) {
        Set<Relation> all = new LinkedHashSet<>();
        Traverser.forGraph(graph).breadthFirst(tables).forEach(all::add);
        return all;
    }

    private static List<Relation> topological(MutableGraph<Relation> graph) {
        List<Relation> order = new ArrayList<>();
        Set<Relation> done = new HashSet<>();
        // depth first over what is read; post-order puts it before its readers
        Traverser.forGraph(Graphs.transpose(graph))
                .depthFirstPostOrder(new TreeMap<>(index(graph)).keySet())
                .forEach(table -> {
                    if (done.add(table)) {
                        order.add(table);
                    }
                });
        return ImmutableList.copyOf(order);
    }

    private static Map<Relation, Boolean> index(MutableGraph<Relation> graph) {
        Map<Relation, Boolean> index = new TreeMap<>();
        graph.nodes().forEach(node -> index.put(node, true));
        return index;
    }

    /** A circle in which stream tables read one another, its first again at its end; empty if there is none. */
    public static List<Relation> circle(Map<Relation, ? extends Collection<Relation>> reads) {
        MutableGraph<Relation> graph = graph(reads);
        if (!Graphs.hasCycle(graph)) {
            return List.of();
        }
        for (Relation start : new TreeMap<>(index(graph)).keySet()) {
            List<Relation> path = new ArrayList<>();
            if (leadsBack(graph, start, start, path, new HashSet<>())) {
                path.add(start);
                return path.reversed();
            }
        }
        throw new IllegalStateException("a circle that leads nowhere back");
    }

    /** FR2020, with the path of a circle. */
    public static Fault circular(List<Relation> circle) {
        return Fault.of("FR2020", "stream tables read one another in a circle")
                .withDetail(String.join(
                        " → ", circle.stream().map(Relation::toString).toList()))
                .withHint("A stream table can read only what does not, over any steps, read it.");
    }

    private static boolean leadsBack(
            MutableGraph<Relation> graph, Relation from, Relation goal, List<Relation> path, Set<Relation> seen) {
        path.add(from);
        for (Relation next : graph.successors(from)) {
            if (next.equals(goal) || (seen.add(next) && leadsBack(graph, next, goal, path, seen))) {
                return true;
            }
        }
        path.removeLast();
        return false;
    }
}
