package dev.freshet.house;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.engine.settings.SettingKey;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** conf/freshet.properties holds every setting with the default the program has; what has none is commented out. */
class SettingsFileTest {
    private record Entry(boolean active, String key, String value, String before) {}

    private static final Pattern ENTRY = Pattern.compile("(#?)([a-z]+(?:[.-][a-z]+)+) = (.*)");
    private static final List<Entry> ENTRIES = entries();

    private static List<Entry> entries() {
        List<Entry> entries = new ArrayList<>();
        String before = "";
        for (String line : Repository.read("conf/freshet.properties").lines().toList()) {
            Matcher entry = ENTRY.matcher(line);
            if (entry.matches()) {
                entries.add(new Entry(entry.group(1).isEmpty(), entry.group(2), entry.group(3), before));
            }
            before = line;
        }
        return entries;
    }

    @Test
    void everySettingStandsOnceInTheOrderOfTheProgram() {
        assertThat(ENTRIES.stream().map(Entry::key).filter(key -> !key.startsWith(SettingKey.DEBEZIUM_PREFIX)))
                .containsExactlyElementsOf(
                        Arrays.stream(SettingKey.values()).map(SettingKey::key).toList());
    }

    @Test
    void defaultsAreTheProgramsAndWhatHasNoneIsCommentedOut() {
        for (SettingKey key : SettingKey.values()) {
            Entry entry = ENTRIES.stream()
                    .filter(candidate -> candidate.key().equals(key.key()))
                    .findFirst()
                    .orElseThrow();
            assertThat(entry.active())
                    .as(key.key())
                    .isEqualTo(!key.defaultValue().isEmpty());
            if (entry.active()) {
                assertThat(entry.value()).as(key.key()).isEqualTo(key.defaultValue());
            }
        }
    }

    @Test
    void everySettingIsExplained() {
        assertThat(ENTRIES)
                .allSatisfy(entry -> assertThat(entry.before())
                        .as("the line before %s", entry.key())
                        .matches("# \\S.{10,}|#database\\.password = .*"));
    }
}
