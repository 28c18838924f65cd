package dev.freshet.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every module has a README with the parts a newcomer looks for, and links lead somewhere. */
class DocumentsTest {
    private static final Pattern LINK = Pattern.compile("\\[[^\\]]*\\]\\(([^)\\s]+)\\)");
    private static final Pattern DECISION = Pattern.compile("\\d{4}-\\d{2}-\\d{2}-[a-z0-9-]+\\.md");

    @Test
    void modulesSayWhatLivesHereAndWhereToBegin() {
        assertThat(Repository.modules()).allSatisfy(module -> {
            Path readme = module.resolve("README.md");
            assertThat(readme).exists();
            assertThat(Repository.read(readme)).contains("## What lives here").contains("## Read in this order");
        });
    }

    @Test
    void linksLeadSomewhere() {
        List<String> broken = Repository.files(".md").stream()
                .flatMap(document -> links(document)
                        .filter(link -> !Files.exists(target(document, link)))
                        .map(link -> document + " → " + link))
                .toList();
        assertThat(broken).isEmpty();
    }

    private static Stream<String> links(Path document) {
        return LINK.matcher(Repository.read(document))
                .results()
                .map(result -> result.group(1))
                .filter(link -> !link.startsWith("http") && !link.startsWith("#"));
    }

    private static Path target(Path document, String link) {
        String path = link.replaceFirst("#.*", "");
        return Repository.root().resolve(document).resolveSibling(path).normalize();
    }

    @Test
    void headlinesThatAreLinkedToExist() {
        for (Path document : Repository.files(".md")) {
            Matcher matcher = Pattern.compile("\\]\\(#([^)]+)\\)").matcher(Repository.read(document));
            while (matcher.find()) {
                String anchor = matcher.group(1);
                assertThat(Repository.read(document)
                                .lines()
                                .filter(line -> line.startsWith("#"))
                                .map(DocumentsTest::anchorOf))
                        .as("%s#%s", document, anchor)
                        .contains(anchor);
            }
        }
    }

    private static String anchorOf(String headline) {
        return headline.replaceFirst("^#+ ", "")
                .toLowerCase(java.util.Locale.ROOT)
                .replaceAll("[^\\w -]", "")
                .replace(' ', '-');
    }

    @Test
    void decisionsAreDatedNotes() {
        assertThat(Repository.files(".md").stream()
                        .filter(file -> file.toString().contains("/decisions/"))
                        .map(file -> file.getFileName().toString()))
                .isNotEmpty()
                .allMatch(name -> DECISION.matcher(name).matches());
    }
}
