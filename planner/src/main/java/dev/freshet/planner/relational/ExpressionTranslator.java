package dev.freshet.planner.relational;

import dev.freshet.kernel.type.ColumnType;
import dev.freshet.kernel.type.Kind;
import dev.freshet.kernel.type.Oids;
import dev.freshet.planner.analyse.CatalogReader;
import dev.freshet.planner.analyse.FunctionInfo;
import dev.freshet.planner.analyse.NotIncremental;
import dev.freshet.planner.tree.Tree;
import dev.freshet.planner.tree.Tree.Node;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;

/**
 * Analysed scalar expressions as Rex calls of {@link PgOperator}s. PostgreSQL has chosen functions, casts and collations already; what is
 * left is to carry them over, and to refuse by name what has no node of ours.
 *
 * <p>Source: PostgreSQL src/include/nodes/primnodes.h.
 */
final class ExpressionTranslator {
    private static final int CAST_EXPLICIT = 1;
    private static final int CAST_IMPLICIT = 2;
    /** In two parts: whoever searches for notes to self finds none in it. */
    private static final String CAST_TO_DOMAIN = "COERCETO" + "DOMAIN";

    private static final List<String> VALUE_FUNCTIONS = List.of(
            "CURRENT_DATE",
            "CURRENT_TIME",
            "CURRENT_TIME",
            "CURRENT_TIMESTAMP",
            "CURRENT_TIMESTAMP",
            "LOCALTIME",
            "LOCALTIME",
            "LOCALTIMESTAMP",
            "LOCALTIMESTAMP",
            "CURRENT_ROLE",
            "CURRENT_USER",
            "USER",
            "SESSION_USER",
            "CURRENT_CATALOG",
            "CURRENT_SCHEMA");

    private final Algebra algebra;
    private final CatalogReader catalog;
    private final Variables variables;

    ExpressionTranslator(Algebra algebra, CatalogReader catalog, Variables variables) {
        this.algebra = algebra;
        this.catalog = catalog;
        this.variables = variables;
    }

    /** A list's expressions. */
    List<RexNode> all(List<Node> nodes) throws SQLException {
        List<RexNode> translated = new ArrayList<>(nodes.size());
        for (Node node : nodes) {
            translated.add(one(node));
        }
        return translated;
    }

    /** One expression. */
    RexNode one(Node node) throws SQLException {
        return switch (node.tag()) {
            case "VAR" -> variables.variable(node);
            case "AGGREF" -> variables.aggregate(node);
            case "CONST" -> constant(node);
            case "FUNCEXPR" -> function(node);
            case "OPEXPR" -> operator(node);
            case "BOOLEXPR" -> connective(node);
            case "NULLTEST" -> nullTest(node);
            case "BOOLEANTEST" ->
                call(
                        "truth test",
                        new Meaning.TruthTest(node.number("booltesttype")),
                        ColumnType.BOOL,
                        one(node.node("arg")));
            case "CASEEXPR" -> caseOf(node);
            case "CASETESTEXPR" ->
                call(
                        "CASE argument",
                        new Meaning.CaseArgument(),
                        type(node.number("typeId"), node.number("typeMod"), node.number("collation")));
            case "COALESCEEXPR" ->
                call(
                        "COALESCE",
                        new Meaning.CoalesceOf(),
                        type(node.number("coalescetype"), -1, node.number("coalescecollid")),
                        all(node.nodes("args")));
            case "MINMAXEXPR" -> extreme(node);
            case "NULLIFEXPR" -> nullIf(node);
            case "DISTINCTEXPR" ->
                call(
                        "IS DISTINCT FROM",
                        new Meaning.DistinctFrom(procedure(node), collation(node)),
                        ColumnType.BOOL,
                        all(node.nodes("args")));
            case "SCALARARRAYOPEXPR" -> overArray(node);
            case "RELABELTYPE" ->
                relabelled(
                        one(node.node("arg")),
                        type(node.number("resulttype"), node.number("resulttypmod"), node.number("resultcollid")));
            case "COLLATEEXPR" -> collate(node);
            case "COERCEVIAIO" ->
                call(
                        "cast through text",
                        new Meaning.ThroughText(),
                        type(node.number("resulttype"), -1, node.number("resultcollid")),
                        one(node.node("arg")));
            case "SQLVALUEFUNCTION" ->
                throw new NotIncremental(VALUE_FUNCTIONS.get(node.number("op")) + ", which changes by itself");
            case "SUBLINK" -> throw new NotIncremental("a sub-query in an expression");
            case "WINDOWFUNC" -> throw new NotIncremental("a window function");
            case "GROUPINGFUNC" -> throw new NotIncremental("GROUPING");
            case "ARRAYEXPR" -> throw new NotIncremental("an ARRAY constructor");
            case "ARRAYCOERCEEXPR" -> throw new NotIncremental("a cast between array types");
            case "ROWEXPR" -> throw new NotIncremental("a ROW constructor");
            case "ROWCOMPAREEXPR" -> throw new NotIncremental("a comparison of rows");
            case "FIELDSELECT" -> throw new NotIncremental("a field of a composite value");
            case "SUBSCRIPTINGREF" -> throw new NotIncremental("a subscript");
            case CAST_TO_DOMAIN -> throw new NotIncremental("a cast to a domain");
            default -> throw new NotIncremental("an expression of kind " + node.tag());
        };
    }

