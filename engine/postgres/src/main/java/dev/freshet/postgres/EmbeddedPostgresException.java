package dev.freshet.postgres;

import org.jspecify.annotations.Nullable;

/** The server could not be brought to what was asked. Codes FR0110 to FR0117, see the README. */
public final class EmbeddedPostgresException extends RuntimeException {
    private final String code;
    private final String primary;
    private final String detail;
    private final String hint;

    EmbeddedPostgresException(String code, String primary, String detail, String hint) {
        this(code, primary, detail, hint, null);
    }

    EmbeddedPostgresException(String code, String primary, String detail, String hint, @Nullable Throwable cause) {
        super(message(code, primary, detail, hint), cause);
        this.code = code;
        this.primary = primary;
        this.detail = detail;
        this.hint = hint;
    }

    public String code() {
        return code;
    }

    public String primary() {
        return primary;
    }

    /** What was seen, such as the last lines of the server's log; empty where there is nothing more. */
    public String detail() {
        return detail;
    }

    public String hint() {
        return hint;
    }

    private static String message(String code, String primary, String detail, String hint) {
        StringBuilder text = new StringBuilder(code).append(": ").append(primary);
        if (!detail.isEmpty()) {
            text.append("\n  detail: ").append(detail.replace("\n", "\n          "));
        }
        if (!hint.isEmpty()) {
            text.append("\n  hint: ").append(hint.replace("\n", "\n        "));
        }
        return text.toString();
    }
}
