package dev.freshet.engine.http;

import com.codahale.metrics.MetricRegistry;
import dev.freshet.engine.service.Service;
import dev.freshet.engine.settings.Settings;
import dev.freshet.kernel.port.Fault;
import dev.freshet.kernel.port.FreshetException;
import io.javalin.Javalin;
import io.javalin.http.HttpStatus;
import io.javalin.util.JavalinBindException;
import io.prometheus.metrics.expositionformats.ExpositionFormats;
import io.prometheus.metrics.instrumentation.dropwizard.DropwizardExports;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import java.util.Optional;

/** The HTTP server. Safe for all threads; closed with the service. */
public final class Pages implements AutoCloseable {
    private final Optional<Javalin> server;

    private Pages(Optional<Javalin> server) {
        this.server = server;
    }

    /**
     * Starts to serve; port 0 is off.
     *
     * @throws FreshetException FR1020 the port is taken
     */
    public static Pages open(Settings.Http settings, Service service, MetricRegistry metrics) {
        if (settings.port() == 0) {
            return new Pages(Optional.empty());
        }
        PrometheusRegistry registry = new PrometheusRegistry();
        registry.register(new DropwizardExports(metrics));
        State state = new State(service);
        byte[] dashboard = resource("dashboard.html");
        Javalin server = Javalin.create(config -> config.showJavalinBanner = false)
                .get(
                        "/",
                        context ->
                                context.contentType("text/html; charset=utf-8").result(dashboard))
                .get("/health/live", context -> context.result("live\n"))
                .get("/health/ready", context -> {
                    boolean ready = service.isReady();
                    context.status(ready ? HttpStatus.OK : HttpStatus.SERVICE_UNAVAILABLE)
                            .result(
                                    ready
                                            ? "ready\n"
                                            : "not ready: stream tables are being filled, or another instance is active\n");
                })
                .get(
                        "/metrics",
                        context -> context.contentType("text/plain; version=0.0.4; charset=utf-8")
                                .result(exposition(registry)))
                .get("/api/stream-tables", context -> context.json(state.streamTables()))
                .get("/api/sources", context -> context.json(state.sources()));
        try {
            server.start(settings.host(), settings.port());
        } catch (JavalinBindException e) {
            throw new FreshetException(
                    Fault.of("FR1020", "port " + settings.port() + " on " + settings.host() + " is taken")
                            .withHint("Set http.port to a free one, or to 0 to serve nothing."),
                    e);
        }
        return new Pages(Optional.of(server));
    }

    private static byte[] exposition(PrometheusRegistry registry) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ExpositionFormats.init().getPrometheusTextFormatWriter().write(out, registry.scrape());
        return out.toByteArray();
    }

    private static byte[] resource(String name) {
        try (InputStream in = Pages.class.getResourceAsStream(name)) {
            return Objects.requireNonNull(in).readAllBytes();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /** The port that is served on; empty if none is. */
    public Optional<Integer> port() {
        return server.map(Javalin::port);
    }

    @Override
    public void close() {
        server.ifPresent(Javalin::stop);
    }
}
