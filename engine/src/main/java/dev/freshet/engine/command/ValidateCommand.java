package dev.freshet.engine.command;

import dev.freshet.engine.service.Validation;
import dev.freshet.engine.settings.Settings;
import dev.freshet.engine.settings.SettingsReader;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Checks everything that can be checked without running: a line a finding. */
@Command(
        name = "validate",
        description =
                "Checks settings, connection, privileges, server settings and every definition; a line per finding.")
public final class ValidateCommand implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "FILE.properties", description = "The settings.")
    private Path file = Path.of("freshet.properties");

    @Override
    public Integer call() {
        Settings settings = SettingsReader.read(file, System.getenv());
        Validation validation = new Validation(settings);
        List<Validation.Finding> findings = validation.run();
        findings.forEach(finding -> System.out.println(finding.text()));
        return findings.stream().anyMatch(Validation.Finding::isFault) ? ExitStatus.FAILED : ExitStatus.WELL;
    }
}
