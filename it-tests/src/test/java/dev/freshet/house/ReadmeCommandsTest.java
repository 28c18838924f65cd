package dev.freshet.house;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.engine.command.FreshetCommand;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** README's commands are those that are run: by CI, and by the program's own command line. */
class ReadmeCommandsTest {
    private static final String JAR = "java -jar engine/target/freshet.jar ";

    @Test
    void theTestCommandIsTheOneCiRunsAndExitsBy() {
        List<String> lines = Repository.read(".ci/run").strip().lines().toList();
        assertThat(lines).contains("set -euo pipefail");
        assertThat(Readme.examples("sh")).element(1).isEqualTo(lines.getLast()).isEqualTo("mvn verify");
        assertThat(Files.isExecutable(Repository.root().resolve(".ci/run"))).isTrue();
    }

    @Test
    void theFirstCommandBuildsTheJarAndRunsTheDemo() {
        assertThat(Readme.examples("sh"))
                .first()
                .isEqualTo("mvn -q -Dquick -pl engine -am package -DskipTests && " + JAR + "demo");
        assertThat(Repository.read("engine/pom.xml"))
                .contains("<outputFile>${project.build.directory}/freshet.jar</outputFile>");
        assertThat(Repository.modules()).contains(Repository.root().resolve("engine"));
    }

    @Test
    void everyCommandOfTheProgramIsUnderstood() {
        List<String> ofTheProgram = Readme.commands().stream()
                .filter(command -> command.startsWith(JAR))
                .map(command -> command.substring(JAR.length()))
                .toList();
        assertThat(ofTheProgram).contains("demo", "freshet.properties", "validate freshet.properties");
        assertThat(ofTheProgram)
                .allSatisfy(arguments -> new CommandLine(new FreshetCommand()).parseArgs(arguments.split(" ")));
    }

    @Test
    void optionsThatAreMentionedExist() {
        CommandLine demo =
                new CommandLine(new FreshetCommand()).getSubcommands().get("demo");
        Matcher option = Pattern.compile("`(--[a-z]+)( [^`]+)?`").matcher(Repository.read("README.md"));
        int mentioned = 0;
        while (option.find()) {
            mentioned++;
            assertThat(demo.getCommandSpec().optionsMap()).containsKey(option.group(1));
        }
        assertThat(mentioned).isPositive();
    }

    @Test
    void theJarOfTheImageIsTheJarThatIsBuilt() {
        assertThat(Arrays.asList(Repository.read(".dockerignore").split("\n"))).contains("!engine/target/freshet.jar");
    }
}
