package dev.freshet.it.server;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The network between Freshet and a server, which can be cut: all connections end, and there are no new ones until it heals. Where it is cut,
 * a {@link Cut} says: after any bytes of any message in either direction, or at the COMMIT of a merge. Any thread may call.
 */
public final class CuttingProxy implements AutoCloseable {
    private static final Pattern NAMED_COMMIT = Pattern.compile("(S_\\d+)\0COMMIT\0");

    private static final int NO_CUT = -1;

    private final URI target;
    private final ServerSocket door;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private final AtomicReference<@Nullable Cut> next = new AtomicReference<>();
    private volatile boolean cut;

    /** Where to cut. */
    public sealed interface Cut {
        /** After so many messages, of all connections; in the last one after a share of its bytes. */
        record AfterMessages(boolean toServer, Countdown messages, double share) implements Cut {}

        /** A merge's: it does not get through, or its answer does not. */
        record AtCommit(boolean sent) implements Cut {}

        /** Somewhere in what is said next, in either direction. */
        static Cut anywhere(Random random) {
            return new AfterMessages(
                    random.nextBoolean(), new Countdown(1 + random.nextInt(200)), random.nextInt(5) / 4.0);
        }
    }

    /** Messages left; by any thread. */
    public static final class Countdown {
        private int left;

        Countdown(int messages) {
            left = messages;
        }

        synchronized boolean isLast() {
            return --left == 0;
        }
    }

    public CuttingProxy(Server server) throws IOException {
        target = URI.create(server.url("any").substring("jdbc:".length()));
        door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.ofPlatform().daemon().name("proxy").start(this::accept);
    }

    /** A JDBC URL of the server as it is through here. */
    public String through(String url) {
        return url.replace(target.getAuthority(), "127.0.0.1:" + door.getLocalPort());
    }

    /** Arms. */
    public void cutAt(Cut where) {
        next.set(where);
    }

    public boolean isCut() {
        return cut;
    }

    /** Lets connections through again. */
    public void heal() {
        next.set(null);
        cut = false;
    }

    private void cut() {
        cut = true;
        sockets.forEach(CuttingProxy::closeQuietly);
        sockets.clear();
    }

    private void accept() {
        while (!door.isClosed()) {
            try {
                Socket client = door.accept();
                if (cut) {
                    closeQuietly(client);
                } else {
                    connect(client);
                }
            } catch (IOException closed) {
                // the test is over
            }
        }
    }

    private void connect(Socket client) {
        try {
            Socket server = new Socket(target.getHost(), target.getPort());
            client.setTcpNoDelay(true);
            server.setTcpNoDelay(true);
            sockets.add(client);
            sockets.add(server);
            Commits commits = new Commits();
            Thread.ofPlatform().daemon().name("to server").start(() -> pump(client, server, true, commits));
            Thread.ofPlatform().daemon().name("from server").start(() -> pump(server, client, false, commits));
        } catch (IOException serverIsAway) {
            closeQuietly(client);
        }
    }

    private void pump(Socket from, Socket to, boolean toServer, Commits commits) {
        byte[] bytes = new byte[1 << 16];
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int n = in.read(bytes); n >= 0; n = in.read(bytes)) {
                int last = bytesBeforeCut(bytes, n, toServer, commits);
                out.write(bytes, 0, last == NO_CUT ? n : last);
                if (last != NO_CUT) {
                    cut();
                    return;
                }
            }
        } catch (IOException gone) {
            // either side has ended
        } finally {
            closeQuietly(from);
            closeQuietly(to);
        }
    }

    /** How many bytes of a message still get through before the cut, or {@link #NO_CUT}. */
    private int bytesBeforeCut(byte[] bytes, int n, boolean toServer, Commits commits) {
        if (!toServer && commits.unanswered) {
            return 0;
        }
        boolean commit = toServer && commits.isCommit(bytes, n);
        Cut where = next.get();
        return switch (where) {
            case null -> NO_CUT;
            case Cut.AfterMessages(boolean direction, Countdown messages, double share) ->
                direction == toServer && messages.isLast() ? (int) (n * share) : NO_CUT;
            case Cut.AtCommit(boolean sent) -> {
                if (!commit || !next.compareAndSet(where, null)) {
                    yield NO_CUT;
                }
                commits.unanswered = sent;
                yield sent ? NO_CUT : 0;
            }
        };
    }

    /** Knows the COMMIT of the connection that merges, which the driver prepares under a name. Confined to the pump to the server. */
    private static final class Commits {
        /** What the server says next is the answer to it; for both pumps. */
        private volatile boolean unanswered;

        private final Set<String> names = new HashSet<>();
        private boolean merging;

        boolean isCommit(byte[] bytes, int n) {
            String text = new String(bytes, 0, n, StandardCharsets.ISO_8859_1);
            merging |= text.contains("freshet merge");
            if (!merging) {
                return false;
            }
            Matcher named = NAMED_COMMIT.matcher(text);
            while (named.find()) {
                names.add(named.group(1));
            }
            return text.contains("\0COMMIT\0") || names.stream().anyMatch(name -> text.contains("\0" + name + "\0"));
        }
    }

    private static void closeQuietly(Socket socket) {
        try {
            socket.close();
        } catch (IOException alreadyGone) {
            // nothing is expected of it any more
        }
    }

    @Override
    public void close() throws IOException {
        door.close();
        cut();
    }
}
