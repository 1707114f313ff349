/** Operators, casts and assignments ("Apex Developer Guide: Expression Operators"). */
import {
  arithmetic,
  bitwise,
  guarded,
  numericComparison,
  numericEquality,
  type NumericKind
} from "../emit/operators.ts";
import type { AssignmentOperator, BinaryOperator, Expression, ExpressionOf, Position } from "../syntax/ast.ts";
import type { Type } from "../types/types.ts";
import { temporary, type FileCompiler } from "./compiler.ts";
import type { Ex, Place } from "./ex.ts";
import type { Expressions } from "./expressions.ts";
import { fail } from "./problem.ts";

const kinds: readonly NumericKind[] = ["Integer", "Long", "Double", "Decimal"];

export class Operations {
  private readonly compiler: FileCompiler;
  private readonly expressions: Expressions;

  constructor(compiler: FileCompiler, expressions: Expressions) {
    this.compiler = compiler;
    this.expressions = expressions;
  }

  private get rules() {
    return this.compiler.rules;
  }

  private get primitives() {
    return this.compiler.library.primitives;
  }

  private support(name: string): string {
    return this.compiler.module.runtime(name);
  }

  binary(expression: ExpressionOf<"binary">): Ex {
    const left = this.expressions.value(expression.left);
    const mayBeSkipped = ["&&", "||", "??"].includes(expression.operator);
    const compileRight = (): Ex => this.expressions.value(expression.right);
    const right = mayBeSkipped ? this.compiler.costs.perhaps(compileRight) : compileRight();
    return this.apply(expression.operator, left, right, expression);
  }

  private apply(operator: BinaryOperator, left: Ex, right: Ex, position: Position): Ex {
    switch (operator) {
      case "+":
      case "-":
      case "*":
      case "/":
        return this.arithmetic(operator, left, right, position);
      case "<<":
      case ">>":
      case ">>>":
      case "&":
      case "|":
      case "^":
        return this.bits(operator, left, right, position);
      case "<":
      case ">":
      case "<=":
      case ">=":
        return this.comparison(operator, left, right, position);
      case "==":
      case "!=":
      case "<>":
      case "===":
      case "!==":
        return this.equality(operator, left, right, position);
      case "&&":
      case "||": {
        if (!this.rules.is(left.type, "Boolean") || !this.rules.is(right.type, "Boolean")) {
          fail(position, `${operator === "&&" ? "AND" : "OR"} operator can only be applied to Boolean expressions`);
        }
        return {
          type: this.primitives.Boolean,
          code: `(${guarded(left, this.compiler.module)}${operator}${guarded(right, this.compiler.module)})`,
          nonNull: true
        };
      }
      case "??": {
        const row = left.query && right.type.kind === "sobject" ? this.expressions.queries.singleOrNull(left) : left;
        const type = this.rules.join(row.type, right.type);
        if (!type)
          return fail(position, `Incompatible types in null coalescing operator: ${row.type.name}, ${right.type.name}`);
        const a = this.expressions.coerce(row, type, position);
        const b = this.expressions.coerce(right, type, position);
        return { type, code: `(${a.code}??${b.code})`, nonNull: b.nonNull };
      }
    }
  }

  private arithmetic(operator: "+" | "-" | "*" | "/", left: Ex, right: Ex, position: Position): Ex {
    const { rules } = this;
    if (operator === "+" && (rules.isText(left.type) || rules.isText(right.type)))
      return this.concatenation(left, right);
    const rank = Math.max(rules.rank(left.type), rules.rank(right.type));
    if (rules.isNumeric(left.type) && rules.isNumeric(right.type)) {
      const kind = kinds[rank - 1]!;
      const type = this.primitives[kind];
      const a = this.expressions.coerce(left, type, position);
      const b = this.expressions.coerce(right, type, position);
      return { type, code: arithmetic(operator, kind, a, b, this.compiler.module), nonNull: true };
    }
    const days =
      (rules.is(left.type, "Date") || rules.is(left.type, "Datetime") || rules.is(left.type, "Time")) &&
      rules.isNumeric(right.type);
    if (days && (operator === "+" || operator === "-")) {
      const amount = rules.convert(right.code, right.type, this.primitives.Double, this.compiler.module);
      return {
        type: left.type,
        code: `${this.support("shiftDate")}(${left.code},${operator === "-" ? "-" : ""}${guarded({ code: amount }, this.compiler.module)})`,
        nonNull: true
      };
    }
    if (rules.is(left.type, "Date") || rules.is(left.type, "Datetime") || rules.is(left.type, "Time")) {
      fail(position, "Date/time expressions must use Integer or Long or Double");
    }
    return fail(position, "Arithmetic expressions must use numeric arguments");
  }

