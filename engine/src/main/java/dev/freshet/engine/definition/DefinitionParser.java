package dev.freshet.engine.definition;

import dev.freshet.engine.definition.Definition.Mode;
import dev.freshet.engine.definition.Definition.Place;
import dev.freshet.engine.definition.SqlScanner.Token;
import dev.freshet.engine.definition.SqlScanner.TokenKind;
import dev.freshet.kernel.port.Fault;
import dev.freshet.kernel.port.FreshetException;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Reads a definitions file.
 *
 * <pre>
 * CREATE STREAM TABLE [schema.]name [WITH (option = value, …)] AS query;
 * </pre>
 */
public final class DefinitionParser {
    private final String file;
    private final SqlScanner scanner;
    private Token token;

    private DefinitionParser(String file, String text) {
        this.file = file;
        scanner = new SqlScanner(file, text);
        token = scanner.next();
    }

    /**
     * The definitions of a file, in their order.
     *
     * @throws FreshetException FR2010–FR2014, with the place
     */
    public static List<Definition> parse(String file, String text) {
        DefinitionParser parser = new DefinitionParser(file, text);
        List<Definition> definitions = new ArrayList<>();
        while (parser.token.kind() != TokenKind.END) {
            if (parser.token.isSymbol(';')) {
                parser.advance();
            } else {
                definitions.add(parser.statement());
            }
        }
        return definitions;
    }

    private Definition statement() {
        Place place = scanner.place(token.from());
        expect("create");
        expect("stream");
        expect("table");
        String name = name();
        Optional<String> schema = Optional.empty();
        if (token.isSymbol('.')) {
            advance();
            schema = Optional.of(name);
            name = name();
        }
        Map<String, Token> options = new LinkedHashMap<>();
        if (token.is("with")) {
            advance();
            options = options();
        }
        expect("as");
        int from = token.from();
        int to = from;
        while (token.kind() != TokenKind.END && !token.isSymbol(';')) {
            to = token.to();
            advance();
        }
        if (to == from) {
            throw syntax("a query", token);
        }
        return new Definition(
                schema,
                name,
                schedule(options),
                mode(options),
                scanner.text().substring(from, to),
                file,
                place,
                scanner.place(from));
    }

    private Map<String, Token> options() {
        Map<String, Token> options = new LinkedHashMap<>();
        symbol('(');
        while (!token.isSymbol(')')) {
            Token key = token;
            String name = name();
            if (!List.of("schedule", "mode", "timezone").contains(name)) {
                throw fault("FR2012", "unknown option " + name, key)
                        .withHint("The options are schedule, mode and timezone.")
                        .exception();
            }
            symbol('=');
            if (token.kind() != TokenKind.STRING && token.kind() != TokenKind.WORD) {
                throw syntax("a value in quotes", token);
            }
            if (options.put(name, token) != null) {
                throw fault("FR2012", "option " + name + " is given twice", key).exception();
            }
            advance();
            if (token.isSymbol(',')) {
                advance();
            } else if (!token.isSymbol(')')) {
                throw syntax("\",\" or \")\"", token);
            }
        }
        advance();
        return options;
    }

    private Schedule schedule(Map<String, Token> options) {
        ZoneId zone = ZoneId.of("UTC");
        Token zoneToken = options.get("timezone");
        if (zoneToken != null) {
            try {
                zone = ZoneId.of(zoneToken.text());
            } catch (DateTimeException e) {
                throw new FreshetException(fault("FR2013", "unknown time zone " + zoneToken.text(), zoneToken), e);
            }
        }
        Token text = options.get("schedule");
        if (text == null) {
            return new Schedule.Calculated();
        }
        try {
            return Schedule.parse(text.text(), zone);
        } catch (IllegalArgumentException e) {
            throw new FreshetException(fault("FR2013", String.valueOf(e.getMessage()), text), e);
        }
    }

    private Mode mode(Map<String, Token> options) {
        Token text = options.get("mode");
        if (text == null) {
            return Mode.AUTO;
        }
        return switch (text.text().toLowerCase(Locale.ROOT)) {
            case "auto" -> Mode.AUTO;
            case "incremental" -> Mode.INCREMENTAL;
            case "full" -> Mode.FULL;
            default ->
                throw fault("FR2014", "unknown mode " + text.text(), text)
                        .withHint("The modes are auto, incremental and full.")
                        .exception();
        };
    }

    private String name() {
        if (!token.isName()) {
            throw syntax("a name", token);
        }
        String name = token.text();
        advance();
        return name;
    }

    private void expect(String word) {
        if (!token.is(word)) {
            throw syntax(word.toUpperCase(Locale.ROOT), token);
        }
        advance();
    }

    private void symbol(char wanted) {
        if (!token.isSymbol(wanted)) {
            throw syntax("\"" + wanted + "\"", token);
        }
        advance();
    }

    private void advance() {
        token = scanner.next();
    }

    private RuntimeException syntax(String wanted, Token got) {
        String found =
                got.kind() == TokenKind.END ? got.text() : "\"" + scanner.text().substring(got.from(), got.to()) + "\"";
        return fault("FR2011", "syntax error at " + found + ", expected " + wanted, got)
                .withHint("The form is: CREATE STREAM TABLE name WITH (schedule = '2s', mode = 'auto') AS SELECT …;")
                .exception();
    }

    private Fault fault(String code, String primary, Token where) {
        return Fault.of(code, primary).at(scanner.place(where.from()).in(file));
    }
}
