package dev.freshet.planner.relational;

import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.SqlAggFunction;
import org.apache.calcite.sql.SqlFunctionCategory;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.type.ReturnTypes;
import org.apache.calcite.util.Optionality;
import org.jspecify.annotations.Nullable;

/** An aggregate function in a plan, with the result type PostgreSQL gave this call. */
public final class PgAggregate extends SqlAggFunction {
    private final transient Meaning.AggregateOf meaning;

    public PgAggregate(String name, RelDataType result, Meaning.AggregateOf meaning) {
        super(
                name,
                null,
                SqlKind.OTHER_FUNCTION,
                ReturnTypes.explicit(result),
                null,
                null,
                SqlFunctionCategory.USER_DEFINED_FUNCTION,
                false,
                false,
                Optionality.FORBIDDEN);
        this.meaning = meaning;
    }

    public Meaning.AggregateOf meaning() {
        return meaning;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof PgAggregate that && meaning.equals(that.meaning);
    }

    @Override
    public int hashCode() {
        return meaning.hashCode();
    }
}
