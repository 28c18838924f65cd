package dev.freshet.planner.tree;

import dev.freshet.planner.tree.Tree.Atom;
import dev.freshet.planner.tree.Tree.Datum;
import dev.freshet.planner.tree.Tree.Items;
import dev.freshet.planner.tree.Tree.Node;
import dev.freshet.planner.tree.Tree.Null;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads the text of a node tree. */
public final class TreeReader {
    private final String text;
    private int at;

    private TreeReader(String text) {
        this.text = text;
    }

    /** The tree a text stands for. */
    public static Tree read(String text) {
        return new TreeReader(text).value();
    }

    private Tree value() {
        skipBlanks();
        return switch (text.charAt(at)) {
            case '{' -> node();
            case '(' -> items();
            case '<' -> {
                at += 2;
                yield new Null();
            }
            default -> atomOrDatum();
        };
    }

    private Node node() {
        at++;
        String tag = word();
        Map<String, Tree> fields = new LinkedHashMap<>();
        for (skipBlanks(); text.charAt(at) != '}'; skipBlanks()) {
            at++;
            String field = word();
            fields.put(field, value());
        }
        at++;
        return new Node(tag, fields);
    }

    private Items items() {
        at++;
        skipBlanks();
        // a list of integers, OIDs, xids, or a bitmap says so first
        if ("ioxb".indexOf(text.charAt(at)) >= 0 && " )".indexOf(text.charAt(at + 1)) >= 0) {
            at++;
        }
        List<Tree> elements = new ArrayList<>();
        for (skipBlanks(); text.charAt(at) != ')'; skipBlanks()) {
            elements.add(value());
        }
        at++;
        return new Items(elements);
    }

    private Tree atomOrDatum() {
        String first = word();
        int mark = at;
        skipBlanks();
        if (at < text.length() && text.charAt(at) == '[') {
            at++;
            List<Byte> bytes = new ArrayList<>();
            for (skipBlanks(); text.charAt(at) != ']'; skipBlanks()) {
                bytes.add((byte) Integer.parseInt(word()));
            }
            at++;
            byte[] datum = new byte[bytes.size()];
            for (int i = 0; i < datum.length; i++) {
                datum[i] = bytes.get(i);
            }
            return new Datum(datum);
        }
        at = mark;
        return new Atom(first);
    }

    private String word() {
        skipBlanks();
        if (text.charAt(at) == '"') {
            return quoted();
        }
        StringBuilder word = new StringBuilder();
        while (at < text.length() && " \n\t(){}[]".indexOf(text.charAt(at)) < 0) {
            if (text.charAt(at) == '\\') {
                at++;
            }
            word.append(text.charAt(at++));
        }
        return word.toString();
    }

    private String quoted() {
        StringBuilder word = new StringBuilder();
        for (at++; text.charAt(at) != '"'; at++) {
            if (text.charAt(at) == '\\') {
                at++;
            }
            word.append(text.charAt(at));
        }
        at++;
        return word.toString();
    }

    private void skipBlanks() {
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
    }
}
