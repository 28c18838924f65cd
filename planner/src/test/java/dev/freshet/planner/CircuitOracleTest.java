package dev.freshet.planner;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.kernel.arrangement.ZSetAccumulator;
import dev.freshet.kernel.circuit.Circuit;
import dev.freshet.kernel.port.Relation;
import dev.freshet.kernel.port.View;
import dev.freshet.kernel.port.ViewPlanner.Input;
import dev.freshet.kernel.port.ViewPlanner.Maintenance;
import dev.freshet.kernel.port.ViewPlanner.Plan;
import dev.freshet.kernel.row.Batch;
import dev.freshet.planner.pass.Pass;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every query of the corpus as a circuit, with all passes and with each left out, follows random changes of its tables; after each step its
 * summed output is, image by image, what PostgreSQL's own query gives.
 */
class CircuitOracleTest {
    private static final int STEPS = 12;

    private static Shop shop;

    @BeforeAll
    static void openDatabase() throws SQLException {
        shop = Shop.open("planner_oracle");
    }

    @AfterAll
    static void closeDatabase() throws SQLException {
        shop.close();
    }

    static List<Corpus.Entry> refreshedInFull() {
        return Corpus.read("queries/full.sql");
    }

    static Stream<Set<Pass>> passes() {
        List<Set<Pass>> sets = new ArrayList<>();
        sets.add(Set.of(Pass.values()));
        for (Pass leftOut : Pass.values()) {
            Set<Pass> some = new HashSet<>(Set.of(Pass.values()));
            some.remove(leftOut);
            sets.add(some);
        }
        sets.add(Set.of());
        return sets.stream();
    }

    @ParameterizedTest
    @MethodSource("passes")
    void circuitsEqualTheirQueries(Set<Pass> passes) throws SQLException {
        long seed = System.nanoTime();
        System.out.println("CircuitOracleTest " + passes + " seed " + seed);
        Random random = new Random(seed);
        PostgresPlanner planner = new PostgresPlanner(shop.connect(), passes);
        List<Followed> all = new ArrayList<>();
        for (Corpus.Entry entry : Corpus.read("queries/incremental.sql")) {
            all.add(new Followed(entry.query(), planner.plan(entry.query(), Map.of())));
        }
        for (int step = 0; step < STEPS; step++) {
            for (Followed followed : all) {
                followed.advance();
                assertThat(Shop.text(followed.output.toBatch()))
                        .as("seed %s step %s: %s\n%s", seed, step, followed.query, followed.circuit.describe())
                        .isEqualTo(shop.rows(followed.query));
                assertThat(followed.circuit.errors().isEmpty()).isTrue();
                followed.assertKeyIsUnique();
            }
            shop.change(random);
        }
    }

    @ParameterizedTest
    @MethodSource("refreshedInFull")
    void whatIsNotMaintainedIsNamed(Corpus.Entry entry) {
        Plan plan = new PostgresPlanner(shop.connect()).plan(entry.query(), Map.of());
        assertThat(plan.maintenance()).isInstanceOf(Maintenance.FullOnly.class);
        assertThat(((Maintenance.FullOnly) plan.maintenance())
                        .reasons()
                        .getFirst()
                        .primary())
                .contains(entry.note());
        assertThat(plan.inputs()).isNotEmpty();
    }

    @Test
    void keysAreFound() {
        PostgresPlanner planner = new PostgresPlanner(shop.connect());
        assertThat(planner.plan("SELECT grp, id FROM a", Map.of()).key()).containsExactly(1);
        assertThat(planner.plan("SELECT grp FROM a", Map.of()).key()).isEmpty();
        assertThat(planner.plan("SELECT sum(x) AS s, grp FROM a GROUP BY grp", Map.of())
                        .key())
                .containsExactly(1);
        assertThat(planner.plan("SELECT b.id, a.grp FROM a JOIN b ON b.a_id = a.id", Map.of())
                        .key())
                .containsExactly(0);
        assertThat(planner.plan("SELECT a.id, b.id AS b FROM a JOIN b ON b.qty > a.x", Map.of())
                        .key())
                .containsExactly(0, 1);
        assertThat(planner.plan("SELECT DISTINCT grp, b FROM a", Map.of()).key())
                .containsExactly(0, 1);
        // of a partitioned table it holds for all rows, of a parent only for those that are in no child
        assertThat(planner.plan("SELECT w, id FROM split", Map.of()).key()).containsExactly(1);
        assertThat(planner.plan("SELECT id, extra FROM kid", Map.of()).key()).isEmpty();
        Plan parent = planner.plan("SELECT id, w FROM kin", Map.of());
        assertThat(parent.key()).isEmpty();
        assertThat(parent.maintenance()).isInstanceOf(Maintenance.Incremental.class);
    }

    @Test
    void viewsAreExpandedAndReported() {
        Plan plan = new PostgresPlanner(shop.connect()).plan("SELECT grp FROM busy", Map.of());
        assertThat(plan.views()).extracting(View::relation).containsExactly(new Relation("public", "busy"));
        assertThat(plan.inputs())
                .extracting(input -> input.table().relation().name())
                .containsExactlyInAnyOrder("a", "b");
    }

    /** A circuit with what it has seen of its inputs. */
    private static final class Followed {
        private final String query;
        private final Plan plan;
        private final Circuit circuit;
        private final ZSetAccumulator output;
        private final Map<String, Batch> seen = new HashMap<>();

        Followed(String query, Plan plan) {
            this.query = query;
            this.plan = plan;
            assertThat(plan.maintenance()).as(query).isInstanceOf(Maintenance.Incremental.class);
            circuit = ((Maintenance.Incremental) plan.maintenance()).circuit().get();
            output = new ZSetAccumulator(circuit.layout());
        }

        void advance() throws SQLException {
            Map<String, Batch> deltas = new HashMap<>();
            for (Input input : plan.inputs()) {
                String name = input.table().relation().toString();
                Batch now = shop.content(input.table());
                ZSetAccumulator delta = new ZSetAccumulator(input.table().layout());
                delta.add(now);
                Batch before = seen.put(name, now);
                for (int row = 0; before != null && row < before.size(); row++) {
                    delta.add(before.bytes(), before.start(row), before.length(row), -before.weight(row));
                }
                deltas.put(name, delta.toBatch());
            }
            output.add(circuit.tick(deltas));
        }

        void assertKeyIsUnique() {
            if (plan.key().isEmpty()) {
                return;
            }
            Set<List<String>> keys = new HashSet<>();
            Shop.text(output.toBatch()).forEach((row, weight) -> {
                assertThat(weight).as(query).isEqualTo(1);
                assertThat(keys.add(plan.key().stream().map(row::get).toList()))
                        .as(query)
                        .isTrue();
            });
        }
    }
}
