package dev.freshet.kernel.operator.aggregate;

import dev.freshet.kernel.arrangement.OrderedBags;
import dev.freshet.kernel.row.RowWriter;
import dev.freshet.kernel.scalar.EvaluationError;
import dev.freshet.kernel.type.ColumnType;
import java.util.Optional;

/** {@code min} and {@code max}. */
final class BagResults {
    private BagResults() {}

    static Result least(Bag bag, ColumnType argument, ColumnType type) {
        ImageCopy copy = new ImageCopy(argument, type);
        return (area, state, row, column) -> write(bag.bags(), bag.least(area, state + bag.offset), copy, row, column);
    }

    static Result greatest(Bag bag, ColumnType argument, ColumnType type) {
        ImageCopy copy = new ImageCopy(argument, type);
        return (area, state, row, column) ->
                write(bag.bags(), bag.greatest(area, state + bag.offset), copy, row, column);
    }

    private static Optional<EvaluationError> write(
            OrderedBags bags, int image, ImageCopy copy, RowWriter row, int column) {
        if (image == 0) {
            row.setNull(column);
        } else {
            copy.write(bags.bytes(image), OrderedBags.from(image), bags.length(image), row, column);
        }
        return Result.FINE;
    }
}
