package dev.freshet.house;

import java.util.List;
import java.util.regex.Pattern;

/** The fenced examples of the root README, by language, in order. */
final class Readme {
    private static final String TEXT = Repository.read("README.md");

    private Readme() {}

    static List<String> examples(String language) {
        return Pattern.compile("^```" + language + "\\n(.*?)^```$", Pattern.DOTALL | Pattern.MULTILINE)
                .matcher(TEXT)
                .results()
                .map(result -> result.group(1).strip())
                .toList();
    }

    /** Shell commands, one a line or joined by {@code &&}, without comments. */
    static List<String> commands() {
        return examples("sh").stream()
                .flatMap(String::lines)
                .flatMap(line -> Pattern.compile("&&").splitAsStream(line))
                .map(command -> command.replaceFirst("\\s#.*", "").strip())
                .toList();
    }
}
