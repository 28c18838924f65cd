package dev.freshet.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** How the sources look: sizes, package docs, nothing unfinished, nothing of one machine. */
class SourcesTest {
    private static final int MOST_LINES = 500;

    /** Put together here, so that this file is not what it looks for. */
    private static final Pattern UNFINISHED = Pattern.compile("\\b(TO" + "DO|FIX" + "ME|XX" + "X)\\b|not (yet )?imple"
            + "mented|UnsupportedOperation" + "Exception\\(\\)|@Dis" + "abled|assumeTrue\\(fal" + "se");

    private static final Pattern OF_ONE_MACHINE =
            Pattern.compile("https?://[^\\s\"<>]*(maven|debian|npm|pypi|crates)|(^|[^\\w.])/(work|farm|root)/");
    private static final Pattern SCHEMAS = Pattern.compile("//maven\\.apache\\.org/(POM|xsd)");

    private static final Pattern DOCUMENTED =
            Pattern.compile("^/\\*\\*\\s*\\S.{20,}?\\*/\\s*@NullMarked\\s+package ", Pattern.DOTALL);

    private static final List<Path> JAVA = Repository.files(".java");

    @Test
    void topLevelIsExactlyTheHouse() throws IOException {
        try (Stream<Path> entries = Files.list(Repository.root())) {
            Set<String> names = entries.map(entry -> entry.getFileName().toString())
                    .filter(name -> !name.startsWith(".") && !name.equals("target"))
                    .collect(Collectors.toCollection(TreeSet::new));
            assertThat(names)
                    .containsExactlyInAnyOrder(
                            "LICENSE", "README.md", "cdc", "conf", "engine", "it-tests", "planner", "pom.xml", "sink");
        }
    }

    @Test
    void filesHoldOneIdea() {
        assertThat(JAVA.stream().filter(file -> Repository.read(file).lines().count() >= MOST_LINES))
                .as("files of %d lines or more", MOST_LINES)
                .isEmpty();
    }

    @Test
    void packagesAreDocumentedAndNullMarked() {
        Set<Path> packages = JAVA.stream().map(Path::getParent).collect(Collectors.toCollection(TreeSet::new));
        assertThat(packages.stream().filter(folder -> !isDocumented(folder)))
                .as("packages without package-info.java, a doc of more than a few words, or @NullMarked")
                .isEmpty();
    }

    /** The tests of a package share its name and its documentation. */
    private static boolean isDocumented(Path folder) {
        Path main = Path.of(folder.toString().replace("/src/test/java/", "/src/main/java/"));
        return Stream.of(folder, main)
                .map(candidate -> Repository.root().resolve(candidate).resolve("package-info.java"))
                .anyMatch(info -> Files.exists(info)
                        && DOCUMENTED.matcher(Repository.read(info)).find());
    }

    @Test
    void nothingIsUnfinished() {
        assertThat(linesWith(JAVA, UNFINISHED)).isEmpty();
    }

    @Test
    void nothingBelongsToOneMachine() {
        List<Path> texts = Stream.of(
                        ".java", ".md", ".xml", ".sql", ".sh", ".properties", ".yaml", "Dockerfile", ".ci/run")
                .flatMap(ending -> Repository.files(ending).stream())
                .toList();
        assertThat(linesWith(texts, OF_ONE_MACHINE))
                .filteredOn(line -> !SCHEMAS.matcher(line).find())
                .isEmpty();
    }

    private static List<String> linesWith(List<Path> files, Pattern pattern) {
        return files.stream()
                .flatMap(file -> Repository.read(file)
                        .lines()
                        .filter(line -> pattern.matcher(line).find())
                        .map(line -> file + ": " + line.strip()))
                .toList();
    }
}
