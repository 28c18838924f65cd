package dev.freshet.engine.settings;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * Everything that can be set, read and checked by {@link SettingsReader}. Immutable.
 *
 * @param definitionsDir absolute
 * @param stateDir absolute
 * @param debezium passed to Debezium as they stand, without the prefix {@code debezium.}
 */
public record Settings(
        Database database,
        Path definitionsDir,
        boolean definitionsWatch,
        Duration scheduleDefault,
        Capture capture,
        String catalogSchema,
        Path stateDir,
        Http http,
        Map<String, String> debezium) {

    /** Who and where. The password is never printed. */
    public record Database(String url, Optional<String> user, Optional<String> password) {
        @Override
        public String toString() {
            return "Database[" + url.replaceAll("(?i)(password=)[^&]*", "$1…") + ", " + user.orElse("") + "]";
        }
    }

    /** How changes are captured. */
    public record Capture(CaptureMode mode, String slot, String publication) {}

    /** {@code capture.mode}. */
    public enum CaptureMode {
        AUTO,
        TRIGGER,
        WAL
    }

    /** Where pages and metrics are served; port 0 is off. */
    public record Http(String host, int port) {}
}
