package dev.freshet.engine.command;

import dev.freshet.engine.demo.Demo;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** Everything on one machine: an embedded PostgreSQL, a shop, a writer and the service. */
@Command(
        name = "demo",
        description =
                "Starts an embedded PostgreSQL 18, a small shop schema, a writer and the service; removes everything at exit.")
public final class DemoCommand implements Callable<Integer> {
    private static final Duration MOST_FOR_THE_COMPARISON = Duration.ofSeconds(90);

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--port",
            paramLabel = "N",
            description = "Port of the dashboard; 0 is none (default: ${DEFAULT-VALUE}).")
    private int port = 8080;

    @Option(
            names = "--rate",
            paramLabel = "N",
            description = "Changes a second that the writer makes (default: ${DEFAULT-VALUE}).")
    private int rate = 100;

    @Option(
            names = "--for",
            paramLabel = "TIME",
            description = "How long: 60s, 5m. Without it, until it is interrupted.",
            converter = DurationConverter.class)
    private Duration length = Duration.ZERO;

    @Override
    public Integer call() throws Exception {
        if (rate < 0) {
            throw new ParameterException(
                    spec.commandLine(), "Invalid value for option '--rate': " + rate + " is negative");
        }
        Demo demo = new Demo(port, rate, length);
        return Termination.during(
                () -> demo.run() ? ExitStatus.WELL : ExitStatus.FAILED, demo::stop, MOST_FOR_THE_COMPARISON);
    }

    /** {@code 60s}, as schedules are written. */
    static final class DurationConverter implements ITypeConverter<Duration> {
        @Override
        public Duration convert(String value) {
            try {
                return dev.freshet.engine.definition.Durations.parse(value);
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException("'" + value + "' is not a duration such as 60s or 5m");
            }
        }
    }
}
