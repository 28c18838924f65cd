package dev.freshet.engine.settings;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;

/** The entries of a properties file with the lines they stand in, which {@link Properties} itself does not tell. */
final class PropertiesLines {
    /** An entry; the number counts from 1. */
    record Line(int number, String key, String value) {}

    private PropertiesLines() {}

    static List<Line> split(List<String> lines) {
        List<Line> entries = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            int first = i;
            StringBuilder logical = new StringBuilder(lines.get(i));
            while (continues(lines.get(i)) && i + 1 < lines.size()) {
                logical.append('\n').append(lines.get(++i));
            }
            Properties one = new Properties();
            try {
                one.load(new StringReader(logical.toString()));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            one.forEach((key, value) -> entries.add(new Line(first + 1, (String) key, ((String) value).strip())));
        }
        return entries;
    }

    private static boolean continues(String line) {
        String stripped = line.stripLeading();
        if (stripped.startsWith("#") || stripped.startsWith("!")) {
            return false;
        }
        int slashes = 0;
        while (slashes < line.length() && line.charAt(line.length() - 1 - slashes) == '\\') {
            slashes++;
        }
        return slashes % 2 == 1;
    }
}
