package dev.freshet.engine.command;

import dev.freshet.kernel.port.Fault;
import dev.freshet.kernel.port.FreshetException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ScopeType;

/** {@code freshet.jar FILE.properties}, and the commands below it. */
@Command(
        name = "freshet",
        description = "Keeps SQL-defined stream tables fresh beside PostgreSQL.",
        subcommands = {RunCommand.class, DemoCommand.class, ValidateCommand.class},
        mixinStandardHelpOptions = true,
        versionProvider = FreshetCommand.Version.class,
        scope = ScopeType.INHERIT,
        footer = {"", "Exit status: 0 well; 1 it failed, or something was found; 2 wrong usage or settings."})
public final class FreshetCommand implements Callable<Integer> {
    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "FILE.properties",
            description = "Runs the service: the same as 'run FILE.properties'.")
    private @Nullable Path file;

    /** Runs the command line; returns the exit status. */
    public static int execute(String... arguments) {
        CommandLine line = new CommandLine(new FreshetCommand());
        line.setExecutionExceptionHandler((exception, commandLine, parsed) -> {
            if (exception instanceof FreshetException known) {
                return report(known.fault());
            }
            throw exception;
        });
        return line.execute(arguments);
    }

    @Override
    public Integer call() throws Exception {
        Optional<Path> given = Optional.ofNullable(file);
        if (given.isEmpty()) {
            CommandLine.usage(this, System.err);
            return ExitStatus.USAGE;
        }
        return RunCommand.run(given.get());
    }

    /** As the JAR's manifest has it. */
    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            String version = FreshetCommand.class.getPackage().getImplementationVersion();
            return new String[] {"Freshet " + (version == null ? "(not from its JAR)" : version), "Java ${java.version}"
            };
        }
    }

    private static int report(Fault fault) {
        System.err.println(fault);
        return ExitStatus.of(fault);
    }
}
