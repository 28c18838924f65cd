package dev.freshet.kernel.scalar.time;

import dev.freshet.kernel.scalar.function.InputErrors;
import java.util.ArrayList;
import java.util.List;

/**
 * A piece of a date, time or interval as people write it, letters in lower case (datetime.c, {@code ParseDateTime}).
 *
 * @param type what it looks like; it may turn out to be something else
 */
record Token(Type type, String text) {
    enum Type {
        /** Digits and perhaps a point. */
        NUMBER,
        /** Digits and two separators, or digits and letters; or the name of a time zone. */
        DATE,
        /** Digits and colons. */
        TIME,
        /** Letters. */
        WORD,
        /** A sign and letters. */
        SIGNED_WORD,
        /** A sign and digits: an offset from UTC, a signed number. */
        OFFSET
    }

    private static final int MOST_TOKENS = 25;

    /**
     * Takes a text apart.
     *
     * @param room what PostgreSQL has for all tokens and a byte after each
     */
    static List<Token> split(String text, int room) throws Unreadable {
        List<Token> tokens = new ArrayList<>();
        Splitter splitter = new Splitter(text);
        int used = 0;
        while (!splitter.isAtEnd()) {
            if (splitter.skipsDelimiter()) {
                continue;
            }
            if (tokens.size() >= MOST_TOKENS) {
                throw Unreadable.format();
            }
            Token token = splitter.next();
            used += token.text().length();
            if (used >= room) {
                throw Unreadable.format();
            }
            used++;
            tokens.add(token);
        }
        return tokens;
    }

    private static final class Splitter {
        private final String text;
        private int at;
        private StringBuilder token = new StringBuilder();

        Splitter(String text) {
            this.text = text;
        }

        boolean isAtEnd() {
            return at >= text.length();
        }

        /** Blanks, and punctuation that begins nothing. */
        boolean skipsDelimiter() {
            char c = peek();
            boolean punctuation = c > ' ' && c < 127 && !Cursor.isLetter(c) && !Cursor.isDigit(c);
            if (InputErrors.isSpace(c) || (punctuation && c != '.' && c != '+' && c != '-')) {
                at++;
                return true;
            }
            return false;
        }

        Token next() throws Unreadable {
            token = new StringBuilder();
            Type type;
            if (Cursor.isDigit(peek())) {
                type = digits();
            } else if (peek() == '.') {
                take();
                takeDigits();
                type = Type.NUMBER;
            } else if (Cursor.isLetter(peek())) {
                type = letters();
            } else if (peek() == '+' || peek() == '-') {
                type = sign();
            } else {
                throw Unreadable.format();
            }
            return new Token(type, token.toString());
        }

        private Type digits() {
            takeDigits();
            char delimiter = peek();
            if (delimiter == ':') {
                while (Cursor.isDigit(peek()) || peek() == ':' || peek() == '.') {
                    take();
                }
                return Type.TIME;
            }
            if (delimiter != '-' && delimiter != '/' && delimiter != '.') {
                return Type.NUMBER;
            }
            take();
            if (!Cursor.isDigit(peek())) {
                while (Cursor.isDigit(peek()) || Cursor.isLetter(peek()) || peek() == delimiter) {
                    take();
                }
                return Type.DATE;
            }
            takeDigits();
            if (peek() != delimiter) {
                return delimiter == '.' ? Type.NUMBER : Type.DATE;
            }
            while (Cursor.isDigit(peek()) || peek() == delimiter) {
                take();
            }
            return Type.DATE;
        }

        /** A word, unless what follows makes it a date or the name of a zone. */
        private Type letters() {
            takeLetters();
            char next = peek();
            boolean isDate = next == '-' || next == '/' || next == '.';
            if (!isDate && (next == '+' || Cursor.isDigit(next))) {
                isDate = Keyword.of(token.toString()) == Keyword.UNKNOWN;
            }
            if (!isDate) {
                return Type.WORD;
            }
            do {
                take();
            } while ("+-/_.:".indexOf(peek()) >= 0 || Cursor.isDigit(peek()) || Cursor.isLetter(peek()));
            return Type.DATE;
        }

        private Type sign() throws Unreadable {
            take();
            while (InputErrors.isSpace(peek())) {
                at++;
            }
            if (Cursor.isDigit(peek())) {
                while (Cursor.isDigit(peek()) || peek() == ':' || peek() == '.' || peek() == '-') {
                    take();
                }
                return Type.OFFSET;
            }
            if (Cursor.isLetter(peek())) {
                takeLetters();
                return Type.SIGNED_WORD;
            }
            throw Unreadable.format();
        }

        private void takeDigits() {
            while (Cursor.isDigit(peek())) {
                take();
            }
        }

        private void takeLetters() {
            while (Cursor.isLetter(peek())) {
                take();
            }
        }

        private void take() {
            token.append(Character.toLowerCase(peek()));
            at++;
        }

        /** The next character; at the end one that is nothing. */
        private char peek() {
            return isAtEnd() ? '\uffff' : text.charAt(at);
        }
    }
}
