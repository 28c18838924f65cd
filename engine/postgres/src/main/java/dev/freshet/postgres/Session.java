package dev.freshet.postgres;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Sessions of the operating system. Stateless. */
final class Session {
    private Session() {}

    /**
     * The command apart from our terminal, so that Ctrl-C reaches this program only and the server is there until we have ended. Where there
     * is no {@code setsid} (macOS), as it is.
     */
    static List<String> ofItsOwn(List<String> command) {
        for (String directory : System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1)) {
            if (!directory.isEmpty() && Files.isExecutable(Path.of(directory, "setsid"))) {
                List<String> apart = new ArrayList<>(List.of("setsid"));
                apart.addAll(command);
                return apart;
            }
        }
        return command;
    }
}
