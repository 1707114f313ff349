/** Checks expressions and writes their JavaScript. Names and members are in names.ts, calls in calls.ts, operators in operations.ts. */
import { literal } from "../emit/generated-code.ts";
import type { Expression, ExpressionOf, Position } from "../syntax/ast.ts";
import type { Type } from "../types/types.ts";
import { Calls } from "./calls.ts";
import { temporary, type FileCompiler } from "./compiler.ts";
import type { Ex } from "./ex.ts";
import { countExpression } from "./expression-costs.ts";
import { Names } from "./names.ts";
import { Operations } from "./operations.ts";
import { fail } from "./problem.ts";
import { Queries } from "./queries.ts";

export class Expressions {
  readonly compiler: FileCompiler;
  readonly names: Names;
  readonly calls: Calls;
  readonly operations: Operations;
  readonly queries: Queries;

  constructor(compiler: FileCompiler) {
    this.compiler = compiler;
    this.names = new Names(compiler, this);
    this.calls = new Calls(compiler, this);
    this.operations = new Operations(compiler, this);
    this.queries = new Queries(compiler, this);
  }

  /** An expression that has a value. */
  value(expression: Expression): Ex {
    const ex = this.any(expression);
    if (ex.type.kind === "void") fail(expression, "Expression has no value: the method returns void");
    return ex;
  }

  /** An expression whose value may be void or unused. */
  any(expression: Expression, discarded = false): Ex {
    const ex = this.chain(expression, discarded);
    if (!ex.guards) return ex;
    return { type: ex.type, code: `(${ex.guards.join("||")}?null:${ex.code})` };
  }

  /** The same with the guards of `?.` still open, for the next dot. */
  chain(expression: Expression, discarded = false): Ex {
    const ex = this.compiled(expression, discarded);
    countExpression(this.compiler, expression, ex);
    return ex;
  }

  private compiled(expression: Expression, discarded: boolean): Ex {
    const { compiler } = this;
    switch (expression.kind) {
      case "literal":
        return this.literal(expression);
      case "parenthesized": {
        const inner = this.any(expression.inner);
        return { ...inner, place: undefined };
      }
      case "name":
        return this.names.variable(expression);
      case "this":
        if (compiler.frame.static) fail(expression, "Variable does not exist: this");
        return { type: compiler.frame.owner.type(), code: "this", nonNull: true, simple: true };
      case "super":
        if (compiler.frame.static) fail(expression, "Variable does not exist: super");
        return {
          type: compiler.frame.owner.superclass!,
          code: "this",
          nonNull: true,
          simple: true,
          superOf: compiler.frame.owner.superclass!.symbol
        };
      case "member":
        return this.names.member(expression);
      case "call":
        return this.calls.call(expression);
      case "constructorCall":
        return fail(expression, "Constructor call must be the first statement in a constructor");
      case "index":
        return this.index(expression);
      case "new":
        return this.calls.construct(expression);
      case "newCollection":
        return this.newCollection(expression);
      case "newMap":
        return this.newMap(expression);
      case "newArray": {
        const type = compiler.types.resolve(expression.type, compiler.frame.owner);
        const size = this.converted(expression.size, compiler.library.primitives.Integer);
        if (type.kind !== "class") return fail(expression, `Invalid type: ${type.name}`);
        return {
          type,
          code: `${compiler.module.runtime("newArray")}(${compiler.runtimeType(type.args[0]!)},${size.code})`,
          nonNull: true
        };
      }
      case "cast":
        return this.operations.cast(expression);
      case "instanceof":
        return this.operations.instanceOf(expression);
      case "prefix":
        return this.operations.prefix(expression, discarded);
      case "postfix":
        return this.operations.increment(
          expression,
          expression.operand,
          expression.operator,
          discarded ? "discard" : "before"
        );
      case "binary":
        return this.operations.binary(expression);
      case "conditional":
        return this.conditional(expression);
      case "assign":
        return this.operations.assign(expression);
      case "classLiteral": {
        const type = expression.type ? compiler.types.resolve(expression.type, compiler.frame.owner) : undefined;
        const runtime = type ? compiler.runtimeType(type) : "$r.voidType";
        return {
          type: compiler.library.required("Type").type(),
          code: `${compiler.module.runtime("typeToken")}(${runtime})`,
          nonNull: true
        };
      }
      case "soql":
        return this.queries.soql(expression);
      case "sosl":
        return this.queries.sosl(expression);
    }
  }

