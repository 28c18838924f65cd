package dev.freshet.planner.relational;

import dev.freshet.kernel.type.ColumnType;
import dev.freshet.kernel.type.Kind;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.rel.type.RelDataTypeImpl;
import org.apache.calcite.sql.type.SqlTypeName;

/**
 * A PostgreSQL type in a plan. Opaque to Calcite, so that it has no opinion on values; always nullable, since PostgreSQL's analysis does not
 * tell. Only boolean is Calcite's own, which conditions have to be.
 */
public final class PgType extends RelDataTypeImpl {
    private final ColumnType type;

    private PgType(ColumnType type) {
        this.type = type;
        computeDigest();
    }

    /** A column type as Calcite sees it. */
    public static RelDataType of(ColumnType type, RelDataTypeFactory factory) {
        return type.kind() == Kind.BOOL
                ? factory.createTypeWithNullability(factory.createSqlType(SqlTypeName.BOOLEAN), true)
                : new PgType(type);
    }

    /** The column type behind one of Calcite's. */
    public static ColumnType columnType(RelDataType type) {
        if (type instanceof PgType own) {
            return own.type;
        }
        if (type.getSqlTypeName() == SqlTypeName.BOOLEAN) {
            return ColumnType.BOOL;
        }
        throw new IllegalStateException("a type of Calcite's own in a plan: " + type);
    }

    @Override
    public SqlTypeName getSqlTypeName() {
        return SqlTypeName.OTHER;
    }

    @Override
    public boolean isNullable() {
        return true;
    }

    @Override
    protected void generateTypeString(StringBuilder text, boolean withDetail) {
        text.append("PG(")
                .append(Integer.toUnsignedLong(type.oid()))
                .append(',')
                .append(type.typmod())
                .append(',')
                .append(Integer.toUnsignedLong(type.collation()))
                .append(',')
                .append(type.kind())
                .append(')');
    }
}
