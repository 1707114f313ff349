/** Queries in brackets: analysed while compiling, run with their binds. */
import { analyzeSearch } from "../../soql/search.ts";
import type { AnalyzedQuery, BindUse, SoqlError } from "../../soql/types.ts";
import { PlatformError } from "../../transaction/platform-error.ts";
import type { ExpressionOf, Position } from "../syntax/ast.ts";
import { placeInQuery } from "../syntax/query-place.ts";
import { literal } from "../emit/generated-code.ts";
import type { ClassType, Type } from "../types/types.ts";
import { isInUserMode } from "./access-mode.ts";
import type { FileCompiler } from "./compiler.ts";
import type { Ex } from "./ex.ts";
import type { Expressions } from "./expressions.ts";
import { fieldType } from "./field-types.ts";
import { fail } from "./problem.ts";

/** The text that a query locator tells: values stand in it under names that Apex gives them. */
const textInLocator = (text: string): string =>
  text.replace(/:\s*\$(\d+)/g, (_, index) => `:tmpVar${Number(index) + 1}`);

export class Queries {
  private readonly compiler: FileCompiler;
  private readonly expressions: Expressions;

  constructor(compiler: FileCompiler, expressions: Expressions) {
    this.compiler = compiler;
    this.expressions = expressions;
  }

  soql(expression: ExpressionOf<"soql">): Ex {
    const { library } = this.compiler;
    const query = this.analyze(expression);
    if (query.countOnly)
      return { type: library.primitives.Integer, code: this.run("queryCount", query, expression), nonNull: true };
    const row = this.rowType(query);
    const type = library.listOf(row);
    const runtimeRow = this.compiler.runtimeType(row);
    return {
      type,
      code: this.run("queryList", query, expression, runtimeRow),
      locator: `${this.run("locatorRows", query, expression, runtimeRow)},${literal(textInLocator(expression.text))}`,
      query: true,
      nonNull: true
    };
  }

  /** "SOQL and SOSL Reference: SOSL Syntax": a list of rows per object of RETURNING. */
  sosl(expression: ExpressionOf<"sosl">): Ex {
    const { library, module, schema } = this.compiler;
    const search = this.inPlace(expression, () => analyzeSearch(expression.text, schema));
    return {
      type: library.listOf(library.listOf(library.genericSObject)),
      code: `${module.runtime("searchLists")}(${module.reference(search)},${this.binds(expression, [])})`,
      nonNull: true
    };
  }

  private rowType(query: AnalyzedQuery): Type {
    const { library } = this.compiler;
    return query.aggregate ? library.required("AggregateResult").type() : library.sobject(query.from);
  }

  private run(helper: string, query: AnalyzedQuery, expression: ExpressionOf<"soql">, more?: string): string {
    const { module } = this.compiler;
    const parts = [module.reference(query), this.binds(expression, query.bindUses), ...(more ? [more] : [])];
    return `${module.runtime(helper)}(${parts.join(",")})`;
  }

  /** A bind of another type than what it is compared with; what may hold anything is seen when the query runs. */
  private checkBind({ field }: BindUse, type: Type, at: Position): void {
    const { rules, library } = this.compiler;
    const single = rules.isList(type) || rules.isSet(type) ? type.args[0] : type;
    const plain = Object.values(library.primitives).includes(single as ClassType) && !rules.is(single, "Object");
    if (!field) {
      if (!rules.is(type, "Integer") && !rules.is(type, "Long"))
        fail(at, `Invalid bind expression type of ${type.name} for LIMIT or OFFSET`);
      return;
    }
    if (!plain || field.type === "anyType") return;
    const column = fieldType(field, library);
    if (kindOf(single.name) !== kindOf(column.name))
      fail(at, `Invalid bind expression type of ${single.name} for column of type ${column.name}`);
  }

  private binds(expression: ExpressionOf<"soql" | "sosl">, uses: readonly BindUse[]): string {
    const { module, frame } = this.compiler;
    frame.sharingMatters = true;
    const binds = expression.binds.map((bind, index) => {
      const ex = this.expressions.value(bind);
      for (const use of uses) if (use.name === `$${index}`) this.checkBind(use, ex.type, bind);
      return this.compiler.rules.convert(ex.code, ex.type, this.compiler.library.primitives.Object, module);
    });
    return `[${binds.join(",")}]`;
  }

  private analyze(expression: ExpressionOf<"soql">): AnalyzedQuery {
    const query = this.inPlace(expression, () => this.compiler.soql.analyze(expression.text, this.compiler.schema));
    if (query.mode === "securityEnforced" && isInUserMode(this.compiler.frame.owner))
      fail(expression, "WITH SECURITY_ENFORCED is not supported in API version 67.0 and later. Use WITH USER_MODE");
    return query;
  }

  private inPlace<T>(expression: ExpressionOf<"soql" | "sosl">, analyze: () => T): T {
    try {
      return analyze();
    } catch (error) {
      if (!(error instanceof PlatformError)) throw error;
      const offset = (error as SoqlError).offset;
      return fail(typeof offset === "number" ? placeInQuery(expression, offset) : expression, error.message);
    }
  }

  /** A query where one record is wanted: exactly one row, or a QueryException. */
  single(ex: Ex, position: Position): Ex {
    const type = ex.type.kind === "class" ? ex.type.args[0] : undefined;
    if (!type) return fail(position, `Illegal assignment from ${ex.type.name} to SObject`);
    return { type, code: `${this.compiler.module.runtime("onlyRow")}(${ex.code})`, nonNull: true };
  }

  /** Left of `?.` and `??` no row is null ("Apex Developer Guide: Safe Navigation Operator", "Null Coalescing Operator"). */
  singleOrNull(ex: Ex): Ex {
    const type = ex.type.kind === "class" ? ex.type.args[0]! : ex.type;
    return { type, code: `${this.compiler.module.runtime("onlyRowOrNull")}(${ex.code})` };
  }
}

/** Types that are compared with each other in a query. */
function kindOf(name: string): string {
  if (name === "Id") return "String";
  if (["Integer", "Long", "Double"].includes(name)) return "Decimal";
  return name === "Datetime" ? "Date" : name;
}
