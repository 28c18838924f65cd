package dev.freshet.planner.lowering;

import dev.freshet.kernel.row.RowLayout;
import dev.freshet.kernel.scalar.ColumnReference;
import dev.freshet.kernel.scalar.Expression;
import dev.freshet.kernel.scalar.function.CallContext;
import dev.freshet.kernel.scalar.function.ScalarFunction;
import dev.freshet.kernel.scalar.function.ScalarFunctions;
import dev.freshet.kernel.scalar.logic.ArrayComparison;
import dev.freshet.kernel.scalar.logic.BooleanTest;
import dev.freshet.kernel.scalar.logic.Case;
import dev.freshet.kernel.scalar.logic.Coalesce;
import dev.freshet.kernel.scalar.logic.CoerceViaIo;
import dev.freshet.kernel.scalar.logic.Constant;
import dev.freshet.kernel.scalar.logic.Extreme;
import dev.freshet.kernel.scalar.logic.Held;
import dev.freshet.kernel.scalar.logic.IsDistinct;
import dev.freshet.kernel.scalar.logic.IsNull;
import dev.freshet.kernel.scalar.logic.Junction;
import dev.freshet.kernel.scalar.logic.Not;
import dev.freshet.kernel.scalar.logic.NullIf;
import dev.freshet.kernel.scalar.logic.Relabel;
import dev.freshet.kernel.type.ColumnType;
import dev.freshet.planner.analyse.NotIncremental;
import dev.freshet.planner.relational.Meaning;
import dev.freshet.planner.relational.PgOperator;
import dev.freshet.planner.relational.PgType;
import java.math.BigDecimal;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;

/**
 * Rex expressions as the kernel's nodes. Each call makes nodes of its own: an expression belongs to one place of one circuit. What has no
 * exact kernel is refused by name.
 */
final class ScalarCompiler {
    private final RowLayout input;
    private final Session session;
    /** The arguments of the CASEs around, innermost first. */
    private final Deque<Held> caseArguments = new ArrayDeque<>();

    ScalarCompiler(RowLayout input, Session session) {
        this.input = input;
        this.session = session;
    }

    /** Compiles several over the same input. */
    List<Expression> compile(List<RexNode> nodes) {
        List<Expression> compiled = new ArrayList<>(nodes.size());
        for (RexNode node : nodes) {
            compiled.add(compile(node));
        }
        return compiled;
    }

    /**
     * Compiles one.
     *
     * @throws NotIncremental if something in it has no exact kernel
     */
    Expression compile(RexNode node) {
        return switch (node) {
            case RexInputRef reference ->
                new ColumnReference(reference.getIndex(), input.columns().get(reference.getIndex()));
            case RexLiteral literal -> literal(literal);
            case RexCall call when call.getOperator() instanceof PgOperator operator -> own(call, operator.meaning());
            case RexCall call -> connective(call);
            default -> throw new IllegalStateException("in a plan: " + node);
        };
    }

    /** Only what Calcite's passes put in: TRUE, and the column of a row nothing is read of. */
    private static Expression literal(RexLiteral literal) {
        return switch (literal.getTypeName()) {
            case BOOLEAN -> Constant.of(RexLiteral.booleanValue(literal));
            case DECIMAL -> {
                BigDecimal value = literal.getValueAs(BigDecimal.class);
                yield Constant.of(ColumnType.INT4, value == null ? 0L : value.longValueExact());
            }
            default -> throw new IllegalStateException("a literal of Calcite's own in a plan: " + literal);
        };
    }

    private Expression connective(RexCall call) {
        List<Expression> operands = compile(call.getOperands());
        return switch (call.getKind()) {
            case AND -> Junction.and(operands);
            case OR -> Junction.or(operands);
            case NOT -> new Not(operands.getFirst());
            case IS_TRUE -> BooleanTest.isTrue(operands.getFirst());
            default -> throw new IllegalStateException("an operator of Calcite's own in a plan: " + call);
        };
    }

