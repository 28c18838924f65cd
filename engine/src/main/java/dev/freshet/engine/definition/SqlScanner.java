package dev.freshet.engine.definition;

import dev.freshet.engine.definition.Definition.Place;
import dev.freshet.kernel.port.Fault;
import java.util.Locale;

/**
 * Cuts a definitions file into tokens as PostgreSQL's scan.l does: comments (nested ones too), strings of every kind, quoted identifiers,
 * dollar quotes. Only as far as statements have to be told apart.
 */
final class SqlScanner {
    /** What a token is. */
    enum TokenKind {
        WORD,
        QUOTED,
        STRING,
        SYMBOL,
        END
    }

    /**
     * A token.
     *
     * @param text a word folded to lower case, an identifier or string without its quotes, a symbol as it stands
     */
    record Token(TokenKind kind, String text, int from, int to) {
        boolean is(String word) {
            return kind == TokenKind.WORD && text.equals(word);
        }

        boolean isSymbol(char symbol) {
            return kind == TokenKind.SYMBOL && text.charAt(0) == symbol;
        }

        boolean isName() {
            return kind == TokenKind.WORD || kind == TokenKind.QUOTED;
        }
    }

    private final String file;
    private final String text;
    private int at;

    SqlScanner(String file, String text) {
        this.file = file;
        this.text = text;
    }

    String text() {
        return text;
    }

    /** The line and column of an offset. */
    Place place(int offset) {
        int line = 1;
        int start = 0;
        for (int i = text.indexOf('\n'); i >= 0 && i < offset; i = text.indexOf('\n', i + 1)) {
            line++;
            start = i + 1;
        }
        return new Place(line, text.codePointCount(start, offset) + 1);
    }

    Token next() {
        skipBlanksAndComments();
        int from = at;
        if (at >= text.length()) {
            return new Token(TokenKind.END, "end of file", from, from);
        }
        char c = text.charAt(at);
        if (c == '\'') {
            return string(from, false);
        }
        if ((c == 'e' || c == 'E') && at + 1 < text.length() && text.charAt(at + 1) == '\'') {
            at++;
            return string(from, true);
        }
        if (c == '"') {
            return quoted(from);
        }
        if (c == '$') {
            int tagEnd = dollarTag();
            if (tagEnd > 0) {
                return dollarString(from, tagEnd);
            }
        }
        if (isNameStart(c)) {
            while (at < text.length() && isNamePart(text.charAt(at))) {
                at++;
            }
            return new Token(TokenKind.WORD, text.substring(from, at).toLowerCase(Locale.ROOT), from, at);
        }
        at++;
        return new Token(TokenKind.SYMBOL, String.valueOf(c), from, at);
    }

    private void skipBlanksAndComments() {
        while (at < text.length()) {
            char c = text.charAt(at);
            if (Character.isWhitespace(c) || c == '\uFEFF') {
                at++;
            } else if (text.startsWith("--", at)) {
                int end = text.indexOf('\n', at);
                at = end < 0 ? text.length() : end + 1;
            } else if (text.startsWith("/*", at)) {
                skipBlockComment();
            } else {
                return;
            }
        }
    }

    private void skipBlockComment() {
        int from = at;
        int depth = 0;
        do {
            if (at >= text.length()) {
                throw unterminated("comment", from);
            }
            if (text.startsWith("/*", at)) {
                depth++;
                at += 2;
            } else if (text.startsWith("*/", at)) {
                depth--;
                at += 2;
            } else {
                at++;
            }
        } while (depth > 0);
    }

    private Token string(int from, boolean escapes) {
        StringBuilder value = new StringBuilder();
        at++;
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c == '\'' && text.startsWith("''", at)) {
                value.append('\'');
                at += 2;
            } else if (c == '\'') {
                at++;
                return new Token(TokenKind.STRING, value.toString(), from, at);
            } else if (escapes && c == '\\' && at + 1 < text.length()) {
                value.append(text.charAt(at + 1));
                at += 2;
            } else {
                value.append(c);
                at++;
            }
        }
        throw unterminated("quoted string", from);
    }

    private Token quoted(int from) {
        StringBuilder value = new StringBuilder();
        at++;
        while (at < text.length()) {
            if (text.startsWith("\"\"", at)) {
                value.append('"');
                at += 2;
            } else if (text.charAt(at) == '"') {
                at++;
                return new Token(TokenKind.QUOTED, value.toString(), from, at);
            } else {
                value.append(text.charAt(at++));
            }
        }
        throw unterminated("quoted identifier", from);
    }

    /** The end of {@code $tag$} that begins here, or 0 if this is a parameter or an operator. */
    private int dollarTag() {
        int end = at + 1;
        while (end < text.length() && (Character.isLetterOrDigit(text.charAt(end)) || text.charAt(end) == '_')) {
            end++;
        }
        boolean digitFirst = end > at + 1 && Character.isDigit(text.charAt(at + 1));
        return end < text.length() && text.charAt(end) == '$' && !digitFirst ? end + 1 : 0;
    }

    private Token dollarString(int from, int tagEnd) {
        String tag = text.substring(from, tagEnd);
        int close = text.indexOf(tag, tagEnd);
        if (close < 0) {
            throw unterminated("dollar-quoted string", from);
        }
        at = close + tag.length();
        return new Token(TokenKind.STRING, text.substring(tagEnd, close), from, at);
    }

    private static boolean isNameStart(char c) {
        return Character.isLetter(c) || c == '_' || c >= 0x80;
    }

    private static boolean isNamePart(char c) {
        return isNameStart(c) || Character.isDigit(c) || c == '$';
    }

    private RuntimeException unterminated(String what, int from) {
        return Fault.of("FR2010", "unterminated " + what)
                .at(place(from).in(file))
                .exception();
    }
}
