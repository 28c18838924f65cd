package dev.freshet.engine.http;

import dev.freshet.engine.cycle.Board;
import dev.freshet.engine.service.Service;
import dev.freshet.kernel.port.ChangeSource.SourceStatus;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The state as JSON has it: the names are those of the views {@code freshet.stream_tables} and {@code freshet.sources}. */
record State(Service service) {
    private static final Instant EPOCH_2000 = Instant.parse("2000-01-01T00:00:00Z");

    List<Map<String, Object>> streamTables() {
        return service.board().lines().stream().map(State::streamTable).toList();
    }

    List<Map<String, Object>> sources() {
        return service.sources().stream().map(State::source).toList();
    }

    private static Map<String, Object> streamTable(Board.Line line) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("name", line.name().toString());
        fields.put("effective_schedule", line.schedule());
        fields.put("effective_mode", line.mode());
        fields.put("status", line.status());
        fields.put("row_count", line.rows());
        fields.put("changes_in", line.changesIn());
        fields.put("changes_out", line.changesOut());
        fields.put("cycles", line.cycles());
        fields.put("cycle_ms", line.cycleNanos() / 1e6);
        fields.put("data_timestamp", time(line.dataTimestamp()));
        fields.put("state_rows", line.stateRows());
        fields.put("state_bytes", line.stateBytes());
        fields.put("last_error", line.lastError().orElse(""));
        return fields;
    }

    private static Map<String, Object> source(SourceStatus status) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("source", status.source().toString());
        fields.put(
                "phase",
                status.phase()
                        .map(phase -> phase.name().toLowerCase(Locale.ROOT))
                        .orElse(""));
        fields.put("phase_since", time(status.phaseSince()));
        fields.put("pending_changes", status.pendingChanges());
        fields.put("lag_bytes", status.lagBytes().map(Object.class::cast).orElse(""));
        fields.put("last_error", status.lastError().orElse(""));
        return fields;
    }

    private static String time(long micros) {
        return micros == 0 ? "" : EPOCH_2000.plus(micros, ChronoUnit.MICROS).toString();
    }
}
