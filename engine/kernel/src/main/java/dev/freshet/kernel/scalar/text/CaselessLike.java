package dev.freshet.kernel.scalar.text;

import dev.freshet.kernel.scalar.BytesVector;
import dev.freshet.kernel.scalar.LongVector;
import dev.freshet.kernel.scalar.function.Rows;
import dev.freshet.kernel.scalar.function.StrictBinary;

/** {@code ILIKE} and {@code NOT ILIKE}: the lower case of the text is like the lower case of the pattern. Made anew for each call. */
final class CaselessLike implements StrictBinary.Kernel<BytesVector, BytesVector, LongVector> {
    private final LetterCase letters;
    private final Like like;
    private final TextArena lowered = new TextArena();

    CaselessLike(LetterCase letters, Like like) {
        this.letters = letters;
        this.like = like;
    }

    @Override
    public void run(BytesVector text, BytesVector patterns, LongVector result, Rows rows) {
        int before = -1;
        for (int r = rows.next(0); r >= 0; r = rows.next(r + 1)) {
            if (before < 0 || !Like.isSameRange(patterns, before, r)) {
                lower(patterns, r);
                like.use(lowered.bytes(), lowered.start(), lowered.length());
                before = r;
            }
            lower(text, r);
            like.match(lowered.bytes(), lowered.start(), lowered.length(), result, r, rows);
        }
    }

    private void lower(BytesVector values, int row) {
        lowered.begin();
        lowered.open(LetterCase.room(values.length[row]));
        letters.lower(values.base[row], values.from[row], values.length[row], lowered);
    }
}
