package dev.freshet.cdc;

import dev.freshet.kernel.port.CapturePhase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * A scenario file: SQL statements, each ending with a semicolon at the end of a line, and between them lines {@code --@ command arguments}
 * ({@link HazardRun} has the list), which a phase and a colon in front restrict to that phase.
 *
 * @param phases those it is run in; all but TRANSITIONING unless the file says {@code --@ phases}
 */
record Hazard(String name, Set<CapturePhase> phases, List<Step> steps) {
    private static final String MARK = "--@ ";

    sealed interface Step {
        int line();
    }

    record Statement(int line, String sql) implements Step {}

    record Command(int line, Set<CapturePhase> in, String word, List<String> arguments) implements Step {
        String argument(int i) {
            return arguments.get(i);
        }
    }

    static Hazard read(Path file) throws IOException {
        String name = file.getFileName().toString().replace(".sql", "");
        Set<CapturePhase> phases = EnumSet.of(CapturePhase.TRIGGER, CapturePhase.WAL);
        List<Step> steps = new ArrayList<>();
        StringBuilder sql = new StringBuilder();
        List<String> lines = Files.readAllLines(file);
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            if (line.startsWith(MARK)) {
                require(sql.isEmpty(), name, i, "a command inside of a statement");
                Command command = command(i + 1, line.substring(MARK.length()));
                if (command.word().equals("phases")) {
                    phases = EnumSet.copyOf(
                            command.arguments().stream().map(Hazard::phase).toList());
                } else {
                    steps.add(command);
                }
            } else if (!sql.isEmpty() || !line.isBlank() && !line.startsWith("--")) {
                sql.append(line).append('\n');
                if (line.stripTrailing().endsWith(";") && sql.toString().split("\\$\\$", -1).length % 2 == 1) {
                    steps.add(new Statement(i + 1, sql.toString().strip()));
                    sql.setLength(0);
                }
            }
        }
        require(sql.isEmpty(), name, lines.size(), "a statement without its end");
        return new Hazard(name, phases, steps);
    }

    private static Command command(int line, String text) {
        Set<CapturePhase> in = EnumSet.allOf(CapturePhase.class);
        String rest = text;
        for (CapturePhase phase : CapturePhase.values()) {
            String prefix = phase.name().toLowerCase(Locale.ROOT) + ": ";
            if (rest.startsWith(prefix)) {
                in = EnumSet.of(phase);
                rest = rest.substring(prefix.length());
            }
        }
        List<String> words = Arrays.asList(rest.strip().split("[ ,]+"));
        return new Command(line, in, words.getFirst(), words.subList(1, words.size()));
    }

    static CapturePhase phase(String word) {
        return CapturePhase.valueOf(word.toUpperCase(Locale.ROOT));
    }

    private static void require(boolean holds, String name, int line, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(name + ":" + (line + 1) + ": " + otherwise);
        }
    }

    @Override
    public String toString() {
        return name;
    }
}
