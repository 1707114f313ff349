/** Queries in brackets: analysed while compiling, run with their binds. */
import { analyzeSearch } from "../../soql/search.ts";
import type { AnalyzedQuery, SoqlError } from "../../soql/types.ts";
import { PlatformError } from "../../transaction/platform-error.ts";
import type { ExpressionOf, Position } from "../syntax/ast.ts";
import { placeInQuery } from "../syntax/query-place.ts";
import type { Type } from "../types/types.ts";
import type { FileCompiler } from "./compiler.ts";
import type { Ex } from "./ex.ts";
import type { Expressions } from "./expressions.ts";
import { fail } from "./problem.ts";

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
    return {
      type,
      code: `${this.run("queryList", query, expression, this.compiler.runtimeType(row))}`,
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
      code: `${module.runtime("searchLists")}(${module.reference(search)},${this.binds(expression)})`,
      nonNull: true
    };
  }

  private rowType(query: AnalyzedQuery): Type {
    const { library } = this.compiler;
    return query.aggregate ? library.required("AggregateResult").type() : library.sobject(query.from);
  }

  private run(helper: string, query: AnalyzedQuery, expression: ExpressionOf<"soql">, more?: string): string {
    const { module } = this.compiler;
    const parts = [module.reference(query), this.binds(expression), ...(more ? [more] : [])];
    return `${module.runtime(helper)}(${parts.join(",")})`;
  }

  private binds(expression: ExpressionOf<"soql" | "sosl">): string {
    const { module, frame } = this.compiler;
    frame.sharingMatters = true;
    const binds = expression.binds.map((bind) => {
      const ex = this.expressions.value(bind);
      return this.compiler.rules.convert(ex.code, ex.type, this.compiler.library.primitives.Object, module);
    });
    return `[${binds.join(",")}]`;
  }

  private analyze(expression: ExpressionOf<"soql">): AnalyzedQuery {
    return this.inPlace(expression, () => this.compiler.soql.analyze(expression.text, this.compiler.schema));
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
