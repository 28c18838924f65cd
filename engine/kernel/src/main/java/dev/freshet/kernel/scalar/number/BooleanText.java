package dev.freshet.kernel.scalar.number;

import dev.freshet.kernel.codec.ByteSink;
import dev.freshet.kernel.scalar.EvaluationError;
import dev.freshet.kernel.scalar.LongVector;
import dev.freshet.kernel.scalar.Vector;
import dev.freshet.kernel.scalar.function.InputErrors;
import dev.freshet.kernel.scalar.function.TextForm;
import java.util.Optional;

/** {@code boolean} (bool.c): printed {@code t} and {@code f}; read from any beginning of true, false, yes, no, from on, off, 1, 0. */
public enum BooleanText implements TextForm {
    BOOL;

    @Override
    public void write(Vector values, int row, ByteSink out) {
        out.put(((LongVector) values).values[row] != 0 ? 't' : 'f');
    }

    @Override
    public Optional<EvaluationError> input(String text, Vector result, int row) {
        int from = InputErrors.skipSpaces(text, 0);
        int to = text.length();
        while (to > from && InputErrors.isSpace(text.charAt(to - 1))) {
            to--;
        }
        String word = text.substring(from, to);
        boolean truth = begins("true", word, 1) || begins("yes", word, 1) || begins("on", word, 2) || word.equals("1");
        boolean falsehood =
                begins("false", word, 1) || begins("no", word, 1) || begins("off", word, 2) || word.equals("0");
        ((LongVector) result).values[row] = truth ? 1 : 0;
        return truth || falsehood ? Optional.empty() : InputErrors.syntax("boolean", text);
    }

    private static boolean begins(String whole, String word, int least) {
        return word.length() >= least && whole.regionMatches(true, 0, word, 0, word.length());
    }
}
