package dev.freshet.postgres;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/** The archive with PostgreSQL's programs for this machine, a resource on the class path. Stateless. */
final class Binaries {
    private Binaries() {}

    /** Unpacks to a directory that is not there yet, readable by everybody: the server may run as another user. */
    static void unpackTo(Path directory) {
        try (InputStream archive = open();
                TarArchiveInputStream tar = new TarArchiveInputStream(new XZInputStream(archive))) {
            Files.createDirectories(directory);
            TarArchiveEntry entry;
            while ((entry = tar.getNextEntry()) != null) {
                unpack(entry, tar, directory);
            }
            for (Path below : list(directory)) {
                if (Files.isDirectory(below)) {
                    Files.setPosixFilePermissions(below, PosixFilePermissions.fromString("rwxr-xr-x"));
                }
            }
        } catch (IOException broken) {
            throw new EmbeddedPostgresException(
                    "FR0111",
                    "PostgreSQL's programs could not be unpacked to " + directory,
                    broken.toString(),
                    "60 MB must be free there; -Djava.io.tmpdir=… names another place",
                    broken);
        }
    }

    private static void unpack(TarArchiveEntry entry, InputStream content, Path directory) throws IOException {
        Path path = directory.resolve(entry.getName()).normalize();
        if (!path.startsWith(directory)) {
            throw new IOException("entry outside of the archive: " + entry.getName());
        }
        if (entry.isDirectory()) {
            Files.createDirectories(path);
            return;
        }
        Files.createDirectories(path.resolveSibling("."));
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(path, Path.of(entry.getLinkName()));
        } else {
            Files.copy(content, path);
            Files.setPosixFilePermissions(path, permissions(entry));
        }
    }

    private static Set<PosixFilePermission> permissions(TarArchiveEntry entry) {
        boolean executable = (entry.getMode() & 0100) != 0;
        return PosixFilePermissions.fromString(executable ? "rwxr-xr-x" : "rw-r--r--");
    }

    private static Iterable<Path> list(Path directory) throws IOException {
        try (Stream<Path> below = Files.walk(directory)) {
            return below.toList();
        }
    }

    /** How many files a directory tree has: fewer than there were says that somebody tidied up. */
    static long count(Path directory) throws IOException {
        try (Stream<Path> below = Files.walk(directory)) {
            return below.count();
        }
    }

    /** Names the archive's content, the same on every machine. */
    static String fingerprint() {
        try (InputStream archive = open();
                DigestInputStream digest = new DigestInputStream(archive, MessageDigest.getInstance("SHA-256"))) {
            digest.transferTo(OutputStream.nullOutputStream());
            return HexFormat.of().formatHex(digest.getMessageDigest().digest(), 0, 8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        } catch (NoSuchAlgorithmException impossible) {
            throw new AssertionError(impossible);
        }
    }

    private static InputStream open() {
        String name = resource(System.getProperty("os.name"), System.getProperty("os.arch"));
        InputStream archive = Binaries.class.getResourceAsStream("/" + name);
        if (archive == null) {
            throw new EmbeddedPostgresException(
                    "FR0110",
                    "no PostgreSQL for this machine on the class path",
                    "looked for " + name,
                    "build Freshet on this kind of machine (profiles linux-arm, mac-arm, mac-intel), "
                            + "or use a PostgreSQL 18 of your own");
        }
        return archive;
    }

    static String resource(String osName, String osArch) {
        String os = osName.toLowerCase(Locale.ROOT).startsWith("mac") ? "darwin" : osName.toLowerCase(Locale.ROOT);
        String arch = switch (osArch) {
            case "amd64" -> "x86_64";
            case "aarch64" -> "arm_64";
            default -> osArch;
        };
        return "postgres-%s-%s.txz".formatted(os, arch);
    }
}
