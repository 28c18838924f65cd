package dev.freshet.engine.settings;

import dev.freshet.engine.definition.Durations;
import dev.freshet.kernel.port.Fault;
import dev.freshet.kernel.port.FreshetException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import org.postgresql.Driver;

/**
 * Reads a properties file and the environment (which wins) to {@link Settings}. Reads everything before it judges: all faults stand in one
 * exception, each with the line it is in and the nearest name there is. Nothing is repaired.
 */
public final class SettingsReader {
    private final Path file;
    private final Map<String, String> environment;
    private final List<Fault> faults = new ArrayList<>();
    private final Map<SettingKey, Entry> entries = new EnumMap<>(SettingKey.class);
    private final Map<String, String> debezium = new TreeMap<>();

    private record Entry(String value, String place) {}

    private SettingsReader(Path file, Map<String, String> environment) {
        this.file = file;
        this.environment = environment;
    }

    /**
     * Reads a file.
     *
     * @throws FreshetException FR1000 with all faults of it in the detail
     */
    public static Settings read(Path file, Map<String, String> environment) {
        return new SettingsReader(file.toAbsolutePath().normalize(), environment).read();
    }

    private Settings read() {
        readFile();
        environment.forEach((variable, value) -> {
            Optional<SettingKey> key = SettingKey.ofVariable(variable);
            if (key.isPresent()) {
                entries.put(key.get(), new Entry(value, "environment variable " + variable));
            } else if (variable.startsWith("FRESHET_") && !variable.equals("FRESHET_JAVA_HOME")) {
                unknown(
                        variable,
                        "environment",
                        List.of(SettingKey.values()).stream()
                                .map(SettingKey::variable)
                                .toList());
            }
        });
        Path base = Objects.requireNonNull(file.getParent(), "an absolute path of a file has a folder");
        Settings settings = new Settings(
                database(base),
                base.resolve(text(SettingKey.DEFINITIONS_DIR)),
                parse(SettingKey.DEFINITIONS_WATCH, "true or false", SettingsReader::bool),
                parse(SettingKey.SCHEDULE_DEFAULT, "a duration such as 200ms, 2s, 5m or 1h", Durations::parse),
                new Settings.Capture(
                        parse(SettingKey.CAPTURE_MODE, "auto, trigger or wal", SettingsReader::captureMode),
                        parse(
                                SettingKey.CAPTURE_SLOT,
                                "lower-case letters, digits and underscores, at most 63",
                                SettingsReader::slot),
                        identifier(SettingKey.CAPTURE_PUBLICATION)),
                identifier(SettingKey.CATALOG_SCHEMA),
                base.resolve(text(SettingKey.STATE_DIR)),
                new Settings.Http(
                        text(SettingKey.HTTP_HOST),
                        parse(SettingKey.HTTP_PORT, "a port, 0 to 65535 (0 is off)", SettingsReader::port)),
                Map.copyOf(debezium));
        if (!faults.isEmpty()) {
            StringBuilder all = new StringBuilder();
            faults.forEach(fault -> all.append(all.isEmpty() ? "" : "\n").append(fault));
            throw Fault.of("FR1000", faults.size() == 1 ? "a setting is wrong" : faults.size() + " settings are wrong")
                    .withDetail(all.toString())
                    .withHint("Nothing was touched. All settings and their defaults stand in conf/freshet.properties.")
                    .exception();
        }
        return settings;
    }

    private void readFile() {
        List<String> lines;
        try {
            lines = Files.readAllLines(file, StandardCharsets.UTF_8);
        } catch (IOException e) {
            Fault fault = Fault.of("FR1001", "the settings file cannot be read: " + file)
                    .withDetail(e.getClass().getSimpleName() + ": " + e.getMessage());
            throw new FreshetException(fault, e);
        }
        Map<String, Integer> seen = new TreeMap<>();
        for (PropertiesLines.Line line : PropertiesLines.split(lines)) {
            String place = file.getFileName() + ":" + line.number();
            Integer before = seen.put(line.key(), line.number());
            if (before != null) {
                faults.add(Fault.of("FR1003", "setting " + line.key() + " is given twice, first in line " + before)
                        .at(place));
            }
            Optional<SettingKey> key = SettingKey.of(line.key());
            if (key.isPresent()) {
                entries.put(key.get(), new Entry(line.value(), place));
            } else if (line.key().startsWith(SettingKey.DEBEZIUM_PREFIX)) {
                debezium.put(line.key().substring(SettingKey.DEBEZIUM_PREFIX.length()), line.value());
            } else {
                unknown(
                        line.key(),
                        place,
                        List.of(SettingKey.values()).stream()
                                .map(SettingKey::key)
                                .toList());
            }
        }
    }

