package dev.freshet.postgres;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A short-lived program and what came of it.
 *
 * @param output standard output and standard error, as they came
 */
record Command(int exitCode, String output) {
    private static final Set<String> KEPT = Set.of("PATH", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH");

    /** Runs a program to its end; one that is not there has exit code 127, as in a shell. */
    static Command run(List<String> command) {
        Process process;
        try {
            process = builder(command).redirectErrorStream(true).start();
        } catch (IOException missing) {
            return new Command(127, String.valueOf(missing.getMessage()));
        }
        try (var output = process.getInputStream()) {
            process.getOutputStream().close();
            String text = new String(output.readAllBytes(), StandardCharsets.UTF_8).strip();
            return new Command(process.onExit().join().exitValue(), text);
        } catch (IOException broken) {
            process.destroyForcibly();
            return new Command(126, String.valueOf(broken.getMessage()));
        }
    }

    boolean succeeded() {
        return exitCode == 0;
    }

    /** With an environment of our own: a locale that is not installed, or a {@code PGOPTIONS}, shall not reach the server. */
    static ProcessBuilder builder(List<String> command) {
        ProcessBuilder builder = new ProcessBuilder(command);
        Map<String, String> environment = builder.environment();
        environment.keySet().retainAll(KEPT);
        environment.put("LC_ALL", "C");
        environment.put("TZ", "UTC");
        return builder;
    }
}
