package dev.freshet.cdc;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Stands between Freshet and the server, counts what Freshet sends, and at a given message cuts every connection: to the server it is as if
 * Freshet had been killed between two of its steps, to Freshet as if the network had gone.
 */
final class CuttingProxy implements AutoCloseable {
    private final ServerSocket door;
    private final int target;
    private final AtomicInteger left = new AtomicInteger(Integer.MAX_VALUE);
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private volatile boolean cut;
    private volatile boolean answerOnly;

    CuttingProxy(int target) throws IOException {
        this.target = target;
        door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::accept);
    }

    int port() {
        return door.getLocalPort();
    }

    /**
     * Cuts at the so many-th message from now.
     *
     * @param afterwards whether the message still gets through, so that only its answer is lost
     */
    void cutAfter(int messages, boolean afterwards) {
        answerOnly = afterwards;
        left.set(messages);
    }

    boolean isCut() {
        return cut;
    }

    /** Lets connections through again. */
    void heal() {
        left.set(Integer.MAX_VALUE);
        cut = false;
    }

    void cut() {
        cut = true;
        sockets.forEach(CuttingProxy::close);
        sockets.clear();
    }

    private void accept() {
        while (!door.isClosed()) {
            try {
                Socket client = door.accept();
                if (cut) {
                    close(client);
                    continue;
                }
                Socket server = new Socket(InetAddress.getLoopbackAddress(), target);
                client.setTcpNoDelay(true);
                server.setTcpNoDelay(true);
                sockets.add(client);
                sockets.add(server);
                Thread.ofPlatform().daemon().start(() -> pump(client, server, true));
                Thread.ofPlatform().daemon().start(() -> pump(server, client, false));
            } catch (IOException closed) {
                // the test is over, or the server is
            }
        }
    }

    private void pump(Socket from, Socket to, boolean counted) {
        byte[] bytes = new byte[1 << 16];
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int n = in.read(bytes); n >= 0; n = in.read(bytes)) {
                boolean last = counted && left.decrementAndGet() == 0;
                if (!last || answerOnly) {
                    out.write(bytes, 0, n);
                }
                if (last) {
                    cut();
                    return;
                }
            }
        } catch (IOException gone) {
            // either side has ended
        } finally {
            close(from);
            close(to);
        }
    }

    private static void close(Socket socket) {
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