  private concatenation(left: Ex, right: Ex): Ex {
    const a = this.textPart(left);
    const b = this.textPart(right);
    const string = this.primitives.String;
    const code = a.string || b.string ? `(${a.code}+${b.code})` : `(""+${a.code}+${b.code})`;
    return { type: string, code: this.compiler.costs.text(code), nonNull: true };
  }

  /** Code whose `+ ""` is the Apex text of the value; `string` where it is certainly a string already. */
  private textPart(ex: Ex): { readonly code: string; readonly string: boolean } {
    const { rules } = this;
    if (rules.isText(ex.type)) return { code: ex.code, string: ex.nonNull ?? false };
    if (
      rules.is(ex.type, "Integer") ||
      rules.is(ex.type, "Boolean") ||
      rules.is(ex.type, "Long") ||
      ex.type.kind === "null"
    )
      return { code: ex.code, string: false };
    if (rules.is(ex.type, "Double")) return { code: `${this.support("doubleText")}(${ex.code})`, string: true };
    return { code: `${this.support("textOf")}(${ex.code})`, string: true };
  }

  private bits(operator: BinaryOperator, left: Ex, right: Ex, position: Position): Ex {
    const { rules } = this;
    if (
      rules.is(left.type, "Boolean") &&
      rules.is(right.type, "Boolean") &&
      (operator === "&" || operator === "|" || operator === "^")
    ) {
      const a = guarded(left, this.compiler.module);
      const b = guarded(right, this.compiler.module);
      return {
        type: this.primitives.Boolean,
        code: operator === "^" ? `(${a}!==${b})` : `!!(${a}${operator}${b})`,
        nonNull: true
      };
    }
    const rank = Math.max(rules.rank(left.type), rules.rank(right.type));
    if (!rules.isNumeric(left.type) || !rules.isNumeric(right.type) || rank > 2) {
      fail(
        position,
        operator.length > 1
          ? "Shift operators can only be applied to integer or long expressions"
          : "Bitwise operators can only be applied to Boolean, Integer or Long expressions"
      );
    }
    const kind = rank === 1 ? "Integer" : "Long";
    const type = this.primitives[kind];
    const a = this.expressions.coerce(left, type, position);
    const b = this.expressions.coerce(right, type, position);
    return { type, code: bitwise(operator, kind, a, b, this.compiler.module), nonNull: true };
  }

  private comparison(operator: "<" | ">" | "<=" | ">=", left: Ex, right: Ex, position: Position): Ex {
    const { rules } = this;
    const type = this.primitives.Boolean;
    if (rules.isNumeric(left.type) && rules.isNumeric(right.type)) {
      const kind = kinds[Math.max(rules.rank(left.type), rules.rank(right.type)) - 1]!;
      const a = this.expressions.coerce(left, this.primitives[kind], position);
      const b = this.expressions.coerce(right, this.primitives[kind], position);
      return { type, code: numericComparison(operator, kind, a, b, this.compiler.module), nonNull: true };
    }
    const ordered = (candidate: Type): boolean =>
      rules.isText(candidate) ||
      rules.is(candidate, "Date") ||
      rules.is(candidate, "Datetime") ||
      rules.is(candidate, "Time");
    if (!ordered(left.type) || !ordered(right.type) || !rules.join(left.type, right.type)) {
      fail(
        position,
        `Inequality expressions must be of numeric or text or date types: ${left.type.name}, ${right.type.name}`
      );
    }
    const common = rules.join(left.type, right.type)!;
    const helper = rules.isText(common) ? "compareText" : "compareValues";
    const a = this.expressions.coerce(left, common, position);
    const b = this.expressions.coerce(right, common, position);
    return { type, code: `(${this.support(helper)}(${a.code},${b.code})${operator}0)`, nonNull: true };
  }

  private equality(
    operator: "==" | "!=" | "<>" | "===" | "!==",
    leftGiven: Ex,
    rightGiven: Ex,
    position: Position
  ): Ex {
    const left = this.rowWhereComparedToOne(leftGiven, rightGiven, position);
    const right = this.rowWhereComparedToOne(rightGiven, leftGiven, position);
    const negated = operator !== "==" && operator !== "===";
    const same = this.sameness(left, right, operator.length === 3, position);
    return { type: this.primitives.Boolean, code: negated ? negate(same) : same, nonNull: true };
  }

