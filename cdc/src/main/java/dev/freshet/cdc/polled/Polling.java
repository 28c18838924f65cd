package dev.freshet.cdc.polled;

import dev.freshet.kernel.port.ChangeSource.RowConsumer;
import dev.freshet.kernel.port.ChangeSource.Unpolled;
import dev.freshet.kernel.port.Relation;
import dev.freshet.kernel.port.SourceChange;
import dev.freshet.kernel.port.SourceTable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What one cycle has polled. Confined to the cycle's thread. */
public final class Polling {
    private final Map<PolledSource, Poll> polls = new LinkedHashMap<>();
    private final Map<SourceTable, Unpolled> lacking = new HashMap<>();

    Map<PolledSource, Poll> polls() {
        return polls;
    }

    Optional<Poll> of(PolledSource source) {
        return Optional.ofNullable(polls.get(source));
    }

    void found(PolledSource source, SourceTable table, Poll poll) {
        polls.put(source, poll);
        switch (poll) {
            case Poll.Missing missing -> lacks(table, missing.why());
            case Poll.Altered ignored -> lacks(table, PollFaults.busy(table.relation()));
            case Poll.Same ignored -> {}
            case Poll.Differs ignored -> {}
            case Poll.First ignored -> {}
        }
    }

    void lacks(SourceTable table, Unpolled why) {
        lacking.put(table, why);
    }

    /** Those that cannot be had at the snapshot. */
    public Map<SourceTable, Unpolled> lacking() {
        return lacking;
    }

    /** Whether nothing is to be told or remembered of it. */
    public boolean isQuiet() {
        return polls.values().stream().allMatch(poll -> poll instanceof Poll.Same || poll instanceof Poll.Missing);
    }

    /** What is to be told to whoever read these sources before. */
    public List<SourceChange> changes() {
        List<SourceChange> changes = new ArrayList<>();
        polls.forEach((source, poll) -> {
            switch (poll) {
                case Poll.Differs differs -> changes.add(new SourceChange.Delta(source.relation(), differs.delta()));
                case Poll.Altered altered ->
                    changes.add(new SourceChange.SchemaChanged(source.relation(), altered.reason()));
                case Poll.Same ignored -> {}
                case Poll.First ignored -> {}
                case Poll.Missing ignored -> {}
            }
        });
        return changes;
    }

    /** Whether a source was polled here, so that its content can be had. */
    public boolean has(Relation relation) {
        return find(relation).isPresent();
    }

    /** The content of a source that was polled here. */
    public void readWhole(Relation relation, RowConsumer rows) {
        Map.Entry<PolledSource, Poll> found = find(relation).orElseThrow();
        rows.expect(found.getKey().rows(found.getValue()));
        found.getKey().content(found.getValue(), rows::rows);
    }

    private Optional<Map.Entry<PolledSource, Poll>> find(Relation relation) {
        return polls.entrySet().stream()
                .filter(entry -> entry.getKey().relation().equals(relation))
                .findFirst();
    }
}
