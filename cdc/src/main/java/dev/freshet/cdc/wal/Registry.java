package dev.freshet.cdc.wal;

import dev.freshet.kernel.port.Relation;
import dev.freshet.kernel.port.SourceTable;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Whose rows the records of a table are: the stream tells of tables by name, and one may be a source by itself and a member of others. Any
 * thread.
 */
final class Registry {
    private final Map<Relation, List<SourceTable>> readers = new ConcurrentHashMap<>();

    /** From now on records of these tables, and no others, are the source's. */
    synchronized void register(SourceTable source, Collection<Relation> members) {
        unregister(source);
        for (Relation member : members) {
            List<SourceTable> all = new ArrayList<>(of(member));
            all.add(source);
            readers.put(member, List.copyOf(all));
        }
    }

    synchronized void unregister(SourceTable source) {
        for (Map.Entry<Relation, List<SourceTable>> entry : readers.entrySet()) {
            if (entry.getValue().stream().anyMatch(reader -> reader.oid() == source.oid())) {
                readers.put(
                        entry.getKey(),
                        entry.getValue().stream()
                                .filter(reader -> reader.oid() != source.oid())
                                .toList());
            }
        }
        readers.values().removeIf(List::isEmpty);
    }

    /** The sources; the same list as long as they are the same. */
    List<SourceTable> of(Relation table) {
        return readers.getOrDefault(table, List.of());
    }
}
