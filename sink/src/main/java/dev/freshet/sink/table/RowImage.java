package dev.freshet.sink.table;

import dev.freshet.kernel.row.RowLayout;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How a row without a key is found: by a hash over all columns that can be hashed, which an index serves, and then by its image
 * (PostgreSQL rowtypes.c, {@code record_image_eq}), which tells 1.0 from 1.00 and works for types without equality.
 */
public final class RowImage {
    private RowImage() {}

    /** {@code hash_record_extended(ROW(…), 0)} over the columns that have a hash, each with the prefix; empty if none has. */
    public static Optional<String> hash(Connection connection, String prefix, TableShape shape, RowLayout layout)
            throws SQLException {
        List<String> hashable = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement("""
                WITH RECURSIVE base(oid, typtype, typbasetype, typelem, typcategory) AS (
                    SELECT oid, typtype, typbasetype, typelem, typcategory FROM pg_type WHERE oid = ?
                    UNION ALL
                    SELECT t.oid, t.typtype, t.typbasetype, t.typelem, t.typcategory FROM base b JOIN pg_type t
                      ON t.oid = CASE WHEN b.typtype = 'd' THEN b.typbasetype WHEN b.typcategory = 'A' THEN b.typelem END)
                SELECT EXISTS (SELECT 1 FROM base b WHERE b.typtype IN ('e')
                       OR EXISTS (SELECT 1 FROM pg_opclass o JOIN pg_am a ON a.oid = o.opcmethod AND a.amname = 'hash'
                                  WHERE o.opcdefault AND o.opcintype IN (b.oid, CASE WHEN b.oid = 1043 THEN 25 END))
                          AND b.typcategory <> 'A' AND b.typtype = 'b')
                """)) {
            for (int i = 0; i < layout.width(); i++) {
                statement.setLong(1, Integer.toUnsignedLong(layout.type(i).oid()));
                try (ResultSet result = statement.executeQuery()) {
                    if (result.next() && result.getBoolean(1)) {
                        hashable.add(prefix + shape.names().get(i));
                    }
                }
            }
        }
        return hashable.isEmpty()
                ? Optional.empty()
                : Optional.of("hash_record_extended(ROW(" + String.join(", ", hashable) + "), 0)");
    }
}
