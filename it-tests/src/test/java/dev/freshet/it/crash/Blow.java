package dev.freshet.it.crash;

import dev.freshet.it.server.CuttingProxy;
import dev.freshet.it.server.CuttingProxy.Cut;
import dev.freshet.it.server.Server;
import dev.freshet.it.server.TestDatabase;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** What becomes of the server, or of the way to it, while Freshet lives. */
public enum Blow {
    /** SIGKILL to all of it, as a power cut. */
    SERVER_KILLED,
    /** {@code pg_ctl stop -m immediate}, and up again. */
    SERVER_STOPPED,
    /** {@code pg_terminate_backend}. */
    WALSENDER_ENDED,
    /** SIGKILL to the process, after which the postmaster ends all sessions and recovers in place. */
    WALSENDER_KILLED,
    /** The same for the process that merges. */
    MERGE_KILLED,
    /** Anywhere in what is said. */
    CONNECTIONS_CUT,
    /** A merge's COMMIT does not get to the server. */
    COMMIT_LOST,
    /** It does, and its answer does not come back. */
    ANSWER_LOST;

    private static final int PATIENCE_SECONDS = 60;

    /** So many, all kinds before one comes again. */
    public static List<Blow> some(int count, Random random, String only) {
        List<Blow> blows = new ArrayList<>();
        while (blows.size() < count) {
            List<Blow> all = new ArrayList<>(only.isEmpty() ? List.of(values()) : List.of(valueOf(only)));
            Collections.shuffle(all, random);
            blows.addAll(all);
        }
        return blows.subList(0, count);
    }

    /** Strikes, and returns when the server can be reached again by who does not come through the proxy. */
    public void strike(TestDatabase database, CuttingProxy proxy, Random random) throws Exception {
        Server server = database.server();
        switch (this) {
            case SERVER_KILLED -> server.crash();
            case SERVER_STOPPED -> server.stopImmediately();
            case WALSENDER_ENDED -> {
                awaitStream(database);
                database.execute(
                        "SELECT pg_terminate_backend(active_pid) FROM pg_replication_slots WHERE active_pid IS NOT NULL");
            }
            case WALSENDER_KILLED ->
                kill(
                        database,
                        "SELECT active_pid FROM pg_replication_slots WHERE active_pid IS NOT NULL AND database = current_database()");
            case MERGE_KILLED ->
                kill(database, "SELECT pid FROM pg_stat_activity WHERE application_name = 'freshet merge'");
            case CONNECTIONS_CUT -> cut(proxy, Cut.anywhere(random));
            case COMMIT_LOST -> cut(proxy, new Cut.AtCommit(false));
            case ANSWER_LOST -> cut(proxy, new Cut.AtCommit(true));
        }
        database.reconnect();
    }

    /** Kills one of the server's processes, once there is one; it may end by itself between the look and the blow. */
    private static void kill(TestDatabase database, String pids) throws SQLException, InterruptedException {
        long end = System.nanoTime() + PATIENCE_SECONDS * 1_000_000_000L;
        while (true) {
            for (String pid : database.column(pids)) {
                if (database.server().kill(Long.parseLong(pid))) {
                    database.awaitEnded(PATIENCE_SECONDS);
                    return;
                }
            }
            if (System.nanoTime() - end > 0) {
                throw new AssertionError("nobody to kill: " + pids);
            }
            Thread.sleep(5);
        }
    }

    private static void awaitStream(TestDatabase database) throws SQLException, InterruptedException {
        database.await("SELECT EXISTS (SELECT FROM pg_replication_slots WHERE active)", PATIENCE_SECONDS);
    }

    private static void cut(CuttingProxy proxy, Cut where) throws InterruptedException {
        proxy.cutAt(where);
        long end = System.nanoTime() + PATIENCE_SECONDS * 1_000_000_000L;
        while (!proxy.isCut()) {
            if (System.nanoTime() - end > 0) {
                throw new AssertionError("never cut at " + where);
            }
            Thread.sleep(5);
        }
    }
}
