package dev.freshet.launcher;

import java.io.File;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;

/**
 * Main class of the fat JAR, compiled for Java 8: goes on in this JVM if it is new enough, else in a Java 25 found in the usual places, else
 * says in one line what is needed. Holds nothing else, as every line of it must run on Java 8.
 *
 * <p>The JVM it starts reads the same terminal, gets this one's termination, and ends when this one is killed ({@value #LAUNCHED_BY}).
 */
public final class Launcher {
    /** Set for the JVM that is started: the process id of the one that started it. */
    public static final String LAUNCHED_BY = "freshet.launched-by";

    private static final int NEEDED = 25;

    private Launcher() {}

    /** Exits by the program's status. */
    public static void main(String[] arguments) throws Exception {
        if (JavaHomes.featureVersion(System.getProperty("java.specification.version")) >= NEEDED) {
            runHere(arguments);
            return;
        }
        File java = JavaHomes.find(NEEDED);
        if (java == null) {
            System.err.println("FR0001: Freshet needs Java " + NEEDED + ", this is Java " + System.getProperty("java.version")
                    + " and no newer one was found. Install a JDK " + NEEDED + ", or set FRESHET_JAVA_HOME to one.");
            System.exit(1);
        }
        System.exit(runIn(java, arguments));
    }

    private static void runHere(String[] arguments) throws Exception {
        try {
            Class.forName("dev.freshet.engine.Main")
                    .getMethod("main", String[].class)
                    .invoke(null, (Object) arguments);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof Exception) {
                throw (Exception) e.getCause();
            }
            throw e;
        }
    }

    private static int runIn(File java, String[] arguments) throws IOException, InterruptedException, URISyntaxException {
        List<String> command = new ArrayList<String>();
        command.add(java.getPath());
        command.addAll(ownOptions());
        command.add("-D" + LAUNCHED_BY + "=" + ownPid());
        command.add("-jar");
        command.add(new File(Launcher.class.getProtectionDomain().getCodeSource().getLocation().toURI()).getPath());
        for (String argument : arguments) {
            command.add(argument);
        }
        final Process process = new ProcessBuilder(command).inheritIO().start();
        Runtime.getRuntime().addShutdownHook(new Thread("freshet-launcher-stop") {
            @Override
            public void run() {
                process.destroy();
                try {
                    // a shutdown that a signal began can end with another status in no other way
                    Runtime.getRuntime().halt(process.waitFor());
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }
        });
        return process.waitFor();
    }

    /** What was given to this JVM: heap size, system properties. Agents stay here, their ports are taken. */
    private static List<String> ownOptions() {
        List<String> options = new ArrayList<String>();
        for (String option : java.lang.management.ManagementFactory.getRuntimeMXBean().getInputArguments()) {
            if (option.startsWith("-X") || option.startsWith("-D")) {
                options.add(option);
            }
        }
        return options;
    }

    /** Java 8 has no other way to know. */
    private static String ownPid() {
        String name = java.lang.management.ManagementFactory.getRuntimeMXBean().getName();
        return name.substring(0, name.indexOf('@'));
    }
}