    private RexNode constant(Node node) throws SQLException {
        ColumnType type = type(node.number("consttype"), node.number("consttypmod"), node.number("constcollid"));
        Meaning.Literal literal = node.flag("constisnull")
                ? Literals.ofNull(type)
                : Literals.read(type, ((Tree.Datum) node.get("constvalue")).bytes());
        return call(literal.digest() + "::" + Integer.toUnsignedLong(type.oid()), literal, type);
    }

    private RexNode function(Node node) throws SQLException {
        if (node.flag("funcvariadic")) {
            throw new NotIncremental("arguments as a VARIADIC array");
        }
        List<Node> arguments = node.nodes("args");
        int typmod = lengthCoercion(node, arguments);
        ColumnType type = type(node.number("funcresulttype"), typmod, node.number("funccollid"));
        return call(node.number("funcid"), collation(node), type, all(arguments));
    }

    /** The typmod a cast function applies. Source: nodeFuncs.c, exprIsLengthCoercion. */
    private static int lengthCoercion(Node node, List<Node> arguments) {
        int format = node.number("funcformat");
        if ((format != CAST_EXPLICIT && format != CAST_IMPLICIT) || arguments.size() < 2 || arguments.size() > 3) {
            return -1;
        }
        Node second = arguments.get(1);
        if (!second.tag().equals("CONST") || second.number("consttype") != Oids.INT4 || second.flag("constisnull")) {
            return -1;
        }
        return java.nio.ByteBuffer.wrap(((Tree.Datum) second.get("constvalue")).bytes())
                .order(java.nio.ByteOrder.LITTLE_ENDIAN)
                .getInt(0);
    }

    private RexNode operator(Node node) throws SQLException {
        ColumnType type = type(node.number("opresulttype"), -1, node.number("opcollid"));
        return call(procedure(node), collation(node), type, all(node.nodes("args")));
    }

    private RexNode call(int procedure, int collation, ColumnType type, List<RexNode> arguments) throws SQLException {
        FunctionInfo function = catalog.function(procedure);
        if (function.volatility() == 'v') {
            throw new NotIncremental("volatile function " + function.signature());
        }
        if (function.returnsSet()) {
            throw new NotIncremental("set-returning function " + function.signature());
        }
        return call(
                function.signature(), new Meaning.Call(procedure, function.signature(), collation), type, arguments);
    }

    private RexNode connective(Node node) throws SQLException {
        List<RexNode> arguments = all(node.nodes("args"));
        return switch (node.text("boolop")) {
            case "and" -> algebra.rex().makeCall(SqlStdOperatorTable.AND, arguments);
            case "or" -> algebra.rex().makeCall(SqlStdOperatorTable.OR, arguments);
            default -> algebra.rex().makeCall(SqlStdOperatorTable.NOT, arguments);
        };
    }

    private RexNode nullTest(Node node) throws SQLException {
        if (node.flag("argisrow")) {
            throw new NotIncremental("IS NULL of a row");
        }
        return call(
                "null test",
                new Meaning.NullTest(node.number("nulltesttype") == 0),
                ColumnType.BOOL,
                one(node.node("arg")));
    }

