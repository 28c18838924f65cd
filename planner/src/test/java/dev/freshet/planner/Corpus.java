package dev.freshet.planner;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Queries from a file of paragraphs; comment lines before a query are kept as its note. */
final class Corpus {
    /** A query and what the file says of it. */
    record Entry(String note, String query) {
        @Override
        public String toString() {
            return query;
        }
    }

    private Corpus() {}

    static List<Entry> read(String resource) {
        List<Entry> entries = new ArrayList<>();
        for (String paragraph : text(resource).split("\n\\s*\n")) {
            StringBuilder note = new StringBuilder();
            StringBuilder query = new StringBuilder();
            paragraph.lines().forEach(line -> {
                if (line.startsWith("--")) {
                    note.append(line.substring(2).strip());
                } else {
                    query.append(line).append('\n');
                }
            });
            String text = query.toString().strip();
            if (!text.isEmpty()) {
                entries.add(new Entry(note.toString(), text.substring(0, text.length() - 1)));
            }
        }
        return entries;
    }

    static String text(String resource) {
        try (InputStream in = Corpus.class.getResourceAsStream("/" + resource)) {
            return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
