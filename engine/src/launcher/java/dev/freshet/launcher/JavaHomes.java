package dev.freshet.launcher;

import java.io.BufferedReader;
import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where JDKs usually are. Compiled for Java 8. */
final class JavaHomes {
    private JavaHomes() {}

    /** The java program of the first home that is new enough; null if there is none. */
    static @Nullable File find(int needed) {
        for (File home : candidates()) {
            File java = new File(home, "bin" + File.separator + (File.separatorChar == '\\' ? "java.exe" : "java"));
            if (java.canExecute() && version(home) >= needed) {
                return java;
            }
        }
        return null;
    }

    private static List<File> candidates() {
        List<File> homes = new ArrayList<File>();
        for (String variable : Arrays.asList("FRESHET_JAVA_HOME", "JAVA_HOME", "JDK_HOME")) {
            String home = System.getenv(variable);
            if (home != null && !home.isEmpty()) {
                homes.add(new File(home));
            }
        }
        String user = System.getProperty("user.home");
        for (String folder : Arrays.asList(
                "/usr/lib/jvm",
                "/usr/lib64/jvm",
                "/usr/java",
                "/opt/java",
                "/opt",
                "/opt/homebrew/opt",
                "/usr/local/lib/jvm",
                "/Library/Java/JavaVirtualMachines",
                user + "/Library/Java/JavaVirtualMachines",
                user + "/.sdkman/candidates/java",
                user + "/.jdks",
                user + "/.local/share/mise/installs/java",
                user + "/.asdf/installs/java",
                "C:\\Program Files\\Java",
                "C:\\Program Files\\Eclipse Adoptium")) {
            addChildren(new File(folder), homes);
        }
        return homes;
    }

    private static void addChildren(File folder, List<File> homes) {
        File[] children = folder.listFiles();
        if (children == null) {
            return;
        }
        Arrays.sort(children);
        for (File child : children) {
            homes.add(child);
            homes.add(new File(child, "Contents" + File.separator + "Home"));
            homes.add(new File(child, "libexec" + File.separator + "openjdk.jdk" + File.separator + "Contents" + File.separator + "Home"));
        }
    }

    /** Of the home's {@code release} file; 0 where there is none. */
    private static int version(File home) {
        try {
            BufferedReader in = new BufferedReader(new InputStreamReader(new FileInputStream(new File(home, "release")), "UTF-8"));
            try {
                for (String line = in.readLine(); line != null; line = in.readLine()) {
                    if (line.startsWith("JAVA_VERSION=")) {
                        return featureVersion(line.substring("JAVA_VERSION=".length()).replace("\"", ""));
                    }
                }
            } finally {
                in.close();
            }
        } catch (IOException e) {
            return 0;
        }
        return 0;
    }

    /** {@code 1.8.0_392} is 8, {@code 25.0.1} is 25, {@code 26-ea} is 26. */
    static int featureVersion(String version) {
        String[] parts = version.split("[._+-]");
        int first = Integer.parseInt(parts[0]);
        return first == 1 && parts.length > 1 ? Integer.parseInt(parts[1]) : first;
    }
}
