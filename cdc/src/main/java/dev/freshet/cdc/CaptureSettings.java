package dev.freshet.cdc;

import dev.freshet.cdc.spill.ScratchFolder;
import dev.freshet.kernel.port.Scratch;
import java.time.Duration;
import java.util.Map;
import java.util.function.Supplier;

/**
 * What capture needs to be told.
 *
 * @param url JDBC URL
 * @param user role; empty if the URL has it
 * @param password asked for at each connection, so that a changed one is seen; empty if there is none
 * @param schema of the catalog
 * @param slot replication slot's name
 * @param publication publication's name
 * @param debezium properties handed to Debezium as they stand, without the {@code debezium.} they are set under
 * @param comeback how long a source that fell back stays on triggers before it is brought to the WAL again
 * @param patience how long a cycle, and all stream tables with it, may wait for a lock on a source
 * @param memory bytes of rows that may wait on the heap; what does not fit is held back in the WAL, or goes to files
 * @param scratch where those files are
 * @param epoch of this instance: what is written here carries it, so that a former instance writes nothing
 */
public record CaptureSettings(
        String url,
        String user,
        Supplier<String> password,
        String schema,
        String slot,
        String publication,
        CaptureMode mode,
        Map<String, String> debezium,
        Duration comeback,
        Duration patience,
        long memory,
        Scratch scratch,
        long epoch) {
    private static final Duration COMEBACK = Duration.ofSeconds(15);
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final long MOST = 1L << 30;

    public CaptureSettings {
        debezium = Map.copyOf(debezium);
    }

    /** With the usual share of memory, the usual patience, and the system's folder for what is temporary. */
    public CaptureSettings(
            String url,
            String user,
            Supplier<String> password,
            String schema,
            String slot,
            String publication,
            CaptureMode mode,
            Map<String, String> debezium,
            long epoch) {
        this(
                url,
                user,
                password,
                schema,
                slot,
                publication,
                mode,
                debezium,
                COMEBACK,
                PATIENCE,
                share(),
                ScratchFolder.temporary(),
                epoch);
    }

    /** With the names that are the defaults of {@code conf/freshet.properties}. */
    public static CaptureSettings of(String url, String user, Supplier<String> password, long epoch) {
        return new CaptureSettings(
                url, user, password, "freshet", "freshet", "freshet", CaptureMode.AUTO, Map.of(), epoch);
    }

    /** An eighth of the heap, at most 1 GiB. */
    public static long share() {
        return Math.min(MOST, Runtime.getRuntime().maxMemory() / 8);
    }

    public CaptureSettings withMemory(long bytes) {
        return new CaptureSettings(
                url,
                user,
                password,
                schema,
                slot,
                publication,
                mode,
                debezium,
                comeback,
                patience,
                bytes,
                scratch,
                epoch);
    }

    public CaptureSettings withScratch(Scratch files) {
        return new CaptureSettings(
                url,
                user,
                password,
                schema,
                slot,
                publication,
                mode,
                debezium,
                comeback,
                patience,
                memory,
                files,
                epoch);
    }

    public CaptureSettings withComeback(Duration time) {
        return new CaptureSettings(
                url, user, password, schema, slot, publication, mode, debezium, time, patience, memory, scratch, epoch);
    }

    public CaptureSettings withPatience(Duration time) {
        return new CaptureSettings(
                url, user, password, schema, slot, publication, mode, debezium, comeback, time, memory, scratch, epoch);
    }

    public CaptureSettings withDebezium(Map<String, String> settings) {
        return new CaptureSettings(
                url,
                user,
                password,
                schema,
                slot,
                publication,
                mode,
                settings,
                comeback,
                patience,
                memory,
                scratch,
                epoch);
    }

    public CaptureSettings withMode(CaptureMode other) {
        return new CaptureSettings(
                url,
                user,
                password,
                schema,
                slot,
                publication,
                other,
                debezium,
                comeback,
                patience,
                memory,
                scratch,
                epoch);
    }

    public CaptureSettings withEpoch(long other) {
        return new CaptureSettings(
                url,
                user,
                password,
                schema,
                slot,
                publication,
                mode,
                debezium,
                comeback,
                patience,
                memory,
                scratch,
                other);
    }

    public CaptureSettings withSlot(String slotName, String publicationName) {
        return new CaptureSettings(
                url,
                user,
                password,
                schema,
                slotName,
                publicationName,
                mode,
                debezium,
                comeback,
                patience,
                memory,
                scratch,
                epoch);
    }
}
