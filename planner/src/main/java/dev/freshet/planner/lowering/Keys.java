package dev.freshet.planner.lowering;

import dev.freshet.planner.relational.PgTable;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.core.TableScan;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;

/**
 * Columns that are unique together, NULL taken as a value. One key is enough, so one is followed:
 *
 * <pre>
 * key(scan)   = its primary key
 * key(σ x)    = key(x)
 * key(π x)    = key(x), where all of it is kept
 * key(γ g)    = g
 * key(x ⋈ y)  = key(x), where the condition equates all of key(y); key(y), the other way round; else key(x) ∪ key(y)
 * </pre>
 *
 * Of a union nothing is known, unless its rows are made distinct.
 */
public final class Keys {
    private final Set<Integer> equalities;

    /** @param equalities the functions that equate */
    public Keys(Set<Integer> equalities) {
        this.equalities = equalities;
    }

    /** The key of a node's rows as its fields; empty if none is known. No fields at all: there is one row at most. */
    public Optional<Set<Integer>> of(RelNode node) {
        return switch (node) {
            case TableScan scan -> {
                List<Integer> key = scan.getTable()
                        .unwrapOrThrow(PgTable.class)
                        .info()
                        .table()
                        .key();
                yield key.isEmpty() ? Optional.empty() : Optional.of(Set.copyOf(key));
            }
            case Filter filter -> of(filter.getInput());
            case Project project -> of(project.getInput()).flatMap(key -> kept(key, project.getProjects()));
            case Aggregate aggregate ->
                Optional.of(IntStream.range(0, aggregate.getGroupSet().cardinality())
                        .boxed()
                        .collect(Collectors.toUnmodifiableSet()));
            case Join join -> joined(join);
            default -> Optional.empty();
        };
    }

    private static Optional<Set<Integer>> kept(Set<Integer> key, List<RexNode> projects) {
        Set<Integer> kept = new HashSet<>();
        for (int column : key) {
            int at = IntStream.range(0, projects.size())
                    .filter(i -> projects.get(i) instanceof RexInputRef reference && reference.getIndex() == column)
                    .findFirst()
                    .orElse(-1);
            if (at < 0) {
                return Optional.empty();
            }
            kept.add(at);
        }
        return Optional.of(kept);
    }

    private Optional<Set<Integer>> joined(Join join) {
        Optional<Set<Integer>> left = of(join.getLeft());
        Optional<Set<Integer>> right = of(join.getRight());
        JoinCondition condition = JoinCondition.of(join, equalities);
        if (right.isPresent() && fields(condition.right()).containsAll(right.get())) {
            return left;
        }
        int leftWidth = join.getLeft().getRowType().getFieldCount();
        Optional<Set<Integer>> shifted =
                right.map(key -> key.stream().map(field -> field + leftWidth).collect(Collectors.toUnmodifiableSet()));
        if (left.isPresent() && fields(condition.left()).containsAll(left.get())) {
            return shifted;
        }
        return left.flatMap(key -> shifted.map(other -> {
            Set<Integer> both = new HashSet<>(key);
            both.addAll(other);
            return both;
        }));
    }

    /** The fields that are equated as they are. */
    private static Set<Integer> fields(List<RexNode> nodes) {
        Set<Integer> fields = new HashSet<>();
        for (RexNode node : nodes) {
            if (node instanceof RexInputRef reference) {
                fields.add(reference.getIndex());
            }
        }
        return fields;
    }
}
