package dev.freshet.engine.command;

import com.codahale.metrics.MetricRegistry;
import dev.freshet.engine.http.Pages;
import dev.freshet.engine.service.ProgressLines;
import dev.freshet.engine.service.Service;
import dev.freshet.engine.settings.Settings;
import dev.freshet.engine.settings.SettingsReader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Runs the service until SIGTERM: the cycle under way is finished, then all connections are closed. */
@Command(name = "run", description = "Runs the service until SIGTERM.")
public final class RunCommand implements Callable<Integer> {
    private static final Duration MOST_FOR_THE_LAST_CYCLE = Duration.ofSeconds(30);

    @Parameters(index = "0", paramLabel = "FILE.properties", description = "The settings.")
    private Path file = Path.of("freshet.properties");

    @Override
    public Integer call() throws Exception {
        return run(file);
    }

    static int run(Path file) throws Exception {
        Settings settings = SettingsReader.read(file, System.getenv());
        MetricRegistry metrics = new MetricRegistry();
        Service service = new Service(settings, metrics, new ProgressLines());
        return Termination.during(
                () -> {
                    try (Pages pages = Pages.open(settings.http(), service, metrics)) {
                        service.run();
                    }
                    return ExitStatus.WELL;
                },
                service::stop,
                MOST_FOR_THE_LAST_CYCLE);
    }
}
