package dev.freshet.kernel.row;

import dev.freshet.kernel.type.Column;
import dev.freshet.kernel.type.ColumnType;
import dev.freshet.kernel.type.Kind;
import java.util.List;

/**
 * Where each column of a packed row stands.
 *
 * <pre>
 * | null bits, one a column, ceil(n/8) bytes | fixed slots in column order | variable bytes in column order |
 * </pre>
 *
 * A fixed column's slot holds its value ({@link Kind#width}); a variable column's slot is four bytes: the offset, from the row's start, of
 * the end of its bytes. They begin where those of the variable column before it end. A NULL has its bit set, its slot zeroed (for a variable
 * column: the end of the one before, so that it is empty). So two rows of one layout are the same row if and only if their bytes are the
 * same. Integers are little-endian and unaligned.
 *
 * <p>Immutable.
 */
public final class RowLayout {
    private final List<Column> columns;
    private final int[] slots;
    private final int[] previousVariable;
    private final Kind[] kinds;
    private final int fixedLength;
    private final int variableColumns;

    public RowLayout(List<Column> columns) {
        this.columns = List.copyOf(columns);
        int n = columns.size();
        slots = new int[n];
        previousVariable = new int[n];
        kinds = new Kind[n];
        int at = (n + 7) >>> 3;
        int lastVariable = -1;
        int variable = 0;
        for (int i = 0; i < n; i++) {
            kinds[i] = columns.get(i).type().kind();
            slots[i] = at;
            previousVariable[i] = lastVariable;
            if (kinds[i].isVariable()) {
                lastVariable = i;
                variable++;
                at += 4;
            } else {
                at += kinds[i].width();
            }
        }
        fixedLength = at;
        variableColumns = variable;
    }

    public List<Column> columns() {
        return columns;
    }

    /** How many columns. */
    public int width() {
        return kinds.length;
    }

    public Kind kind(int column) {
        return kinds[column];
    }

    public ColumnType type(int column) {
        return columns.get(column).type();
    }

    /** Offset of a column's slot from the row's start. */
    public int slot(int column) {
        return slots[column];
    }

    /** Bytes of null bits and slots; the length of a row without variable bytes. */
    public int fixedLength() {
        return fixedLength;
    }

    /** How many columns stand in the variable part. */
    public int variableColumns() {
        return variableColumns;
    }

    public boolean isNull(byte[] bytes, int row, int column) {
        return (bytes[row + (column >>> 3)] & (1 << (column & 7))) != 0;
    }

    /** Offset, from the row's start, of the first byte of a variable column. */
    public int variableFrom(byte[] bytes, int row, int column) {
        int before = previousVariable[column];
        return before < 0 ? fixedLength : Bytes.getInt(bytes, row + slots[before]);
    }

    /** Offset, from the row's start, of the end of a variable column. */
    public int variableTo(byte[] bytes, int row, int column) {
        return Bytes.getInt(bytes, row + slots[column]);
    }

    /** Whether a row of the one is a row of the other, byte by byte: the same kinds (and scales) in the same order, whatever the names. */
    public boolean sameImages(RowLayout other) {
        if (kinds.length != other.kinds.length) {
            return false;
        }
        for (int i = 0; i < kinds.length; i++) {
            if (kinds[i] != other.kinds[i]
                    || (kinds[i] == Kind.DECIMAL
                            && type(i).numericScale() != other.type(i).numericScale())) {
                return false;
            }
        }
        return true;
    }

    /** This layout followed by another: the columns of a join's output. */
    public RowLayout followedBy(RowLayout other) {
        List<Column> all = new java.util.ArrayList<>(columns);
        all.addAll(other.columns);
        return new RowLayout(all);
    }

    /** The layout of some of the columns, in the order given. */
    public RowLayout project(int... picked) {
        List<Column> some = new java.util.ArrayList<>(picked.length);
        for (int column : picked) {
            some.add(columns.get(column));
        }
        return new RowLayout(some);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof RowLayout that && columns.equals(that.columns);
    }

    @Override
    public int hashCode() {
        return columns.hashCode();
    }

    @Override
    public String toString() {
        return "RowLayout" + columns;
    }
}
