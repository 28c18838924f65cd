package dev.freshet.it.crash;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * What a point calls when it is passed; runs in Freshet's JVM, on whatever thread comes by. Armed by a file that names a point and a pass of it:
 * at that pass the process ends by SIGKILL, and no other thread gets a moment more. What it leaves is a second file that says so.
 */
public final class Trap {
    /** The system property that holds the file's path. */
    static final String FILE = "freshet.test.trap";

    /** Beside the file, once the trap has sprung. */
    static final String SPRUNG = ".sprung";

    private static final int SIGKILL = 9;
    private static final @Nullable Path ARMED = armed();
    private static final AtomicInteger PASSES = new AtomicInteger();
    /** Made before it is needed: at the point itself there is no time. */
    private static final MethodHandle KILL = Linker.nativeLinker()
            .downcallHandle(
                    Linker.nativeLinker().defaultLookup().findOrThrow("kill"),
                    FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.JAVA_INT));

    private Trap() {}

    private static @Nullable Path armed() {
        String file = System.getProperty(FILE);
        return file == null ? null : Path.of(file);
    }

    /** A point is passed. */
    public static void pass(String point) {
        if (ARMED == null) {
            return;
        }
        try {
            String[] wanted = Files.readString(ARMED).split(" ", -1);
            if (wanted[0].equals(point) && PASSES.incrementAndGet() == Integer.parseInt(wanted[1])) {
                Files.writeString(Path.of(ARMED + SPRUNG), point);
                int ignored =
                        (int) KILL.invokeExact((int) ProcessHandle.current().pid(), SIGKILL);
                Thread.sleep(Long.MAX_VALUE);
            }
        } catch (NoSuchFileException notArmed) {
            // most of the time
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (Throwable e) {
            throw new IllegalStateException("the trap at " + point + " failed", e);
        }
    }
}
