package dev.freshet.cdc;

import dev.freshet.cdc.database.Login;
import dev.freshet.cdc.spill.ScratchFolder;
import dev.freshet.kernel.port.Scratch;
import java.time.Duration;
import java.util.Map;

/**
 * What capture needs to be told.
 *
 * @param debezium properties handed to Debezium as they stand, without the {@code debezium.} they are set under
 * @param epoch of this instance: what is written here carries it, so that a former instance writes nothing
 */
public record CaptureSettings(
        Login login, Names names, CaptureMode mode, Map<String, String> debezium, Waits waits, Room room, long epoch) {
    /**
     * What is ours in the database and in the cluster.
     *
     * @param schema of the catalog
     * @param slot the replication slot
     */
    public record Names(String schema, String slot, String publication) {
        /** The defaults of {@code conf/freshet.properties}. */
        public static final Names DEFAULT = new Names("freshet", "freshet", "freshet");
    }

    /**
     * What is waited for, and how long.
     *
     * @param comeback how long a source that fell back stays on triggers before it is brought to the WAL again
     * @param patience how long a cycle, and all stream tables with it, may wait for a lock on a source
     */
    public record Waits(Duration comeback, Duration patience) {
        public static final Waits DEFAULT = new Waits(Duration.ofSeconds(15), Duration.ofSeconds(5));
    }

    /**
     * Where rows wait.
     *
     * @param memory bytes of them on the heap; what does not fit is held back in the WAL, or goes to files
     * @param scratch where those files are
     */
    public record Room(long memory, Scratch scratch) {
        private static final long MOST = 1L << 30;

        /** An eighth of the heap, at most 1 GiB. */
        public static Room share(Scratch scratch) {
            return new Room(Math.min(MOST, Runtime.getRuntime().maxMemory() / 8), scratch);
        }
    }

    public CaptureSettings {
        debezium = Map.copyOf(debezium);
    }

    /** With the defaults of {@code conf/freshet.properties}, and files where the system has what is temporary. */
    public static CaptureSettings of(Login login, long epoch) {
        return new CaptureSettings(
                login,
                Names.DEFAULT,
                CaptureMode.AUTO,
                Map.of(),
                Waits.DEFAULT,
                Room.share(ScratchFolder.temporary()),
                epoch);
    }

    public CaptureSettings with(Login other) {
        return new CaptureSettings(other, names, mode, debezium, waits, room, epoch);
    }

    public CaptureSettings with(Names others) {
        return new CaptureSettings(login, others, mode, debezium, waits, room, epoch);
    }

    public CaptureSettings with(CaptureMode other) {
        return new CaptureSettings(login, names, other, debezium, waits, room, epoch);
    }

    public CaptureSettings with(Waits others) {
        return new CaptureSettings(login, names, mode, debezium, others, room, epoch);
    }

    public CaptureSettings with(Room other) {
        return new CaptureSettings(login, names, mode, debezium, waits, other, epoch);
    }
}
