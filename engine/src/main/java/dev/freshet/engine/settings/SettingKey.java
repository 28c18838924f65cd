package dev.freshet.engine.settings;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * The names of all settings, with their defaults as the file would write them. {@code conf/freshet.properties} says the same; a test holds
 * them together.
 */
public enum SettingKey {
    DATABASE_URL("database.url", ""),
    DATABASE_USER("database.user", ""),
    DATABASE_PASSWORD("database.password", ""),
    DATABASE_PASSWORD_FILE("database.password-file", ""),
    DEFINITIONS_DIR("definitions.dir", "views"),
    DEFINITIONS_WATCH("definitions.watch", "true"),
    SCHEDULE_DEFAULT("schedule.default", "1s"),
    CAPTURE_MODE("capture.mode", "auto"),
    CAPTURE_SLOT("capture.slot", "freshet"),
    CAPTURE_PUBLICATION("capture.publication", "freshet"),
    CATALOG_SCHEMA("catalog.schema", "freshet"),
    STATE_DIR("state.dir", "state"),
    HTTP_HOST("http.host", "127.0.0.1"),
    HTTP_PORT("http.port", "8080");

    /** What follows is Debezium's own and not checked here. */
    public static final String DEBEZIUM_PREFIX = "debezium.";

    private final String key;
    private final String defaultValue;

    SettingKey(String key, String defaultValue) {
        this.key = key;
        this.defaultValue = defaultValue;
    }

    /** As the properties file has it. */
    public String key() {
        return key;
    }

    /** Empty where there is none. */
    public String defaultValue() {
        return defaultValue;
    }

    /** As the environment has it: {@code FRESHET_DATABASE_URL}. */
    public String variable() {
        return "FRESHET_" + key.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
    }

    static Optional<SettingKey> of(String key) {
        return Arrays.stream(values()).filter(k -> k.key.equals(key)).findFirst();
    }

    static Optional<SettingKey> ofVariable(String variable) {
        return Arrays.stream(values())
                .filter(k -> k.variable().equals(variable))
                .findFirst();
    }
}
