package dev.freshet.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What a postmaster says of itself in {@code postmaster.pid}. pg_ctl reads readiness there, too.
 *
 * @param status {@code ready} once connections are taken
 */
record LockFile(long pid, String status) {
    private static final int STATUS_LINE = 7;

    /** Empty while it is not there or half written. */
    static Optional<LockFile> read(Path data) {
        try {
            List<String> lines = Files.readAllLines(data.resolve("postmaster.pid"));
            return lines.size() <= STATUS_LINE
                    ? Optional.empty()
                    : Optional.of(new LockFile(
                            Long.parseLong(lines.getFirst().strip()),
                            lines.get(STATUS_LINE).strip()));
        } catch (IOException | NumberFormatException notYet) {
            return Optional.empty();
        }
    }

    boolean isReady() {
        return status.equals("ready");
    }
}