  private rowWhereComparedToOne(ex: Ex, other: Ex, position: Position): Ex {
    return ex.query && other.type.kind === "sobject" ? this.expressions.queries.single(ex, position) : ex;
  }

  private sameness(left: Ex, right: Ex, identical: boolean, position: Position): string {
    const { rules } = this;
    if (left.type.kind === "null" || right.type.kind === "null") return `(${left.code}===${right.code})`;
    if (rules.isNumeric(left.type) && rules.isNumeric(right.type)) return this.sameNumbers(left, right, position);
    if (!rules.castable(left.type, right.type)) {
      fail(position, `Comparison arguments must be compatible types: ${left.type.name}, ${right.type.name}`);
    }
    if (rules.isText(left.type) && rules.isText(right.type)) {
      const ids = rules.is(left.type, "Id") || rules.is(right.type, "Id");
      return `${this.support(ids ? "sameIds" : identical ? "sameExactText" : "sameText")}(${left.code},${right.code})`;
    }
    const byIdentity = rules.is(left.type, "Boolean") && rules.is(right.type, "Boolean");
    if (byIdentity || (rules.isEnum(left.type) && left.type === right.type)) return `(${left.code}===${right.code})`;
    if (identical && this.hasIdentity(left.type)) return `(${left.code}===${right.code})`;
    const a = rules.convert(left.code, left.type, this.primitives.Object, this.compiler.module);
    const b = rules.convert(right.code, right.type, this.primitives.Object, this.compiler.module);
    return `${this.support(identical ? "identicalValues" : "equalValues")}(${a},${b})`;
  }

  private sameNumbers(left: Ex, right: Ex, position: Position): string {
    const kind = kinds[Math.max(this.rules.rank(left.type), this.rules.rank(right.type)) - 1]!;
    const a = this.expressions.coerce(left, this.primitives[kind], position);
    const b = this.expressions.coerce(right, this.primitives[kind], position);
    return numericEquality(kind, a, b, this.compiler.module);
  }

  private hasIdentity(type: Type): boolean {
    if (type.kind === "sobject") return true;
    const { rules } = this;
    return (
      type.kind === "class" &&
      (type.symbol.origin === "user" || rules.isList(type) || rules.isSet(type) || rules.isMap(type))
    );
  }

  prefix(expression: ExpressionOf<"prefix">, discarded: boolean): Ex {
    const { operator, operand } = expression;
    if (operator === "++" || operator === "--")
      return this.increment(expression, operand, operator, discarded ? "discard" : "after");
    const ex = this.expressions.value(operand);
    if (operator === "!") {
      if (!this.rules.is(ex.type, "Boolean"))
        fail(expression, `Operator ! can only be applied to Boolean expressions: ${ex.type.name}`);
      return { type: ex.type, code: negate(guarded(ex, this.compiler.module)), nonNull: true };
    }
    if (operator === "+" && this.rules.isText(ex.type)) return { ...ex, place: undefined };
    const rank = this.rules.rank(ex.type);
    if (rank === 0 || (operator === "~" && rank > 2))
      fail(expression, "Arithmetic expressions must use numeric arguments");
    const code = guarded(ex, this.compiler.module);
    if (operator === "+") return { ...ex, place: undefined, code, nonNull: true };
    if (operator === "~") return { type: ex.type, code: `(~${code})`, nonNull: true };
    const negative = [`(-${code}|0)`, `BigInt.asIntN(64,-${code})`, `(-${code})`, `${code}.negate()`][rank - 1]!;
    return { type: ex.type, code: negative, nonNull: true };
  }

  /** `++` and `--`; the value is the one before, the one after, or not wanted. */
  increment(
    position: Position,
    operand: Expression,
    operator: "++" | "--",
    wanted: "before" | "after" | "discard"
  ): Ex {
    const ex = this.expressions.value(operand);
    const place = this.placeOf(ex, operand);
    const rank = this.rules.rank(ex.type);
    if (rank === 0) fail(position, "Arithmetic expressions must use numeric arguments");
    const once = place.once(() => temporary(this.compiler));
    const one: Ex = { type: this.primitives.Integer, code: "1", nonNull: true };
    const step = (read: string, nonNull: boolean | undefined): string =>
      this.arithmetic(operator === "++" ? "+" : "-", { type: ex.type, code: read, nonNull }, one, position).code;
    if (wanted !== "before") {
      const parts = [...once.before, once.write(step(once.read, ex.nonNull))];
      return { type: ex.type, code: `(${parts.join(",")})`, nonNull: true };
    }
    const kept = temporary(this.compiler);
    const parts = [
      ...once.before,
      `${kept}=${guarded({ code: once.read, nonNull: ex.nonNull }, this.compiler.module)}`,
      once.write(step(kept, true)),
      kept
    ];
    return { type: ex.type, code: `(${parts.join(",")})`, nonNull: true };
  }