    private void unknown(String name, String place, List<String> valid) {
        Fault fault = Fault.of("FR1002", "unknown setting " + name).at(place);
        String nearest = valid.stream()
                .min(Comparator.comparingInt(v -> EditDistance.between(v, name)))
                .orElseThrow();
        faults.add(fault.withHint("Did you mean " + nearest + "?"));
    }

    private Settings.Database database(Path base) {
        String url = text(SettingKey.DATABASE_URL);
        if (url.isEmpty()) {
            faults.add(Fault.of("FR1005", "database.url is not set")
                    .withHint("For example: database.url = jdbc:postgresql://localhost:5432/shop"));
        } else if (!url.startsWith("jdbc:postgresql:") || Driver.parseURL(url, null) == null) {
            wrong(SettingKey.DATABASE_URL, "a JDBC URL such as jdbc:postgresql://host:5432/database");
        }
        Optional<String> password = optional(SettingKey.DATABASE_PASSWORD);
        Optional<String> passwordFile = optional(SettingKey.DATABASE_PASSWORD_FILE);
        if (password.isPresent() && passwordFile.isPresent()) {
            faults.add(Fault.of("FR1006", "database.password and database.password-file are both set")
                    .at(place(SettingKey.DATABASE_PASSWORD_FILE)));
        } else if (passwordFile.isPresent()) {
            Path secret = base.resolve(passwordFile.get());
            try {
                password = Optional.of(Files.readString(secret).strip());
            } catch (IOException e) {
                faults.add(Fault.of("FR1007", "the password file cannot be read: " + secret)
                        .withDetail(e.getClass().getSimpleName())
                        .at(place(SettingKey.DATABASE_PASSWORD_FILE)));
            }
        }
        return new Settings.Database(url, optional(SettingKey.DATABASE_USER), password);
    }

    private String identifier(SettingKey key) {
        return parse(key, "an identifier of 1 to 63 bytes", text -> {
            int length = text.getBytes(StandardCharsets.UTF_8).length;
            if (length < 1 || length > 63) {
                throw new IllegalArgumentException(text);
            }
            return text;
        });
    }

    private <T> T parse(SettingKey key, String wanted, Function<String, T> parser) {
        try {
            return parser.apply(text(key));
        } catch (IllegalArgumentException e) {
            wrong(key, wanted);
            return parser.apply(key.defaultValue());
        }
    }

    private void wrong(SettingKey key, String wanted) {
        faults.add(Fault.of("FR1004", key.key() + " is not " + wanted + ": " + text(key))
                .at(place(key)));
    }

    private String text(SettingKey key) {
        Entry entry = entries.get(key);
        return entry == null ? key.defaultValue() : entry.value();
    }

    private String place(SettingKey key) {
        Entry entry = entries.get(key);
        return entry == null ? "" : entry.place();
    }

    private Optional<String> optional(SettingKey key) {
        return Optional.of(text(key)).filter(value -> !value.isEmpty());
    }

    private static boolean bool(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "true", "on", "yes" -> true;
            case "false", "off", "no" -> false;
            default -> throw new IllegalArgumentException(text);
        };
    }

    private static Settings.CaptureMode captureMode(String text) {
        return Settings.CaptureMode.valueOf(text.toUpperCase(Locale.ROOT));
    }

    private static String slot(String text) {
        if (!text.matches("[a-z0-9_]{1,63}")) {
            throw new IllegalArgumentException(text);
        }
        return text;
    }

    private static int port(String text) {
        int port = Integer.parseInt(text);
        if (port < 0 || port > 65535) {
            throw new IllegalArgumentException(text);
        }
        return port;
    }
}
