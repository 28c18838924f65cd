package dev.freshet.postgres;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
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

    /** Makes the directory: there is no moment at which it is there and unguarded. */
    static Guard over(Path directory) {
        try {
            Process shell = Command.builder(
                            Session.ofItsOwn(List.of("sh", "-c", script(), "guard", directory.toString())))
                    .redirectErrorStream(true)
                    .start();
            Guard guard = new Guard(directory, shell);
            String answer = shell.inputReader(StandardCharsets.UTF_8).readLine();
            if (!"guarded".equals(answer)) {
                guard.release();
                throw new EmbeddedPostgresException(
                        "FR0116",
                        "no directory for the server could be made: " + directory,
                        String.valueOf(answer),
                        "-Djava.io.tmpdir=… names another place");
            }
            return guard;
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private static String script() throws IOException {
        try (InputStream source = Guard.class.getResourceAsStream("guard.sh")) {
            if (source == null) {
                throw new AssertionError("guard.sh is not on the class path");
            }
            return new String(source.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** Has the directory removed now and waits for it. */
    void release() {
        try {
            shell.getOutputStream().close();
            shell.onExit()
                    .completeOnTimeout(shell, PATIENCE_SECONDS, TimeUnit.SECONDS)
                    .join();
            Directories.remove(directory); // for the case that somebody killed the shell
        } catch (IOException left) {
            LOG.warn("{} could not be removed", directory, left);
        }
    }
}
