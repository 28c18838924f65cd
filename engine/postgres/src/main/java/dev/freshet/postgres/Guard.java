package dev.freshet.postgres;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The shell process that outlives us: it reads a pipe from this JVM, and when the pipe ends, by {@link #release} or by this JVM's death, it
 * ends the server and removes its directory. Confined to the lock of its server.
 */
final class Guard {
    private static final Logger LOG = LoggerFactory.getLogger(Guard.class);
    private static final int PATIENCE_SECONDS = 30;

    private final Path directory;
    private final Process shell;

    private Guard(Path directory, Process shell) {
        this.directory = directory;
        this.shell = shell;
    }

    static Guard over(Path directory) {
        Path script = directory.resolve("guard.sh");
        try (InputStream source = Guard.class.getResourceAsStream("guard.sh")) {
            if (source == null) {
                throw new AssertionError("guard.sh is not on the class path");
            }
            Files.copy(source, script);
            Process shell = Command.builder(Session.ofItsOwn(List.of("sh", script.toString(), directory.toString())))
                    .redirectOutput(Redirect.DISCARD)
                    .redirectError(Redirect.DISCARD)
                    .start();
            return new Guard(directory, shell);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /** Has the directory removed now and waits for it. */
    void release() {
        try {
            shell.getOutputStream().close();
            shell.onExit()
                    .completeOnTimeout(shell, PATIENCE_SECONDS, TimeUnit.SECONDS)
                    .join();
            Directories.remove(directory);
        } catch (IOException left) {
            LOG.warn("{} could not be removed", directory, left);
        }
    }
}
