package dev.freshet.cdc;

import dev.freshet.postgres.EmbeddedPostgres;
import dev.freshet.postgres.Shutdown;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32C;

/**
 * Moves a server's next transaction id forward, as pg_resetwal would, which the embedded binaries do not have: it stands in pg_control and in
 * the record of the last checkpoint, and both carry a checksum.
 */
final class XidJump {
    /** A page of pg_xact: the server makes the page itself if the first id of it is the next one. */
    private static final long PAGE = 32_768;
    /** Nothing unfrozen may be older than half the circle, less what PostgreSQL keeps in reserve. */
    private static final long LONGEST = 2_000_000_000L;

    private static final int CHECKPOINT_AT = 32;
    private static final int COPY_AT = 40;
    private static final int COPY_LENGTH = 88;
    private static final int NEXT_XID = 24;
    private static final int HEADER = 24;
    private static final int HEADER_CRC = 20;
    private static final long SEGMENT = 16L << 20;
    private static final int WAL_PAGE = 8192;

    private XidJump() {}

    /** To the last page before an id, freezing everything on the way. No replication slot and no prepared transaction may be there. */
    static void before(EmbeddedPostgres server, long xid) throws SQLException, IOException {
        long target = xid - PAGE;
        long at = freeze(server);
        while (at < target) {
            long next = Math.min(target, (at + LONGEST) / PAGE * PAGE);
            server.stop(Shutdown.FAST);
            while (!write(server.directory().resolve("data"), at, next)) {
                // the next checkpoint stands elsewhere
                server.restart(Shutdown.FAST);
                server.stop(Shutdown.FAST);
            }
            server.start();
            at = next;
            if (at < target) {
                freeze(server);
            }
        }
    }

    /** The next id, after all databases have been frozen. */
    private static long freeze(EmbeddedPostgres server) throws SQLException {
        List<String> databases = new ArrayList<>();
        try (Connection connection = DriverManager.getConnection(server.jdbcUrl("postgres"));
                Statement statement = connection.createStatement()) {
            statement.execute("UPDATE pg_database SET datallowconn = true WHERE datname = 'template0'");
            try (ResultSet rows = statement.executeQuery("SELECT datname FROM pg_database")) {
                while (rows.next()) {
                    databases.add(rows.getString(1));
                }
            }
        }
        long next = 0;
        for (String database : databases) {
            try (Connection connection = DriverManager.getConnection(server.jdbcUrl(database));
                    Statement statement = connection.createStatement()) {
                statement.execute("VACUUM (FREEZE, DISABLE_PAGE_SKIPPING)");
                try (ResultSet rows = statement.executeQuery("SELECT pg_current_xact_id()::text::int8")) {
                    rows.next();
                    next = rows.getLong(1) + 1;
                }
            }
        }
        return next;
    }

    /** False where the record goes over a page's end, in two parts. */
    private static boolean write(Path data, long least, long next) throws IOException {
        Path controlFile = data.resolve("global/pg_control");
        ByteBuffer control = read(controlFile);
        int crcAt = crcAt(control);
        long found = control.getLong(COPY_AT + NEXT_XID);
        if (found < least || found > least + 10_000) {
            throw new IllegalStateException("pg_control has another layout: next transaction id " + found);
        }
        long lsn = control.getLong(CHECKPOINT_AT);
        int timeline = control.getInt(COPY_AT + 8);
        Path walFile =
                data.resolve("pg_wal/%08X%08X%08X".formatted(timeline, lsn >>> 32, (lsn & 0xFFFF_FFFFL) / SEGMENT));
        ByteBuffer wal = read(walFile);
        int record = (int) (lsn % SEGMENT);
        int length = wal.getInt(record);
        if (record % WAL_PAGE + length > WAL_PAGE) {
            return false;
        }
        int copy = record + length - COPY_LENGTH;
        if (!wal.slice(copy, COPY_LENGTH).equals(control.slice(COPY_AT, COPY_LENGTH))
                || wal.getInt(record + HEADER_CRC) != recordCrc(wal, record, length)) {
            throw new IllegalStateException("the record of the checkpoint is not where it was expected");
        }
        wal.putLong(copy + NEXT_XID, next);
        wal.putInt(record + HEADER_CRC, recordCrc(wal, record, length));
        control.putLong(COPY_AT + NEXT_XID, next);
        control.putInt(crcAt, crc(control, 0, crcAt));
        // in place: the files stay the server's
        Files.write(walFile, wal.array(), StandardOpenOption.WRITE);
        Files.write(controlFile, control.array(), StandardOpenOption.WRITE);
        return true;
    }

    private static ByteBuffer read(Path file) throws IOException {
        return ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.nativeOrder());
    }

    /** Where pg_control's own checksum is: after all that it covers. */
    private static int crcAt(ByteBuffer control) {
        for (int at = COPY_AT + COPY_LENGTH; at < 512; at += 4) {
            if (control.getInt(at) == crc(control, 0, at)) {
                return at;
            }
        }
        throw new IllegalStateException("pg_control has no checksum");
    }

    private static int recordCrc(ByteBuffer wal, int record, int length) {
        CRC32C crc = new CRC32C();
        crc.update(wal.array(), record + HEADER, length - HEADER);
        crc.update(wal.array(), record, HEADER_CRC);
        return (int) crc.getValue();
    }

    private static int crc(ByteBuffer bytes, int from, int length) {
        CRC32C crc = new CRC32C();
        crc.update(bytes.array(), from, length);
        return (int) crc.getValue();
    }
}
