package dev.freshet.engine.definition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.freshet.kernel.port.FreshetException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The folder of definitions: when an edit is taken, and what a bad file costs the others. */
class DefinitionFolderTest {
    @TempDir
    Path parent;

    private Path folder;
    private DefinitionFolder looking;

    @BeforeEach
    void make() throws IOException {
        folder = Files.createDirectory(parent.resolve("views"));
        looking = new DefinitionFolder(folder);
    }

    @Test
    void theFirstLookTakesWhatIsThere() throws IOException {
        write("a.sql", "CREATE STREAM TABLE a AS SELECT 1");
        assertThat(looking.look()).isTrue();
        assertThat(looking.content().definitions()).extracting(Definition::name).containsExactly("a");
        assertThat(looking.look()).isFalse();
    }

    @Test
    void anEditIsTakenWhenItHasComeToRest() throws IOException {
        looking.look();
        write("a.sql", "CREATE STREAM TABLE a AS SEL");
        assertThat(looking.look()).isFalse();
        write("a.sql", "CREATE STREAM TABLE a AS SELECT 1");
        assertThat(looking.look()).isFalse();
        assertThat(looking.look()).isTrue();
        assertThat(looking.content().definitions()).hasSize(1);
        assertThat(looking.content().faults()).isEmpty();
    }

    @Test
    void anEditTakenBackIsNone() throws IOException {
        write("a.sql", "CREATE STREAM TABLE a AS SELECT 1");
        looking.look();
        write("a.sql", "CREATE STREAM TABLE a AS SELECT 2");
        assertThat(looking.look()).isFalse();
        write("a.sql", "CREATE STREAM TABLE a AS SELECT 1");
        assertThat(looking.look()).isFalse();
        assertThat(looking.look()).isFalse();
    }

    @Test
    void aBadFileLeavesTheOthers() throws IOException {
        write("a.sql", "CREATE STREAM TABLE a AS SELECT 1");
        write("b.sql", "CREATE STREAM b");
        Files.write(
                folder.resolve("c.sql"), "CREATE STREAM TABLE c AS SELECT 'ä'".getBytes(StandardCharsets.ISO_8859_1));
        write("notes.txt", "not a definition");
        looking.look();
        DefinitionFolder.Content content = looking.content();
        assertThat(content.definitions()).extracting(Definition::name).containsExactly("a");
        assertThat(content.faults()).containsOnlyKeys("views/b.sql", "views/c.sql");
        assertThat(content.faults().get("views/b.sql").code()).isEqualTo("FR2011");
        assertThat(content.faults().get("views/c.sql").code()).isEqualTo("FR2016");
    }

    @Test
    void theSecondOfTwoOfOneNameIsAtFault() throws IOException {
        write("a.sql", "CREATE STREAM TABLE t AS SELECT 1");
        write("b.sql", "\nCREATE STREAM TABLE t AS SELECT 2");
        looking.look();
        DefinitionFolder.Content content = looking.content();
        assertThat(content.definitions()).hasSize(1);
        assertThat(content.faults().get("views/b.sql").code()).isEqualTo("FR2015");
        assertThat(content.faults().get("views/b.sql").place()).isEqualTo("views/b.sql:2:1");
        assertThat(content.faults().get("views/b.sql").detail()).contains("views/a.sql:1:1");
    }

    @Test
    void twoOfOneNameInOneFileAreAFault() throws IOException {
        write("a.sql", "CREATE STREAM TABLE t AS SELECT 1; CREATE STREAM TABLE t AS SELECT 2");
        looking.look();
        assertThat(looking.content().faults().get("views/a.sql").code()).isEqualTo("FR2015");
    }

    @Test
    void aFolderThatIsGoneIsAFaultAndNotAnEmptyOne() throws IOException {
        looking.look();
        Files.delete(folder);
        assertThatExceptionOfType(FreshetException.class)
                .isThrownBy(looking::look)
                .satisfies(e -> assertThat(e.fault().code()).isEqualTo("FR1010"));
    }

    private void write(String file, String text) throws IOException {
        Files.writeString(folder.resolve(file), text);
    }
}
