package dev.freshet.kernel.scalar.uuid;

import dev.freshet.kernel.scalar.BytesVector;
import dev.freshet.kernel.scalar.LongVector;
import dev.freshet.kernel.scalar.function.Registry;
import dev.freshet.kernel.scalar.function.StrictUnary;

/** Enters the functions of {@code uuid}. */
public final class UuidFunctions {
    private UuidFunctions() {}

    public static void register(Registry registry) {
        registry.add(2956, "uuid_eq(uuid,uuid)", UuidComparison.EQUAL.function());
        registry.add(2959, "uuid_ne(uuid,uuid)", UuidComparison.NOT_EQUAL.function());
        registry.add(2954, "uuid_lt(uuid,uuid)", UuidComparison.LESS.function());
        registry.add(2955, "uuid_le(uuid,uuid)", UuidComparison.LESS_OR_EQUAL.function());
        registry.add(2958, "uuid_gt(uuid,uuid)", UuidComparison.GREATER.function());
        registry.add(2957, "uuid_ge(uuid,uuid)", UuidComparison.GREATER_OR_EQUAL.function());
        registry.add(
                6343,
                "uuid_extract_version(uuid)",
                StrictUnary.<BytesVector, LongVector>function("uuid_extract_version", UuidFields::version));
        registry.add(
                6342,
                "uuid_extract_timestamp(uuid)",
                StrictUnary.<BytesVector, LongVector>function("uuid_extract_timestamp", UuidFields::timestamp));
    }
}
