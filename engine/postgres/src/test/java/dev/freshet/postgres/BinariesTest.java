package dev.freshet.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BinariesTest {
    @Test
    void areNamedByMachine() {
        assertThat(Binaries.resource("Linux", "amd64")).isEqualTo("postgres-linux-x86_64.txz");
        assertThat(Binaries.resource("Linux", "aarch64")).isEqualTo("postgres-linux-arm_64.txz");
        assertThat(Binaries.resource("Mac OS X", "aarch64")).isEqualTo("postgres-darwin-arm_64.txz");
        assertThat(Binaries.resource("Mac OS X", "x86_64")).isEqualTo("postgres-darwin-x86_64.txz");
    }

    @Test
    void areUnpackedOnceAndAgainWhereAFileIsMissing(@TempDir Path temporary) throws Exception {
        Path copy = BinariesCache.directory(temporary);
        Path program = copy.resolve("bin/postgres");
        Object first = Files.readAttributes(program, "unix:ino").get("ino");
        assertThat(BinariesCache.directory(temporary)).isEqualTo(copy);
        assertThat(Files.getAttribute(program, "unix:ino")).isEqualTo(first);
        Path tidiedUp = copy.resolve("share/postgresql/postgres.bki");
        Files.delete(tidiedUp);
        assertThat(BinariesCache.directory(temporary)).isEqualTo(copy);
        assertThat(tidiedUp).isNotEmptyFile();
    }

    @Test
    void areNotTakenFromADirectoryThatOthersCanWriteTo(@TempDir Path temporary) throws Exception {
        Path cache = BinariesCache.directory(temporary).getParent();
        Files.setPosixFilePermissions(cache, PosixFilePermissions.fromString("rwxrwxrwx"));
        assertThatThrownBy(() -> BinariesCache.directory(temporary))
                .hasMessageStartingWith("FR0111: somebody else can write to " + cache);
    }
}
