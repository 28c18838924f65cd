package dev.freshet.kernel.scalar.format;

import dev.freshet.kernel.scalar.BytesVector;
import dev.freshet.kernel.scalar.Expression;
import dev.freshet.kernel.scalar.logic.Constant;
import java.util.ArrayList;
import java.util.List;

/**
 * A piece of a format: a keyword between its prefix and its postfix, or text that is copied (formatting.c, {@code parse_format}).
 *
 * @param keyword empty for text
 * @param text empty for a keyword
 */
public record FormatPiece(String prefix, String keyword, String postfix, String text) {
    public boolean isText() {
        return keyword.isEmpty();
    }

    /**
     * The format a call's argument is for all rows; it must not be NULL.
     *
     * @throws IllegalArgumentException if it may be another for each row
     */
    public static String constant(Expression argument) {
        if (argument instanceof Constant constant) {
            return ((BytesVector) constant.vector()).string(0);
        }
        throw new IllegalArgumentException("a format that is not a constant");
    }

    /** Takes a format apart: of the keywords that fit the first is taken, text stands as it is or between quotes. */
    public static List<FormatPiece> split(
            String format, List<String> prefixes, List<String> keywords, List<String> postfixes) {
        List<FormatPiece> pieces = new ArrayList<>();
        int at = 0;
        while (at < format.length()) {
            String prefix = first(prefixes, format, at);
            at += prefix.length();
            String keyword = first(keywords, format, at);
            if (!keyword.isEmpty()) {
                at += keyword.length();
                String postfix = first(postfixes, format, at);
                at += postfix.length();
                pieces.add(new FormatPiece(prefix, keyword, postfix, ""));
            } else if (at < format.length()) {
                int end = textEnd(format, at);
                pieces.add(new FormatPiece("", "", "", text(format, at, end)));
                at = end;
            }
        }
        return List.copyOf(pieces);
    }

    private static String first(List<String> words, String format, int at) {
        for (String word : words) {
            if (format.startsWith(word, at)) {
                return word;
            }
        }
        return "";
    }

    /** Where a quoted text ends, or the one character. */
    private static int textEnd(String format, int from) {
        if (format.charAt(from) != '"') {
            boolean escaped = format.startsWith("\\\"", from);
            return format.offsetByCodePoints(from, escaped ? 2 : 1);
        }
        int at = from + 1;
        while (at < format.length() && format.charAt(at) != '"') {
            boolean escape = format.charAt(at) == '\\' && at + 1 < format.length();
            at += escape ? 2 : 1;
        }
        return Math.min(at + 1, format.length());
    }

    private static String text(String format, int from, int end) {
        if (format.charAt(from) != '"') {
            return format.substring(format.startsWith("\\\"", from) ? from + 1 : from, end);
        }
        StringBuilder text = new StringBuilder();
        int at = from + 1;
        while (at < end && format.charAt(at) != '"') {
            if (format.charAt(at) == '\\' && at + 1 < format.length()) {
                at++;
            }
            text.append(format.charAt(at++));
        }
        return text.toString();
    }

    /** {@code st}, {@code nd}, {@code rd} or {@code th} after a number in digits. */
    public static String ordinal(String digits) {
        int last = digits.charAt(digits.length() - 1);
        if (digits.length() > 1 && digits.charAt(digits.length() - 2) == '1') {
            last = 0;
        }
        return switch (last) {
            case '1' -> "st";
            case '2' -> "nd";
            case '3' -> "rd";
            default -> "th";
        };
    }
}
