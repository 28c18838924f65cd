package dev.freshet.engine;

import dev.freshet.engine.command.FreshetCommand;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.logging.LogManager;

/** Entry on a Java that is new enough; the launcher comes before it. */
public final class Main {
    private Main() {}

    /** Runs the command line and exits by its status. */
    public static void main(String[] arguments) {
        Launched.endWithLauncher();
        configureLogging();
        System.exit(FreshetCommand.execute(arguments));
    }

    /** One line an event on standard error, unless somebody configured java.util.logging otherwise. */
    private static void configureLogging() {
        if (System.getProperty("java.util.logging.config.file") != null) {
            return;
        }
        try (InputStream in = Main.class.getResourceAsStream("logging.properties")) {
            if (in != null) {
                LogManager.getLogManager().readConfiguration(in);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