  /** An expression brought to the type that its place demands. */
  converted(expression: Expression, to: Type): Ex {
    return this.coerce(this.any(expression), to, expression);
  }

  coerce(ex: Ex, to: Type, position: Position): Ex {
    const { rules, module } = this.compiler;
    if (ex.query && to.kind === "sobject") {
      const row = this.queries.single(ex, position);
      if (row.type.kind === "sobject" && !row.type.object && to.object) {
        return {
          type: to,
          code: `${module.runtime("cast")}(${row.code},${this.compiler.runtimeType(to)})`,
          nonNull: true
        };
      }
      if (!rules.assignable(row.type, to)) fail(position, `Illegal assignment from ${ex.type.name} to ${to.name}`);
      return row;
    }
    if (ex.query && !rules.isList(to)) {
      const row = this.queries.single(ex, position);
      if (row.type === to) return row;
    }
    if (!rules.assignable(ex.type, to)) fail(position, `Illegal assignment from ${ex.type.name} to ${to.name}`);
    const code = rules.convert(ex.code, ex.type, to, module);
    return code === ex.code ? { ...ex, type: to } : { type: to, code, nonNull: ex.nonNull };
  }

  condition(expression: Expression): string {
    const ex = this.value(expression);
    if (!this.compiler.rules.is(ex.type, "Boolean"))
      fail(expression, `Condition expression must be of type Boolean: ${ex.type.name}`);
    return ex.nonNull ? ex.code : `${this.compiler.module.runtime("nn")}(${ex.code})`;
  }

  private literal(expression: ExpressionOf<"literal">): Ex {
    const { primitives } = this.compiler.library;
    const { text } = expression;
    switch (expression.type) {
      case "null":
        return { type: { kind: "null", name: "null" }, code: "null", simple: true };
      case "Boolean":
        return { type: primitives.Boolean, code: text, nonNull: true, simple: true };
      case "String":
        return {
          type: primitives.String,
          code: literal(text),
          nonNull: true,
          simple: true
        };
      case "Integer": {
        // The sign is no part of the literal: the platform's parser refuses -2147483648.
        const value = BigInt(text);
        if (value > 2147483647n || value < -2147483647n) fail(expression, "Illegal integer");
        return {
          type: primitives.Integer,
          code: value < 0n ? `(${value})` : String(value),
          nonNull: true,
          simple: true
        };
      }
      case "Long": {
        const value = BigInt(text);
        if (BigInt.asIntN(64, value < 0n ? -value : value) < 0n) fail(expression, "Illegal long");
        return { type: primitives.Long, code: `(${value}n)`, nonNull: true, simple: true };
      }
      case "Double":
        return { type: primitives.Double, code: `(${Number(text)})`, nonNull: true, simple: true };
      case "Decimal":
        return {
          type: primitives.Decimal,
          code: this.compiler.module.constant(`$r.parseDecimal(${literal(text)})`),
          nonNull: true,
          simple: true
        };
    }
  }

  private conditional(expression: ExpressionOf<"conditional">): Ex {
    const { rules, costs } = this.compiler;
    const condition = this.condition(expression.condition);
    const one = costs.perhaps(() => this.value(expression.whenTrue));
    const other = costs.perhaps(() => this.value(expression.whenFalse));
    const type = rules.join(one.type, other.type) ?? rowBeside(one, other) ?? rowBeside(other, one);
    if (!type) return fail(expression, `Incompatible types in ternary operator: ${one.type.name}, ${other.type.name}`);
    const branch = (ex: Ex, position: Position): Ex =>
      this.coerce(type.kind === "sobject" ? ex : { ...ex, query: undefined }, type, position);
    const left = branch(one, expression.whenTrue);
    const right = branch(other, expression.whenFalse);
    return { type, code: `(${condition}?${left.code}:${right.code})`, nonNull: left.nonNull && right.nonNull };
  }