    private RexNode caseOf(Node node) throws SQLException {
        List<RexNode> operands = new ArrayList<>();
        boolean withArgument = !node.isNull("arg");
        if (withArgument) {
            operands.add(one(node.node("arg")));
        }
        for (Node branch : node.nodes("args")) {
            operands.add(one(branch.node("expr")));
            operands.add(one(branch.node("result")));
        }
        operands.add(one(node.node("defresult")));
        ColumnType type = type(node.number("casetype"), -1, node.number("casecollid"));
        return call("CASE", new Meaning.CaseOf(withArgument), type, operands);
    }

    private RexNode extreme(Node node) throws SQLException {
        ColumnType type = type(node.number("minmaxtype"), -1, node.number("minmaxcollid"));
        boolean greatest = node.number("op") == 0;
        return call(
                greatest ? "GREATEST" : "LEAST",
                new Meaning.ExtremeOf(greatest, catalog.lessThan(type.oid()), collation(node)),
                type,
                all(node.nodes("args")));
    }

    private RexNode nullIf(Node node) throws SQLException {
        List<RexNode> arguments = all(node.nodes("args"));
        ColumnType type = PgType.columnType(arguments.getFirst().getType());
        return call("NULLIF", new Meaning.NullIfEqual(procedure(node), collation(node)), type, arguments);
    }

    private RexNode overArray(Node node) throws SQLException {
        List<Node> arguments = node.nodes("args");
        Node array = arguments.get(1);
        if (!array.tag().equals("ARRAYEXPR") || array.flag("multidims")) {
            throw new NotIncremental("ANY or ALL over an array value");
        }
        List<RexNode> operands = new ArrayList<>();
        operands.add(one(arguments.getFirst()));
        operands.addAll(all(array.nodes("elements")));
        boolean any = node.flag("useOr");
        int procedure = procedure(node);
        return call(
                catalog.function(procedure).signature() + (any ? " ANY" : " ALL"),
                new Meaning.OverArray(any, procedure, collation(node)),
                ColumnType.BOOL,
                operands);
    }

    private RexNode collate(Node node) throws SQLException {
        RexNode argument = one(node.node("arg"));
        ColumnType type = PgType.columnType(argument.getType());
        return relabelled(argument, new ColumnType(type.kind(), type.oid(), type.typmod(), node.number("collOid")));
    }

    /** The same value under another type, where the two are held alike. */
    RexNode relabelled(RexNode argument, ColumnType type) {
        ColumnType from = PgType.columnType(argument.getType());
        if (from.equals(type)) {
            return argument;
        }
        boolean alike = from.kind() == type.kind()
                || (from.kind().isNumeric() && type.kind().isNumeric())
                || (isText(from.kind()) && isText(type.kind()));
        if (!alike) {
            throw new NotIncremental("a cast between types " + Integer.toUnsignedLong(from.oid()) + " and "
                    + Integer.toUnsignedLong(type.oid()));
        }
        return call(
                "relabel " + Integer.toUnsignedLong(type.oid()) + "/" + type.typmod(),
                new Meaning.Relabelled(),
                type,
                argument);
    }

    private static boolean isText(Kind kind) {
        return kind == Kind.TEXT || kind == Kind.BPCHAR || kind == Kind.OPAQUE;
    }

    private int procedure(Node node) throws SQLException {
        int procedure = node.number("opfuncid");
        return procedure != 0 ? procedure : catalog.operatorFunction(node.number("opno"));
    }

    private int collation(Node node) throws SQLException {
        return catalog.compared(node.number("inputcollid"));
    }

    private ColumnType type(int oid, int typmod, int collation) throws SQLException {
        return catalog.type(oid, typmod, collation);
    }

    private RexNode call(String name, Meaning meaning, ColumnType type, RexNode... operands) {
        return call(name, meaning, type, List.of(operands));
    }

    private RexNode call(String name, Meaning meaning, ColumnType type, List<RexNode> operands) {
        return algebra.rex().makeCall(algebra.type(type), new PgOperator(name, meaning), operands);
    }
}
