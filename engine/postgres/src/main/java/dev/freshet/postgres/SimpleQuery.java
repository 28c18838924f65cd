package dev.freshet.postgres;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/**
 * One statement by PostgreSQL's simple query protocol, version 3, on a connection of its own. For servers that trust: it knows no passwords and
 * reads no rows. Stateless.
 */
final class SimpleQuery {
    private static final int PROTOCOL_3 = 3 << 16;

    private SimpleQuery() {}

    static void run(int port, String sql) {
        try (Socket socket = new Socket(InetAddress.ofLiteral("127.0.0.1"), port);
                DataInputStream in = new DataInputStream(socket.getInputStream());
                DataOutputStream out = new DataOutputStream(socket.getOutputStream())) {
            byte[] startup = text("user\0" + EmbeddedPostgres.USER + "\0database\0postgres\0\0");
            out.writeInt(8 + startup.length);
            out.writeInt(PROTOCOL_3);
            out.write(startup);
            awaitReady(in);
            send(out, 'Q', text(sql + "\0"));
            awaitReady(in);
            send(out, 'X', new byte[0]);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private static void send(DataOutputStream out, char type, byte[] content) throws IOException {
        out.writeByte(type);
        out.writeInt(4 + content.length);
        out.write(content);
        out.flush();
    }

    private static void awaitReady(DataInputStream in) throws IOException {
        while (true) {
            char type = (char) in.readUnsignedByte();
            byte[] content = in.readNBytes(in.readInt() - 4);
            switch (type) {
                case 'Z' -> {
                    return;
                }
                case 'E' -> throw refusal(content);
                case 'R' -> requireTrust(content);
                default -> {} // parameters, notices, the command's tag
            }
        }
    }

    private static void requireTrust(byte[] content) {
        boolean trusted = (content[0] | content[1] | content[2] | content[3]) == 0;
        if (!trusted) {
            throw new IllegalStateException("the server asks for a password: use JDBC");
        }
    }

    /** Fields are a letter and a text that ends with a zero byte; M is the message. */
    private static EmbeddedPostgresException refusal(byte[] content) {
        String message = "";
        for (String field : new String(content, StandardCharsets.UTF_8).split("\0", -1)) {
            if (field.startsWith("M")) {
                message = field.substring(1);
            }
        }
        return new EmbeddedPostgresException("FR0117", message, "", "");
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
