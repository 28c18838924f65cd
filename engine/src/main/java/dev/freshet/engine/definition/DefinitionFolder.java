package dev.freshet.engine.definition;

import dev.freshet.kernel.port.Fault;
import dev.freshet.kernel.port.FreshetException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The folder of definitions: each {@code *.sql} file in it, looked at afresh whenever asked. It is compared by content and not by what the
 * file system announces, which volumes of containers and editors that rename do not do reliably. A file that is being written is taken when
 * it has been the same for two looks.
 *
 * <p>Confined to the definitions thread.
 */
public final class DefinitionFolder {
    private final Path folder;
    private final String shownAs;
    private final Map<String, ByteBuffer> settled = new TreeMap<>();
    private final Map<String, ByteBuffer> lastSeen = new HashMap<>();
    private boolean looked;

    public DefinitionFolder(Path folder) {
        this.folder = folder;
        Path name = folder.getFileName();
        shownAs = name == null ? folder.toString() : name.toString();
    }

    /**
     * What the folder holds.
     *
     * @param definitions of the files that can be read, in the order of file and place
     * @param faults of the files that cannot, by file name
     */
    public record Content(List<Definition> definitions, Map<String, Fault> faults) {}

    /** Whether the content differs from what was last looked at, and has come to rest. The first look takes what it finds. */
    public boolean look() {
        Map<String, ByteBuffer> now = readAll();
        boolean resting = !looked || now.equals(lastSeen);
        lastSeen.clear();
        lastSeen.putAll(now);
        if (!resting || (looked && now.equals(settled))) {
            return false;
        }
        looked = true;
        settled.clear();
        settled.putAll(now);
        return true;
    }

    /** The definitions as of the last {@link #look}. Two definitions of one name: the second is a fault of its file. */
    public Content content() {
        List<Definition> definitions = new ArrayList<>();
        Map<String, Fault> faults = new TreeMap<>();
        Map<String, Definition> names = new HashMap<>();
        settled.forEach((file, bytes) -> {
            try {
                List<Definition> parsed = DefinitionParser.parse(file, decode(file, bytes));
                Map<String, Definition> withThese = new HashMap<>(names);
                for (Definition definition : parsed) {
                    Definition other = withThese.put(definition.schema() + "." + definition.name(), definition);
                    if (other != null) {
                        throw definition.definedTwice(other).exception();
                    }
                }
                names.putAll(withThese);
                definitions.addAll(parsed);
            } catch (FreshetException e) {
                faults.put(file, e.fault());
            }
        });
        return new Content(List.copyOf(definitions), faults);
    }

    private static String decode(String file, ByteBuffer bytes) {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(bytes.duplicate()).toString();
        } catch (CharacterCodingException e) {
            Fault fault = Fault.of("FR2016", "the file is not UTF-8").at(file).withHint("Save it in UTF-8.");
            throw new FreshetException(fault, e);
        }
    }

    private Map<String, ByteBuffer> readAll() {
        if (!Files.isDirectory(folder)) {
            throw Fault.of("FR1010", "the definitions folder is not there: " + folder)
                    .withHint("Make it, or set definitions.dir.")
                    .exception();
        }
        Map<String, ByteBuffer> files = new TreeMap<>();
        try (Stream<Path> paths = Files.list(folder)) {
            for (Path path : paths.filter(p -> p.getFileName().toString().endsWith(".sql"))
                    .toList()) {
                if (Files.isRegularFile(path)) {
                    files.put(shownAs + "/" + path.getFileName(), ByteBuffer.wrap(Files.readAllBytes(path)));
                }
            }
        } catch (NoSuchFileException e) {
            // renamed between listing and reading, as editors do: what is left differs from the next look, so it has
            // not come to rest
            return files;
        } catch (IOException e) {
            Fault fault = Fault.of("FR1011", "the definitions folder cannot be read: " + folder)
                    .withDetail(e.getClass().getSimpleName() + ": " + e.getMessage());
            throw new FreshetException(fault, e);
        }
        return files;
    }
}
