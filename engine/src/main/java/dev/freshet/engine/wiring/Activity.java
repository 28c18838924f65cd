package dev.freshet.engine.wiring;

import dev.freshet.engine.cycle.CycleLoop;
import dev.freshet.engine.planning.DefinitionsThread;
import dev.freshet.kernel.port.ChangeSource;
import dev.freshet.kernel.port.ChangeSource.SourceStatus;
import dev.freshet.kernel.port.FreshetException;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Freshet while it is active: definitions are watched, cycles run. Made by {@link Wiring}; {@link #run} once, then {@link #close}. */
public final class Activity implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Activity.class);

    private final CycleLoop loop;
    private final DefinitionsThread definitions;
    private final ChangeSource source;
    private final Runnable closeSink;

    Activity(CycleLoop loop, DefinitionsThread definitions, ChangeSource source, Runnable closeSink) {
        this.loop = loop;
        this.definitions = definitions;
        this.source = source;
        this.closeSink = closeSink;
    }

    /**
     * Plans the definitions, then cycles until {@link #stop}.
     *
     * @throws FreshetException what ended it: the connection, the fence, the server's restart
     */
    public void run() throws InterruptedException {
        definitions.start();
        loop.run();
    }

    /** Asks it to end after the cycle it is in; any thread. */
    public void stop() {
        loop.stop();
    }

    /** Whether every stream table has been filled; any thread. */
    public boolean isReady() {
        return loop.isReady();
    }

    /** The sources' phases and figures; any thread. */
    public List<SourceStatus> sources() {
        return source.status();
    }

    /** Ends all connections; slot, triggers, buffers and content stay. */
    @Override
    public void close() {
        quietly(definitions::close);
        quietly(source::close);
        quietly(closeSink);
    }

    private static void quietly(Runnable close) {
        try {
            close.run();
        } catch (RuntimeException e) {
            LOG.debug("while closing", e);
        }
    }
}
