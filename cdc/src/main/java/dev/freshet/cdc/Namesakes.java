package dev.freshet.cdc;

import dev.freshet.cdc.phase.CapturedSource;
import dev.freshet.cdc.phase.Fingerprint;
import dev.freshet.cdc.wal.WalTransaction;
import dev.freshet.kernel.port.Relation;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Tables of one name in several schemas. The stream knows a table by its name at the time, so what was written while a schema had another name
 * came as another table's; a schema that has its old name back at S leaves but its row's version behind. (A table that was renamed itself is
 * another member by its {@link dev.freshet.cdc.table.Membership}.)
 */
final class Namesakes {
    private final Set<CapturedSource> moved = new HashSet<>();
    /** How many of those have a table of a name. */
    private final Map<String, Integer> names = new HashMap<>();

    /**
     * @param sources all that are captured
     * @param seen what the snapshot shows of those that are there, by OID
     */
    Namesakes(Collection<CapturedSource> sources, Map<Integer, Fingerprint> seen) {
        for (CapturedSource source : sources) {
            Optional<String> was = source.fingerprint().map(Fingerprint::schemas);
            Optional<String> is = Optional.ofNullable(seen.get(source.oid())).map(Fingerprint::schemas);
            if (was.isPresent() && is.isPresent() && !is.equals(was)) {
                moved.add(source);
                names(source).forEach(name -> names.merge(name, 1, Integer::sum));
            }
        }
    }

    private static Set<String> names(CapturedSource source) {
        return source.members().relations().stream().map(Relation::name).collect(Collectors.toSet());
    }

    /**
     * Transactions that may have written the source under another table's name, or another table under the source's: they wrote a table of the
     * same name that nobody asked for, or both their schemas were altered, and may have changed names for a while.
     */
    Predicate<WalTransaction> of(CapturedSource source) {
        Set<String> own = names(source);
        boolean swapped = moved.contains(source) && own.stream().anyMatch(name -> names.getOrDefault(name, 0) > 1);
        return transaction -> (swapped ? transaction.written() : transaction.unread())
                .stream().anyMatch(table -> own.contains(table.name()));
    }
}
