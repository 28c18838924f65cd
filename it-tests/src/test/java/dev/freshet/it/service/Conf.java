package dev.freshet.it.service;

import dev.freshet.it.server.Server;
import dev.freshet.it.server.TestDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;

/** A folder as {@code conf/} is one: {@code freshet.properties} and {@code views/}. Removed when closed. Confined to the test's thread. */
public final class Conf implements AutoCloseable {
    /** The definitions that {@code conf/views} comes with. */
    public static final int EXAMPLES = 5;

    private final Path folder;
    private final Map<String, String> settings = new LinkedHashMap<>();

    /** Of a database: its address, and names for slot and publication that are its own. No definitions yet; HTTP is off. */
    public Conf(TestDatabase database) throws IOException {
        folder = Files.createTempDirectory("freshet-it-");
        Files.createDirectory(folder.resolve("views"));
        set("database.url", database.url());
        set("database.user", Server.USER);
        set("database.password", Server.PASSWORD);
        set("capture.slot", database.name());
        set("capture.publication", database.name());
        set("http.port", "0");
    }

    /** The same with the example definitions of {@code conf/views}. */
    public static Conf withExamples(TestDatabase database) throws IOException {
        Conf conf = new Conf(database);
        try (Stream<Path> views = Files.list(TestDatabase.conf().resolve("views"))) {
            for (Path view : views.toList()) {
                Files.copy(view, conf.views().resolve(view.getFileName().toString()));
            }
        }
        return conf;
    }

    /** Writes a setting to the file. */
    public Conf set(String key, String value) throws IOException {
        settings.put(key, value);
        return write();
    }

    /** Takes a setting off the file. */
    public Conf unset(String key) throws IOException {
        settings.remove(key);
        return write();
    }

    private Conf write() throws IOException {
        StringBuilder text = new StringBuilder();
        settings.forEach(
                (key, value) -> text.append(key).append(" = ").append(value).append('\n'));
        Files.writeString(file(), text);
        return this;
    }

    /** Writes {@code views/NAME.sql}, as editors do: beside it, then renamed. */
    public Conf view(String name, String text) throws IOException {
        Path beside = Files.writeString(folder.resolve("beside"), text, StandardCharsets.UTF_8);
        Files.move(beside, views().resolve(name + ".sql"), StandardCopyOption.REPLACE_EXISTING);
        return this;
    }

    /** Removes {@code views/NAME.sql}. */
    public void removeView(String name) throws IOException {
        Files.delete(views().resolve(name + ".sql"));
    }

    public Path file() {
        return folder.resolve("freshet.properties");
    }

    public Path views() {
        return folder.resolve("views");
    }

    public Path folder() {
        return folder;
    }

    @Override
    public void close() {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted((a, b) -> b.compareTo(a)).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
