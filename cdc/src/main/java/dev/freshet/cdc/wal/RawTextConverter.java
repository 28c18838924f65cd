package dev.freshet.cdc.wal;

import io.debezium.spi.converter.CustomConverter;
import io.debezium.spi.converter.RelationalColumn;
import java.util.Properties;
import org.apache.kafka.connect.data.SchemaBuilder;

/**
 * Has Debezium make its schemas of optional strings only: it makes one for each table it is told of, though no value will ever be put into
 * it, and some types would be in its way. Loaded by name by Debezium, hence public.
 */
public final class RawTextConverter implements CustomConverter<SchemaBuilder, RelationalColumn> {
    @Override
    public void configure(Properties properties) {}

    @Override
    public void converterFor(RelationalColumn column, ConverterRegistration<SchemaBuilder> registration) {
        // of all values only a column's DEFAULT arrives here, as an object of Debezium's; it is never looked at
        registration.register(
                SchemaBuilder.string().optional(),
                value -> value == null ? null : value instanceof String ? value : value.toString());
    }
}
