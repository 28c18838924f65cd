package dev.freshet.cdc.wal;

import io.debezium.spi.converter.CustomConverter;
import io.debezium.spi.converter.RelationalColumn;
import java.util.Properties;
import org.apache.kafka.connect.data.SchemaBuilder;

/**
 * Lets the text that {@link RawTextTask} hands over pass through Debezium's structs unread: every column is an optional string. Loaded by
 * name by Debezium, hence public.
 */
public final class RawTextConverter implements CustomConverter<SchemaBuilder, RelationalColumn> {
    @Override
    public void configure(Properties properties) {}

    @Override
    public void converterFor(RelationalColumn column, ConverterRegistration<SchemaBuilder> registration) {
        // a DEFAULT arrives here too, as an object of Debezium's; it is never looked at, see SourceDecoder
        registration.register(
                SchemaBuilder.string().optional(),
                value -> value == null ? null : value instanceof String ? value : value.toString());
    }
}