    private Expression own(RexCall call, Meaning meaning) {
        ColumnType type = PgType.columnType(call.getType());
        return switch (meaning) {
            case Meaning.Call function ->
                exact(
                        function.signature(),
                        () -> function(function.procedure(), function.signature())
                                .apply(compile(call.getOperands()), context(type, function.inputCollation())));
            case Meaning.Literal literal -> literal.constant().get();
            case Meaning.NullTest test -> {
                Expression isNull = new IsNull(first(call));
                yield test.isNull() ? isNull : new Not(isNull);
            }
            case Meaning.TruthTest test -> truthTest(test.test(), first(call));
            case Meaning.CaseOf of -> caseOf(call, of, type);
            case Meaning.CaseArgument ignored -> caseArguments.element();
            case Meaning.CoalesceOf ignored -> new Coalesce(type, compile(call.getOperands()));
            case Meaning.ExtremeOf extreme ->
                exact(call.getOperator().getName(), () -> {
                    ScalarFunction less = function(extreme.less(), "<");
                    CallContext context = context(ColumnType.BOOL, extreme.inputCollation());
                    List<Expression> operands = compile(call.getOperands());
                    return extreme.greatest()
                            ? Extreme.greatest(less, type, operands, context)
                            : Extreme.least(less, type, operands, context);
                });
            case Meaning.DistinctFrom distinct ->
                exact("IS DISTINCT FROM", () -> {
                    List<Expression> operands = compile(call.getOperands());
                    return new IsDistinct(
                            function(distinct.equality(), "="),
                            operands.get(0),
                            operands.get(1),
                            context(ColumnType.BOOL, distinct.inputCollation()));
                });
            case Meaning.NullIfEqual nullIf ->
                exact("NULLIF", () -> {
                    List<Expression> operands = compile(call.getOperands());
                    return new NullIf(
                            function(nullIf.equality(), "="),
                            operands.get(0),
                            operands.get(1),
                            context(ColumnType.BOOL, nullIf.inputCollation()));
                });
            case Meaning.OverArray over ->
                exact(call.getOperator().getName(), () -> {
                    List<Expression> operands = compile(call.getOperands());
                    ScalarFunction operator =
                            function(over.procedure(), call.getOperator().getName());
                    CallContext context = context(ColumnType.BOOL, over.inputCollation());
                    List<Expression> elements = operands.subList(1, operands.size());
                    return over.any()
                            ? ArrayComparison.any(operator, operands.getFirst(), elements, context)
                            : ArrayComparison.all(operator, operands.getFirst(), elements, context);
                });
            case Meaning.Relabelled ignored -> new Relabel(first(call), type);
            case Meaning.ThroughText ignored ->
                exact("a cast through text", () -> CoerceViaIo.of(first(call), type, session.zone()));
            case Meaning.AggregateOf aggregate ->
                throw new IllegalStateException("aggregate " + aggregate.signature() + " as a scalar");
        };
    }

    private Expression first(RexCall call) {
        return compile(call.getOperands().getFirst());
    }

    /** BoolTestType: IS TRUE, IS NOT TRUE, IS FALSE, IS NOT FALSE, IS UNKNOWN, IS NOT UNKNOWN. */
    private static Expression truthTest(int test, Expression argument) {
        return switch (test) {
            case 0 -> BooleanTest.isTrue(argument);
            case 1 -> new Not(BooleanTest.isTrue(argument));
            case 2 -> BooleanTest.isFalse(argument);
            case 3 -> new Not(BooleanTest.isFalse(argument));
            case 4 -> new IsNull(argument);
            case 5 -> new Not(new IsNull(argument));
            default -> throw new IllegalStateException("truth test " + test);
        };
    }

    private Expression caseOf(RexCall call, Meaning.CaseOf meaning, ColumnType type) {
        List<RexNode> operands = call.getOperands();
        int at = 0;
        Optional<Held> argument = Optional.empty();
        if (meaning.withArgument()) {
            argument = Optional.of(new Held(compile(operands.get(at++))));
        }
        List<Case.Branch> branches = new ArrayList<>();
        for (; at + 1 < operands.size(); at += 2) {
            argument.ifPresent(caseArguments::push);
            Expression condition = compile(operands.get(at));
            argument.ifPresent(held -> caseArguments.pop());
            branches.add(new Case.Branch(condition, compile(operands.get(at + 1))));
        }
        return new Case(type, argument, branches, compile(operands.get(at)));
    }

    private CallContext context(ColumnType result, int inputCollation) {
        return new CallContext(result, inputCollation, session.zone(), session.collations(), session.zones());
    }

    private static ScalarFunction function(int procedure, String signature) {
        return ScalarFunctions.byOid(procedure)
                .orElseThrow(() -> new NotIncremental("function " + signature + ", which has no exact kernel"));
    }

    /** A kernel refuses single calls by IllegalArgumentException, whose message names why. */
    private static Expression exact(String what, Supplier<Expression> node) {
        try {
            return node.get();
        } catch (IllegalArgumentException e) {
            throw new NotIncremental(what + ": " + e.getMessage());
        }
    }
}
