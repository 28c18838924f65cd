package dev.freshet.kernel.bench;

import dev.freshet.kernel.arrangement.Arrangement;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** An arrangement of ten million rows to a file, on disk when it returns, and back. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 1)
@Measurement(iterations = 3)
@Fork(
        value = 1,
        jvmArgs = {"-Xms4g", "-Xmx4g", "-XX:+UseG1GC", "-XX:+UseTransparentHugePages", "-XX:+AlwaysPreTouch"})
public class CheckpointBench {
    private static final int BUFFER = 1 << 16;

    private Arrangement arrangement = new Arrangement(Orders.LAYOUT, Orders.KEY, 42);
    private Path file = Path.of("");

    @Setup(Level.Trial)
    public void fill() throws IOException {
        arrangement = Orders.arrangement(Orders.ROWS);
        file = Files.createTempFile("freshet", ".checkpoint");
        save();
    }

    @TearDown(Level.Trial)
    public void delete() throws IOException {
        Files.delete(file);
    }

    @Benchmark
    public void save() throws IOException {
        long cpu = Figures.cpuNanos();
        long started = System.nanoTime();
        try (FileOutputStream raw = new FileOutputStream(file.toFile());
                DataOutputStream out = new DataOutputStream(new BufferedOutputStream(raw, BUFFER))) {
            arrangement.save(out);
            out.flush();
            Figures.average("without sync", (System.nanoTime() - started) / 1e6, "ms");
            Figures.average("cpu time", (Figures.cpuNanos() - cpu) / 1e6, "ms");
            raw.getFD().sync();
        }
    }

    @Benchmark
    public Arrangement load() throws IOException {
        long started = Figures.cpuNanos();
        try (DataInputStream in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file), BUFFER))) {
            Arrangement loaded = Arrangement.load(Orders.LAYOUT, Orders.KEY, in);
            Figures.average("cpu time", (Figures.cpuNanos() - started) / 1e6, "ms");
            return loaded;
        }
    }
}