  private index(expression: ExpressionOf<"index">): Ex {
    const { compiler } = this;
    const target = this.value(expression.target);
    if (!compiler.rules.isList(target.type)) fail(expression, `Expression must be a list type: ${target.type.name}`);
    const index = this.converted(expression.index, compiler.library.primitives.Integer);
    const element = (target.type as { args: readonly Type[] }).args[0]!;
    // Certainly a number, whatever a mistake elsewhere may have let through: `items["constructor"]` would leave Apex.
    const number = (at: string): string => (index.nonNull ? `+${at}` : `+(${at}??-1)`);
    const read = (list: string, at: string): string => `(${list}.items[${number(at)}]??${list}.get(${at}))`;
    const code =
      target.simple && index.simple
        ? read(target.code, index.code)
        : `${compiler.module.runtime("element")}(${target.code},${index.code})`;
    const write = (list: string, at: string, value: string): string =>
      `${compiler.module.runtime("setElement")}(${list},${at},${value})`;
    return {
      type: element,
      code,
      place: {
        write: (value) => write(target.code, index.code, value),
        once: (temp) => {
          const list = temp();
          const at = temp();
          return {
            before: [`${list}=${target.code}`, `${at}=${index.code}`],
            read: read(list, at),
            write: (value) => write(list, at, value)
          };
        }
      }
    };
  }

  private newCollection(expression: ExpressionOf<"newCollection">): Ex {
    const { compiler } = this;
    const type = compiler.types.resolve(expression.type, compiler.frame.owner);
    if (compiler.rules.isMap(type) && expression.elements.length === 0) {
      return {
        type,
        code: `new $r.ApexMap(${type.args.map((arg) => compiler.runtimeType(arg)).join(",")})`,
        nonNull: true
      };
    }
    if (!compiler.rules.isList(type) && !compiler.rules.isSet(type))
      return fail(expression, `Invalid initializer: ${type.name} is no collection`);
    const elements = expression.elements.map((element) => this.converted(element, type.args[0]).code);
    const made = compiler.rules.isList(type) ? "ApexList" : "ApexSet";
    return {
      type,
      code: `new $r.${made}(${compiler.runtimeType(type.args[0])},[${elements.join(",")}])`,
      nonNull: true
    };
  }

  private newMap(expression: ExpressionOf<"newMap">): Ex {
    const { compiler } = this;
    const type = compiler.types.resolve(expression.type, compiler.frame.owner);
    if (!compiler.rules.isMap(type)) return fail(expression, `Invalid initializer: ${type.name} is no map`);
    const [key, value] = type.args as readonly [Type, Type];
    const pairs = expression.pairs.map(
      ([left, right]) => `[${this.converted(left, key).code},${this.converted(right, value).code}]`
    );
    return {
      type,
      code: `new $r.ApexMap(${compiler.runtimeType(key)},${compiler.runtimeType(value)},[${pairs.join(",")}])`,
      nonNull: true
    };
  }

  /** Code that evaluates once what is used twice. */
  once(ex: Ex): { readonly first: string; readonly again: string } {
    if (ex.simple) return { first: ex.code, again: ex.code };
    const temp = temporary(this.compiler);
    return { first: `(${temp}=${ex.code})`, again: temp };
  }
}

/** The type of a conditional whose one branch is a query and the other a record: the query stands for its only row. */
function rowBeside(query: Ex, record: Ex): Type | undefined {
  return query.query && query.type.name === `List<${record.type.name}>` ? record.type : undefined;
}
