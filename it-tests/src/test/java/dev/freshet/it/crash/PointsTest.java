package dev.freshet.it.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.JarFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every point is where the table says. */
class PointsTest {
    @Test
    void everyPointHasItsTrap(@TempDir Path folder) throws Exception {
        Path jar = folder.resolve("trapped.jar");
        TrappedJar.write(jar);
        for (Point point : Point.values()) {
            try (JarFile opened = new JarFile(jar.toFile());
                    var in = opened.getInputStream(opened.getJarEntry(point.className() + ".class"))) {
                String text = new String(in.readAllBytes(), java.nio.charset.StandardCharsets.ISO_8859_1);
                for (Point.Side side : Point.Side.values()) {
                    assertThat(text).contains(point.at(side));
                }
            }
        }
        assertThat(Files.size(jar)).isPositive();
    }
}
