package dev.freshet.it.server;

import dev.freshet.postgres.EmbeddedPostgres;
import dev.freshet.postgres.PostgresOptions;
import dev.freshet.postgres.Shutdown;
import java.util.Map;

/** Of the binaries on the class path. It ends with this JVM, however that ends. */
record EmbeddedServer(EmbeddedPostgres postgres) implements Server {
    static EmbeddedServer start(Map<String, String> settings) {
        PostgresOptions options = PostgresOptions.defaults().withPassword(PASSWORD);
        for (Map.Entry<String, String> setting : settings.entrySet()) {
            options = options.with(setting.getKey(), setting.getValue());
        }
        return new EmbeddedServer(EmbeddedPostgres.open(options));
    }

    @Override
    public String url(String database) {
        return "jdbc:postgresql://127.0.0.1:" + postgres.port() + "/" + database;
    }

    @Override
    public void crash() {
        postgres.killPostmaster();
        postgres.start();
    }

    @Override
    public void stopImmediately() {
        postgres.restart(Shutdown.IMMEDIATE);
    }

    @Override
    public boolean kill(long pid) {
        return ProcessHandle.of(pid).map(ProcessHandle::destroyForcibly).orElse(false);
    }

    @Override
    public void close() {
        postgres.close();
    }
}
