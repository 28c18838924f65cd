package dev.freshet.postgres;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** As whom the server runs, for PostgreSQL refuses to be root. Which way works is found by trying it. */
enum RunAs {
    /** As ourselves, who are not root. */
    SELF(List.of(), false),
    /** As nobody; needs no user namespace and works under a container's seccomp filter. */
    SETPRIV(List.of("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"), true),
    /** As root that believes to be nobody. */
    UNSHARE(List.of("unshare", "-U"), false),
    /** As nobody, through PAM; a child and not the same process. */
    RUNUSER(List.of("runuser", "-u", "nobody", "--"), true);

    private static final int NOBODY = 65534;
    /** Says what is amiss: still root, a user without a name (initdb needs one), a directory out of reach. */
    private static final String TRIAL = """
            [ "$(id -u)" != 0 ] || { echo 'still root'; exit 1; }
            id -un >/dev/null || exit 1
            [ -w "$1" ] || { echo "$1 cannot be written"; exit 1; }
            exec "$2" --version
            """;

    @SuppressWarnings("ImmutableEnumChecker") // each is a List.of
    private final List<String> prefix;

    private final boolean nobody;

    RunAs(List<String> prefix, boolean nobody) {
        this.prefix = prefix;
        this.nobody = nobody;
    }

    /** The first way that works; {@code data} is given to whom it belongs then. */
    static RunAs choose(Path data, Path postgres) {
        if (uid(data) != 0) {
            return SELF;
        }
        List<String> failures = new ArrayList<>();
        for (RunAs way : List.of(SETPRIV, UNSHARE, RUNUSER)) {
            way.own(data);
            Command trial =
                    Command.run(way.command(List.of("sh", "-c", TRIAL, "trial", data.toString(), postgres.toString())));
            if (trial.succeeded()) {
                return way;
            }
            failures.add(String.join(" ", way.prefix) + ": " + trial.output());
        }
        throw new EmbeddedPostgresException(
                "FR0113",
                "no way to run PostgreSQL as another user than root",
                String.join("\n", failures),
                "run as an ordinary user, or install util-linux (setpriv); /etc/passwd must know uid 65534, and "
                        + "every directory above " + data + " must let others pass");
    }

    List<String> command(List<String> program) {
        List<String> whole = new ArrayList<>(prefix);
        whole.addAll(program);
        return whole;
    }

    /** Makes a file or directory the server's. */
    void own(Path path) {
        try {
            if (this != SELF) {
                Files.setAttribute(path, "unix:uid", nobody ? NOBODY : 0);
            }
        } catch (IOException refused) {
            throw new UncheckedIOException(refused);
        }
    }

    static int uid(Path path) {
        try {
            return (int) Files.getAttribute(path, "unix:uid");
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
