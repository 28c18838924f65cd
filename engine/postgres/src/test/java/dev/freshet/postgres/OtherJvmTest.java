package dev.freshet.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Servers of another JVM, which is killed, or runs in surroundings of its own. Each has a {@code java.io.tmpdir} to itself. */
class OtherJvmTest {
    private Path temporary;
    private Set<String> segments;

    @BeforeEach
    void prepare() throws IOException {
        temporary = Leftovers.openDirectory();
        segments = Leftovers.sharedMemory();
    }

    @AfterEach
    void nothingIsLeftButTheCache() throws Exception {
        Leftovers.await(
                "the server's directory is gone", () -> servers(temporary).isEmpty());
        Leftovers.awaitNoSegmentsBut(segments);
        Directories.remove(temporary);
    }

    @Test
    void killedWhileItsServerRuns() throws Exception {
        Process jvm = jvm(List.of(), Map.of());
        long postmaster = Long.parseLong(firstLine(jvm));
        ProcessHandle server = ProcessHandle.of(postmaster).orElseThrow();
        List<ProcessHandle> children = server.descendants().toList();
        assertThat(children).hasSizeGreaterThan(3);
        assertThat(servers(temporary)).hasSize(1);
        jvm.destroyForcibly().waitFor();
        Leftovers.await("the postmaster is gone", () -> !server.isAlive());
        Leftovers.await("its children are gone", () -> children.stream().noneMatch(ProcessHandle::isAlive));
        Leftovers.await(
                "no process knows the directory",
                () -> processesNaming(temporary).isEmpty());
    }

    /** At any moment of a start: unpacking is over, initdb or the server are under way. */
    @Test
    void killedWhileItsServerStarts() throws Exception {
        Process first = jvm(List.of(), Map.of()); // fills the cache
        firstLine(first);
        first.destroyForcibly().waitFor();
        for (int moment = 0; moment < 6; moment++) {
            Leftovers.await("the one before is gone", () -> servers(temporary).isEmpty());
            Process jvm = jvm(List.of(), Map.of());
            Leftovers.await("a server begins", () -> !servers(temporary).isEmpty());
            Thread.sleep(150L * moment);
            jvm.destroyForcibly().waitFor();
        }
        Leftovers.await(
                "no process knows the directory",
                () -> processesNaming(temporary).isEmpty());
    }

    @Test
    void exitsWithoutClosing() throws Exception {
        Process jvm = jvm(List.of(), Map.of());
        ProcessHandle server = ProcessHandle.of(Long.parseLong(firstLine(jvm))).orElseThrow();
        jvm.destroy();
        jvm.waitFor();
        Leftovers.await("the postmaster is gone", () -> !server.isAlive());
    }

    @Test
    void surroundingsDoNotReachTheServer() throws Exception {
        Map<String, String> hostile = Map.of(
                "LANG", "de_DE.UTF-8",
                "LC_ALL", "de_DE.UTF-8",
                "TZ", "Nowhere/Atlantis",
                "PGPORT", "1",
                "PGDATA", "/nowhere",
                "PGOPTIONS", "--nonsense");
        Process jvm = jvm(List.of(), hostile);
        assertThat(firstLine(jvm)).containsOnlyDigits();
        jvm.destroyForcibly().waitFor();
    }

    /** Where we are root, the other JVM is nobody; otherwise it is what we are. */
    @Test
    void anOrdinaryUserNeedsNoHelp() throws Exception {
        boolean root = RunAs.uid(temporary) == 0;
        List<String> asNobody =
                root ? List.of("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups") : List.of();
        Path classes = root ? readableCopyOfTheClassPath() : null;
        Process jvm = jvm(asNobody, classes == null ? Map.of() : Map.of("CLASSPATH", classPathIn(classes)));
        assertThat(firstLine(jvm)).containsOnlyDigits();
        assertThat(servers(temporary))
                .singleElement()
                .satisfies(directory -> assertThat(RunAs.uid(directory)).isNotZero());
        jvm.destroyForcibly().waitFor();
    }

    private Process jvm(List<String> prefix, Map<String, String> environment) throws IOException {
        List<String> command = new ArrayList<>(prefix);
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-Xmx256m");
        command.add("-XX:+UseSerialGC");
        command.add("-Djava.io.tmpdir=" + temporary);
        command.add(OneServer.class.getName());
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(Redirect.INHERIT);
        builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
        builder.environment().putAll(environment);
        return builder.start();
    }

    private static String firstLine(Process jvm) throws IOException {
        BufferedReader lines = new BufferedReader(new InputStreamReader(jvm.getInputStream(), StandardCharsets.UTF_8));
        return String.valueOf(lines.readLine());
    }

    /** The local repository may lie in root's home, closed to others. */
    private Path readableCopyOfTheClassPath() throws IOException {
        Path copies = Files.createDirectory(temporary.resolve("classes"));
        for (String entry : classPath()) {
            Path from = Path.of(entry);
            try (var files = Files.walk(from)) {
                for (Path file : files.toList()) {
                    Files.copy(
                            file,
                            copies.resolve(name(entry))
                                    .resolve(from.relativize(file).toString()));
                }
            }
        }
        return copies;
    }

    private static String classPathIn(Path copies) {
        return String.join(
                ":",
                classPath().stream()
                        .map(entry -> copies.resolve(name(entry)).toString())
                        .toList());
    }

    private static List<String> classPath() {
        return Arrays.stream(System.getProperty("java.class.path").split(":"))
                .filter(entry -> Files.exists(Path.of(entry)))
                .toList();
    }

    private static String name(String entry) {
        return Integer.toHexString(entry.hashCode()) + "-" + Path.of(entry).getFileName();
    }

    private static List<Path> servers(Path temporary) {
        try (var entries = Files.list(temporary)) {
            return entries.filter(entry -> entry.getFileName().toString().matches("freshet-postgres-\\d+"))
                    .toList();
        } catch (IOException unreadable) {
            throw new AssertionError(unreadable);
        }
    }

    private static List<ProcessHandle> processesNaming(Path directory) {
        return ProcessHandle.allProcesses()
                .filter(process -> process.info().commandLine().orElse("").contains(directory.toString()))
                .toList();
    }

    /** Starts a server, prints its process id and waits for the end. */
    static final class OneServer {
        private OneServer() {}

        public static void main(String[] arguments) throws InterruptedException {
            EmbeddedPostgres server = EmbeddedPostgres.open();
            System.out.println(server.pid());
            Thread.sleep(Long.MAX_VALUE);
        }
    }
}
