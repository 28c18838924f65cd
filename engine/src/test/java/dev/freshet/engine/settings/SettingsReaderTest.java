package dev.freshet.engine.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.freshet.kernel.port.Fault;
import dev.freshet.kernel.port.FreshetException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Settings from file and environment; all that is wrong in one message. */
class SettingsReaderTest {
    private static final String URL = "database.url = jdbc:postgresql://localhost/shop\n";

    @TempDir
    Path conf;

    @Test
    void onlyTheConnectionHasNoDefault() throws IOException {
        Settings settings = read(URL, Map.of());
        assertThat(settings.database().url()).isEqualTo("jdbc:postgresql://localhost/shop");
        assertThat(settings.database().user()).isEmpty();
        assertThat(settings.definitionsDir()).isEqualTo(conf.resolve("views"));
        assertThat(settings.definitionsWatch()).isTrue();
        assertThat(settings.scheduleDefault()).isEqualTo(Duration.ofSeconds(1));
        assertThat(settings.capture()).isEqualTo(new Settings.Capture(Settings.CaptureMode.AUTO, "freshet", "freshet"));
        assertThat(settings.catalogSchema()).isEqualTo("freshet");
        assertThat(settings.http()).isEqualTo(new Settings.Http("127.0.0.1", 8080));
        assertThat(settings.debezium()).isEmpty();
    }

    @Test
    void theEnvironmentWins() throws IOException {
        Settings settings = read(
                URL + "http.port = 1\ndebezium.max.batch.size = 7",
                Map.of("FRESHET_HTTP_PORT", "2", "FRESHET_CAPTURE_MODE", "trigger", "FRESHET_JAVA_HOME", "/jdk"));
        assertThat(settings.http().port()).isEqualTo(2);
        assertThat(settings.capture().mode()).isEqualTo(Settings.CaptureMode.TRIGGER);
        assertThat(settings.debezium()).isEqualTo(Map.of("max.batch.size", "7"));
    }

    @Test
    void thePasswordMayStandInAFileOfItsOwnAndIsNeverPrinted() throws IOException {
        Files.writeString(conf.resolve("secret"), "s3cret\n");
        Settings settings = read(URL + "database.user = ada\ndatabase.password-file = secret", Map.of());
        assertThat(settings.database().password()).isEqualTo(Optional.of("s3cret"));
        assertThat(settings.toString()).contains("ada").doesNotContain("s3cret");
        assertThat(new Settings.Database(
                                "jdbc:postgresql://h/d?password=s3cret&ssl=true", Optional.empty(), Optional.empty())
                        .toString())
                .doesNotContain("s3cret");
    }

    @Test
    void allFaultsStandInOneMessageWithLineAndNearestName() {
        Fault fault = fault("""
                # settings
                databse.url = jdbc:postgresql://localhost/shop
                http.port = 99999
                capture.mode = \\
                    sometimes
                http.host = a
                http.host = b
                """, Map.of("FRESHET_STATE_DRI", "x"));
        assertThat(fault.code()).isEqualTo("FR1000");
        assertThat(fault.detail().lines().filter(line -> line.contains("FR10")))
                .hasSize(6)
                .anySatisfy(line -> assertThat(line).contains("FR1002", "databse.url", "freshet.properties:2"))
                .anySatisfy(line -> assertThat(line).contains("FR1004", "http.port", "99999", "freshet.properties:3"))
                .anySatisfy(line ->
                        assertThat(line).contains("FR1004", "capture.mode", "sometimes", "freshet.properties:4"))
                .anySatisfy(line -> assertThat(line).contains("FR1003", "http.host", "line 6", "freshet.properties:7"))
                .anySatisfy(line -> assertThat(line).contains("FR1002", "FRESHET_STATE_DRI"))
                .anySatisfy(line -> assertThat(line).contains("FR1005", "database.url"));
        assertThat(fault.detail()).contains("database.url?", "FRESHET_STATE_DIR?");
    }

    @Test
    void aFileThatIsNotThereIsAFault() {
        FreshetException thrown = catchThrowableOfType(
                FreshetException.class, () -> SettingsReader.read(conf.resolve("none.properties"), Map.of()));
        assertThat(thrown.fault().code()).isEqualTo("FR1001");
    }

    @Test
    void anAddressThatCannotBeReadIsAFault() {
        assertThat(fault("database.url = jdbc:postgresql://localhost:port/shop", Map.of())
                        .detail())
                .contains("FR1004", "freshet.properties:1");
        assertThat(fault("database.url = postgres://localhost/shop", Map.of()).detail())
                .contains("FR1004");
    }

    @Test
    void twoPasswordsAreAFault() {
        assertThat(fault(URL + "database.password = a\ndatabase.password-file = b", Map.of())
                        .detail())
                .contains("FR1006");
    }

    private Settings read(String text, Map<String, String> environment) throws IOException {
        Path file = Files.writeString(conf.resolve("freshet.properties"), text);
        return SettingsReader.read(file, environment);
    }

    private Fault fault(String text, Map<String, String> environment) {
        FreshetException thrown = catchThrowableOfType(FreshetException.class, () -> read(text, environment));
        assertThat(thrown).isNotNull();
        return thrown.fault();
    }
}