  private placeOf(ex: Ex, position: Position): Place {
    if (!ex.place) fail(position, "Expression cannot be assigned");
    ex.place.check?.(position);
    return ex.place;
  }

  assign(expression: ExpressionOf<"assign">): Ex {
    const target =
      expression.operator === "="
        ? this.expressions.names.assignable(expression.target)
        : this.expressions.value(expression.target);
    const place = this.placeOf(target, expression.target);
    if (expression.operator === "=") {
      const value = this.expressions.converted(expression.value, target.type);
      return { type: target.type, code: place.write(value.code), nonNull: value.nonNull };
    }
    const operator = expression.operator.slice(0, -1) as Exclude<AssignmentOperator, "="> & BinaryOperator;
    const value = this.expressions.value(expression.value);
    const once = place.once(() => temporary(this.compiler));
    const current: Ex = { type: target.type, code: once.read, nonNull: target.nonNull };
    if ((operator as string) === "+" && this.rules.is(target.type, "Id"))
      fail(expression, "Arithmetic expressions must use numeric arguments");
    const result = this.apply(operator, current, value, expression);
    const stored =
      this.rules.isNumeric(result.type) && this.rules.isNumeric(target.type)
        ? this.narrowed(result, target.type, expression)
        : this.expressions.coerce(result, target.type, expression);
    return { type: target.type, code: `(${[...once.before, once.write(stored.code)].join(",")})`, nonNull: true };
  }

  /** `i += 1.5` on an Integer is refused as `i = i + 1.5` is. */
  private narrowed(result: Ex, to: Type, position: Position): Ex {
    return this.expressions.coerce(result, to, position);
  }

  cast(expression: ExpressionOf<"cast">): Ex {
    const { rules, compiler } = this;
    const to = compiler.types.resolve(expression.type, compiler.frame.owner);
    const given = this.expressions.value(expression.operand);
    const ex = given.query && to.kind === "sobject" ? this.expressions.queries.single(given, expression) : given;
    if (!rules.castable(ex.type, to)) {
      fail(expression, `Incompatible types since an instance of ${ex.type.name} is never an instance of ${to.name}`);
    }
    if (rules.isNumeric(ex.type) && rules.isNumeric(to)) {
      return { type: to, code: rules.convert(ex.code, ex.type, to, compiler.module), nonNull: ex.nonNull };
    }
    if (rules.assignable(ex.type, to) && !this.mayHideOther(ex.type, to))
      return { ...this.expressions.coerce(ex, to, expression), place: undefined };
    if (rules.is(to, "Double")) return { type: to, code: `${this.support("castDouble")}(${ex.code})` };
    if (rules.is(to, "Decimal")) return { type: to, code: `${this.support("castDecimal")}(${ex.code})` };
    if (rules.is(to, "Long")) return { type: to, code: `${this.support("castLong")}(${ex.code})` };
    if (rules.is(to, "Id")) return { type: to, code: `${this.support("castId")}(${ex.code})` };
    return { type: to, code: `${this.support("cast")}(${ex.code},${compiler.runtimeType(to)})` };
  }

  /** A List<SObject> is a List<Account> to the compiler but may not be one when it runs. */
  private mayHideOther(from: Type, to: Type): boolean {
    return from !== to && this.rules.isList(from) && this.rules.isList(to) && this.rules.assignable(to, from);
  }

  instanceOf(expression: ExpressionOf<"instanceof">): Ex {
    const { compiler } = this;
    const type = compiler.types.resolve(expression.type, compiler.frame.owner);
    const given = this.expressions.value(expression.operand);
    if (!this.rules.castable(given.type, type)) {
      fail(
        expression,
        `Operation instanceof is always false since an instance of ${given.type.name} is never an instance of ${type.name}`
      );
    }
    const code = this.rules.convert(given.code, given.type, this.primitives.Object, compiler.module);
    const test = type === compiler.library.genericSObject ? "isRecordOrRecords" : "isInstance";
    return {
      type: this.primitives.Boolean,
      code: `${this.support(test)}(${code},${compiler.runtimeType(type)})`,
      nonNull: true
    };
  }
}

function negate(code: string): string {
  const same = /^\(([^()]+)===([^()]+)\)$/.exec(code);
  return same ? `(${same[1]}!==${same[2]})` : `!${code}`;
}
