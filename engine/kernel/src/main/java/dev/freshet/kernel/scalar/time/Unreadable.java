package dev.freshet.kernel.scalar.time;

import dev.freshet.kernel.scalar.EvaluationError;

/** A text that is no date, time or interval, and why (datetime.c, {@code DateTimeParseError}). Thrown within the package only, without a stack. */
@SuppressWarnings("serial") // never leaves a call
final class Unreadable extends Exception {
    /** What is wrong, but for the text and its type. */
    enum Problem {
        /** It is not written as one. */
        FORMAT,
        /** A field is greater than it may be. */
        FIELD,
        /** The offset of a time zone is. */
        DISPLACEMENT,
        /** There is no such time zone. */
        ZONE,
        /** It means another moment each time it is read. */
        MOMENT,
        /** A time zone that has one meaning here and another there. */
        AMBIGUOUS_ZONE
    }

    private final Problem problem;
    private final String name;

    private Unreadable(Problem problem, String name) {
        super(null, null, false, false);
        this.problem = problem;
        this.name = name;
    }

    static Unreadable format() {
        return new Unreadable(Problem.FORMAT, "");
    }

    static Unreadable field() {
        return new Unreadable(Problem.FIELD, "");
    }

    /** Of a zone or a moment. */
    static Unreadable named(Problem problem, String name) {
        return new Unreadable(problem, name);
    }

    Problem problem() {
        return problem;
    }

    /** What PostgreSQL raises; of what cannot be kept up, what is said instead. */
    EvaluationError error(String text, String type) {
        return switch (problem) {
            case FORMAT -> new EvaluationError("22007", "invalid input syntax for type " + type + ": \"" + text + "\"");
            case FIELD ->
                type.equals("interval")
                        ? new EvaluationError("22015", "interval field value out of range: \"" + text + "\"")
                        : new EvaluationError("22008", "date/time field value out of range: \"" + text + "\"");
            case DISPLACEMENT -> new EvaluationError("22009", "time zone displacement out of range: \"" + text + "\"");
            case ZONE -> new EvaluationError("22023", "time zone \"" + name + "\" not recognized");
            case MOMENT ->
                new EvaluationError(
                        "0A000",
                        "cannot read \"" + text + "\" as " + type + ": \"" + name + "\" depends on when it is read");
            case AMBIGUOUS_ZONE ->
                new EvaluationError(
                        "0A000",
                        "cannot read \"" + text + "\" as " + type + ": time zone \"" + name + "\" depends on settings",
                        "Known are offsets, UTC and names such as Europe/Oslo.");
        };
    }
}
