package dev.freshet.it.service;

import java.io.IOException;

/** One command line of the program, run to its end. */
public record CommandLine(int exitStatus, String said) {
    /** Runs it. */
    public static CommandLine of(String... arguments) throws IOException, InterruptedException {
        try (FreshetProcess process = FreshetProcess.start(arguments)) {
            int status = process.exitStatus();
            return new CommandLine(status, process.said());
        }
    }
}
