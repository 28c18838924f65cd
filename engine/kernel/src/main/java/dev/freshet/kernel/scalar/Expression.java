package dev.freshet.kernel.scalar;

import dev.freshet.kernel.type.ColumnType;

/**
 * A scalar expression as a composed closure: evaluated over the rows of a frame at a time, each node in a loop of its own.
 *
 * <p>A node may compute rows outside {@code wanted} where that cannot err or cost, but marks an error ({@link Frame#fail}) only for rows in
 * {@code wanted} whose arguments are not NULL. {@code CASE}, {@code COALESCE}, {@code AND} and {@code OR} narrow {@code wanted}, so that a
 * branch not taken does not err. The value of a row that erred is of no matter.
 *
 * <p>A node owns the vector it returns; an instance belongs to one place of one operator and one thread.
 */
public interface Expression {
    /** The type of the result. */
    ColumnType type();

    /** The values of at least the wanted rows; valid until this node is evaluated again. */
    Vector evaluate(Frame frame, Mask wanted);

    /** For plans: a short rendering such as {@code (amount * 2)}. */
    @Override
    String toString();
}
