package dev.freshet.kernel.port;

/**
 * What a person sees of a fault. An empty string is a part that does not apply.
 *
 * @param code stable, {@code FR} and four digits; the first two tell the module: 00 launcher, 01 postgres, 10 settings and program, 20
 *     definitions and planning, 30 capture, 40 merge and tables, 50 evaluation
 * @param primary one line, lower case, no full stop, as PostgreSQL words its messages
 * @param detail more of what was seen
 * @param hint what to do about it
 * @param place where in the person's file: {@code views/orders.sql:3:8}
 */
public record Fault(String code, String primary, String detail, String hint, String place) {
    public static Fault of(String code, String primary) {
        return new Fault(code, primary, "", "", "");
    }

    public Fault withDetail(String text) {
        return new Fault(code, primary, text, hint, place);
    }

    public Fault withHint(String text) {
        return new Fault(code, primary, detail, text, place);
    }

    public Fault at(String where) {
        return new Fault(code, primary, detail, hint, where);
    }

    public FreshetException exception() {
        return new FreshetException(this);
    }

    /** All parts, a line each: {@code views/orders.sql:3:8: FR2004: …}. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        if (!place.isEmpty()) {
            text.append(place).append(": ");
        }
        text.append(code).append(": ").append(primary);
        if (!detail.isEmpty()) {
            text.append("\n  detail: ").append(detail.replace("\n", "\n          "));
        }
        if (!hint.isEmpty()) {
            text.append("\n  hint: ").append(hint.replace("\n", "\n        "));
        }
        return text.toString();
    }
}
