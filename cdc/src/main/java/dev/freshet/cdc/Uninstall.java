package dev.freshet.cdc;

import dev.freshet.cdc.catalog.CaptureCatalog;
import dev.freshet.cdc.catalog.SourceRow;
import dev.freshet.cdc.database.Database;
import dev.freshet.cdc.database.Fence;
import dev.freshet.cdc.database.Sql;
import dev.freshet.cdc.phase.SourceSteps;
import dev.freshet.cdc.trigger.CaptureTriggers;
import dev.freshet.cdc.wal.Publication;
import dev.freshet.cdc.wal.Slot;
import dev.freshet.kernel.port.Fault;
import dev.freshet.kernel.port.FreshetException;
import dev.freshet.kernel.port.Relation;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;

/** Takes capture out of a database. */
final class Uninstall {
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private Uninstall() {}

    static void run(CaptureSettings settings) {
        Database database = new Database(settings.login());
        Fence fence = Fence.open();
        Slot slot = new Slot(settings.names().slot(), fence);
        Publication publication =
                new Publication(settings.names().publication(), settings.names().schema(), fence);
        CaptureTriggers triggers = new CaptureTriggers(settings.names().schema(), fence);
        try (Connection connection = database.open("uninstall")) {
            slot.drop(connection);
            // before the identities: a published table that has none would fail its users
            publication.drop(connection);
            String state = Relation.quote(settings.names().schema()) + ".source_state";
            if (Sql.text(connection, "SELECT to_regclass(?)", state).isPresent()) {
                CaptureCatalog catalog = new CaptureCatalog(settings.names().schema(), fence);
                for (Map.Entry<Integer, String> identity :
                        catalog.identities(connection).entrySet()) {
                    SourceSteps.restoreIdentity(connection, fence, identity.getKey(), identity.getValue());
                }
                for (SourceRow row : catalog.load(connection)) {
                    triggers.remove(connection, row.oid(), PATIENCE);
                }
                triggers.removeShared(connection);
                catalog.drop(connection);
            }
        } catch (SQLException e) {
            throw new FreshetException(
                    Fault.of("FR3017", "capture could not be removed").withDetail(Sql.words(e)), e);
        }
    }
}
