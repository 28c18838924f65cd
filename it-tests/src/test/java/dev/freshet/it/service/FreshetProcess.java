package dev.freshet.it.service;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/**
 * Freshet as a process of its own, from the fat JAR: to be killed, terminated, or asked for its exit status. What it says goes to a file. When
 * closed, it and all it started are gone.
 */
public final class FreshetProcess implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final Process process;
    private final Path said;

    private FreshetProcess(Process process, Path said) {
        this.process = process;
        this.said = said;
    }

    /** Runs a command line on the Java that runs the tests. */
    public static FreshetProcess start(String... arguments) throws IOException {
        return start(java(), arguments);
    }

    /** The Java that runs the tests, for a young process on few cores: quick to start is what counts. */
    public static List<String> java() {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xmx512m");
    }

    /** Runs a command line; {@code java} is the program to run it by, with its options. */
    public static FreshetProcess start(List<String> java, String... arguments) throws IOException {
        List<String> program = new ArrayList<>(java);
        program.addAll(List.of("-jar", jar()));
        return startProgram(program, arguments);
    }

    /** The fat JAR. */
    public static String jar() {
        return Objects.requireNonNull(System.getProperty("freshet.jar"), "freshet.jar");
    }

    /** Runs a command line; {@code program} says all that comes before its arguments. */
    public static FreshetProcess startProgram(List<String> program, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(program);
        command.addAll(List.of(arguments));
        Path said = Files.createTempFile("freshet-it-", ".log");
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(said.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("FRESHET_"));
        return new FreshetProcess(builder.start(), said);
    }

    /** Serves HTTP on a port, and waits until {@code /health/ready} says so. */
    public FreshetProcess awaitReady(int port) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!isReady(port)) {
            if (!process.isAlive()) {
                throw new AssertionError("ended by " + process.exitValue() + ":\n" + said());
            }
            if (System.nanoTime() > deadline) {
                throw new AssertionError("not ready within " + PATIENCE + ":\n" + said());
            }
            Thread.sleep(25);
        }
        return this;
    }

    /** Whether it says it is ready; not, where nobody listens. */
    public static boolean isReady(int port) throws InterruptedException {
        URI ready = URI.create("http://127.0.0.1:" + port + "/health/ready");
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(HttpRequest.newBuilder(ready).build(), BodyHandlers.discarding())
                            .statusCode()
                    == 200;
        } catch (IOException e) {
            return false;
        }
    }

    /** Waits for its end. */
    public int exitStatus() throws IOException, InterruptedException {
        if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
            throw new AssertionError("has not ended within " + PATIENCE + ":\n" + said());
        }
        return process.exitValue();
    }

    /** All it has said so far, on standard output and standard error. */
    public String said() throws IOException {
        return Files.readString(said);
    }

    /** Waits for its end; whether it came in time. */
    public boolean awaitEnd(Duration atMost) throws InterruptedException {
        return process.waitFor(atMost.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** SIGTERM. */
    public void terminate() {
        process.destroy();
    }

    /** SIGKILL, and its end. */
    public void kill() {
        process.destroyForcibly();
        process.onExit().join();
    }

    /** SIGSTOP: it does nothing more, and keeps what it holds. */
    public void freeze() throws IOException, InterruptedException {
        signal("-STOP");
    }

    /** SIGCONT: it goes on where it was. */
    public void thaw() throws IOException, InterruptedException {
        signal("-CONT");
    }

    private void signal(String signal) throws IOException, InterruptedException {
        Process kill = new ProcessBuilder("kill", signal, String.valueOf(process.pid())).start();
        if (kill.waitFor() != 0) {
            throw new IOException("kill " + signal + " ended by " + kill.exitValue());
        }
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** The processes it has started. */
    public List<ProcessHandle> children() {
        return process.descendants().toList();
    }

    @Override
    public void close() throws IOException {
        List<ProcessHandle> children = children();
        kill();
        children.forEach(ProcessHandle::destroyForcibly);
        Files.deleteIfExists(said);
    }
}
