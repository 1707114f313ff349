/** Checks statements and writes their JavaScript, line by line. Each answers whether control can go on behind it. */
import { literal } from "../emit/generated-code.ts";
import type {
  Block,
  Expression,
  LocalVariables,
  Position,
  Statement,
  StatementOf,
  WhenClause,
  WhenValue
} from "../syntax/ast.ts";
import type { SObjectType } from "../../schema/types.ts";
import { asSupertype, type Type } from "../types/types.ts";
import { temporary, type FileCompiler } from "./compiler.ts";
import type { Ex } from "./ex.ts";
import type { Expressions } from "./expressions.ts";
import { CompileProblem, fail } from "./problem.ts";
import { Scope, refers } from "./scope.ts";

interface Loop {
  broken: boolean;
}

/** What a loop goes over. */
interface IterationCode {
  readonly text: string;
  /** How to get from it to an array; absent where it is gone over as an iterator. */
  readonly elements?: string;
  /** A collection that others may hold. */
  readonly walked?: boolean;
}

/** Statements behind which control may have gone elsewhere. */
function branches({ kind }: Statement): boolean {
  return ["if", "switch", "for", "forEach", "while", "doWhile", "try", "block", "runAs"].includes(kind);
}

/** Whether a round of the loop is nothing but a run of statements from its beginning to its end. */
function isStraight(body: Statement | undefined): boolean {
  const statements = body?.kind === "block" ? body.statements : body ? [body] : [];
  return !statements.some((statement) => branches(statement) || ["return", "throw"].includes(statement.kind));
}

/** "Salesforce Help: Apex compiler introduced in API version 42.0" (000382469): before it, code behind a throw or return compiles. */
const firstVersionWithoutDeadCode = 42;

export class Statements {
  private readonly compiler: FileCompiler;
  private readonly expressions: Expressions;
  private loops: Loop[] = [];

  constructor(compiler: FileCompiler, expressions: Expressions) {
    this.compiler = compiler;
    this.expressions = expressions;
  }

  private get module() {
    return this.compiler.module;
  }

  private get refusesUnreachable(): boolean {
    return this.compiler.frame.owner.apiVersion >= firstVersionWithoutDeadCode;
  }

  /** The statements of a block without its braces. */
  body(statements: readonly Statement[]): boolean {
    let falls = true;
    let behindLooseEnd = false;
    this.compiler.costs.block(statements, branches, (statement) => {
      try {
        // Public code that runs in orgs has statements behind `while (true)` and behind a runAs that returns.
        const isUnreachable = !falls && !behindLooseEnd;
        if (isUnreachable && this.refusesUnreachable) fail(statement, "Unreachable statement");
        falls = this.statement(statement) && !isUnreachable;
        behindLooseEnd = (statement.kind === "while" || statement.kind === "runAs") && !falls;
      } catch (error) {
        if (!(error instanceof CompileProblem)) throw error;
        this.compiler.report(error.position, error.message);
        this.declareAfterError(statement);
        falls = statement.kind !== "return" && statement.kind !== "throw";
      }
    });
    return falls;
  }

  /** A mistake in a declaration should not make every use of the variable a mistake, too. */
  private declareAfterError(statement: Statement): void {
    if (statement.kind !== "local") return;
    for (const { name } of statement.declarators) {
      if (this.compiler.frame.scope.find(name.text)) continue;
      try {
        this.compiler.frame.scope.declare(
          name.text,
          this.compiler.types.resolve(statement.type, this.compiler.frame.owner)
        );
      } catch (error) {
        if (!(error instanceof CompileProblem)) throw error;
      }
    }
  }

  block(block: Block): boolean {
    this.module.at(block.line, "{");
    const falls = this.scoped(() => this.body(block.statements));
    this.module.write("}");
    return falls;
  }

  scoped<T>(work: () => T): T {
    const { frame } = this.compiler;
    const outer = frame.scope;
    frame.scope = new Scope(outer);
    try {
      return work();
    } finally {
      frame.scope = outer;
    }
  }

  private nested(statement: Statement | undefined): boolean {
    if (statement?.kind === "block") return this.block(statement);
    if (statement?.kind === "local") fail(statement, "Variable declarations must be in a block");
    this.module.write("{");
    const falls = this.scoped(() => this.body(statement ? [statement] : []));
    this.module.write("}");
    return falls;
  }

  private emit(at: Position, code: string): void {
    this.module.at(at.line, `${this.module.count(at.line)}${code}`);
  }

  private statement(statement: Statement): boolean {
    this.compiler.costs.add("statement");
    switch (statement.kind) {
      case "block":
        return this.block(statement);
      case "local":
        this.local(statement);
        return true;
      case "expression":
        this.expressionStatement(statement);
        return true;
      case "if":
        return this.ifStatement(statement);
      case "switch":
        return this.switchStatement(statement);
      case "for":
        return this.forStatement(statement);
      case "forEach":
        return this.forEach(statement);
      case "while":
        return this.whileStatement(statement);
      case "doWhile": {
        this.emit(statement, "do ");
        let falls = true;
        const condition = this.roundCondition(statement.condition);
        const loop = this.loop(() => (falls = this.block(statement.body)));
        this.module.at(statement.condition.line, `while(${condition});`);
        return loop.broken || (condition !== "true" && falls);
      }
      case "try":
        return this.tryStatement(statement);
      case "return":
        return this.returnStatement(statement);
      case "throw": {
        const ex = this.expressions.value(statement.value);
        if (!this.compiler.rules.isException(ex.type))
          fail(statement, `Throw expression must be of type exception: ${ex.type.name}`);
        this.emit(statement, `throw ${ex.nonNull ? ex.code : `${this.module.runtime("nn")}(${ex.code})`};`);
        return false;
      }
      case "break": {
        const loop = this.loops.at(-1);
        if (!loop) fail(statement, "Break statement must be in loop");
        loop.broken = true;
        this.emit(statement, "break;");
        return false;
      }
      case "continue":
        if (this.loops.length === 0) fail(statement, "Continue statement must be in loop");
        this.emit(statement, "continue;");
        return false;
      case "dml":
        this.dml(statement);
        return true;
      case "runAs": {
        const [user] = statement.args;
        if (!user || statement.args.length !== 1)
          fail(statement, "Method does not exist or incorrect signature: void runAs() from the type System");
        const ex = this.expressions.value(user);
        if (ex.type.kind !== "sobject" || (ex.type.object && ex.type.object.name !== "User"))
          fail(
            statement,
            `Method does not exist or incorrect signature: void runAs(${ex.type.name}) from the type System`
          );
        this.compiler.frame.sharingMatters = true;
        return this.runAs(statement, ex);
      }
    }
  }

  /** Written as try and finally rather than as a function, so that return, break and continue inside keep their meaning. */
  private runAs(statement: StatementOf<"runAs">, user: Ex): boolean {
    this.emit(statement, `${this.module.runtime("pushRunAs")}(${user.code});try`);
    const falls = this.block(statement.body);
    this.module.write(`finally{${this.module.runtime("popRunAs")}();}`);
    return falls;
  }

  private local(statement: LocalVariables): void {
    const { frame, types } = this.compiler;
    const type = types.resolve(statement.type, frame.owner);
    if (type.kind === "void") fail(statement, "Invalid type: void");
    for (const annotationOrWord of statement.modifiers.words) {
      if (annotationOrWord.text !== "final")
        fail(annotationOrWord, `Modifier is not allowed: ${annotationOrWord.text}`);
    }
    const final = statement.modifiers.words.length > 0;
    for (const { name, value } of statement.declarators) {
      const init = value ? this.expressions.converted(value, type) : undefined;
      if (frame.scope.find(name.text)) fail(name, `Duplicate variable: ${name.text}`);
      const nonNull =
        !frame.nullable.has(name.text.toLowerCase()) && this.compiler.rules.is(type, "Integer") && init !== undefined;
      const variable = frame.scope.declare(name.text, type, { final, nonNull, assigned: value !== undefined });
      this.compiler.costs.add("assignment");
      const code = init?.code ?? "null";
      this.emit(
        init ? name : statement,
        `let ${variable.jsName}=${refers(type) ? this.held(variable.jsName, code) : code};`
      );
    }
  }

  /** Where heap is measured, what a variable refers to is told to the function's frame, too. */
  private held(name: string, code: string): string {
    return this.compiler.measured ? `$l.${name}=${code}` : code;
  }

  private expressionStatement(statement: StatementOf<"expression">): void {
    const { expression } = statement;
    const allowed =
      ["call", "assign", "new", "constructorCall"].includes(expression.kind) ||
      expression.kind === "postfix" ||
      (expression.kind === "prefix" && (expression.operator === "++" || expression.operator === "--"));
    if (!allowed) fail(expression, "Expression cannot be a statement.");
    const ex = this.expressions.any(expression, true);
    this.emit(statement, `${ex.code};`);
  }

  private ifStatement(statement: StatementOf<"if">): boolean {
    this.emit(statement, `if(${this.expressions.condition(statement.condition)})`);
    const then = this.nested(statement.then);
    if (!statement.otherwise) return true;
    this.module.write("else ");
    const otherwise = this.nested(statement.otherwise);
    return then || otherwise;
  }

  /** The condition of a loop: a round costs something even where it has none. */
  private roundCondition(condition: Expression | undefined): string {
    const { costs } = this.compiler;
    return costs.eachRound(() => {
      costs.add("statement");
      return condition ? this.expressions.condition(condition) : "";
    });
  }

  private loop(work: () => void): Loop {
    const loop: Loop = { broken: false };
    this.loops.push(loop);
    work();
    this.loops.pop();
    return loop;
  }

  private whileStatement(statement: StatementOf<"while">): boolean {
    return this.compiler.costs.loop(isStraight(statement.body), () => {
      const condition = this.roundCondition(statement.condition);
      this.emit(statement, `while(${condition})`);
      const loop = this.loop(() => this.nested(statement.body));
      return condition !== "true" || loop.broken;
    });
  }

  private forStatement(statement: StatementOf<"for">): boolean {
    return this.scoped(() => {
      this.module.at(statement.line, "{");
      if (statement.init && "kind" in statement.init) this.local(statement.init);
      else for (const init of statement.init ?? []) this.emit(statement, `${this.expressions.any(init, true).code};`);
      const falls = this.compiler.costs.loop(isStraight(statement.body), () => this.rounds(statement));
      this.module.write("}");
      return falls;
    });
  }

  private rounds(statement: StatementOf<"for">): boolean {
    const condition = this.roundCondition(statement.condition);
    const update = this.compiler.costs.eachRound(() =>
      statement.update.map((item) => this.expressions.any(item, true).code).join(",")
    );
    this.emit(statement, `for(;${condition};${update})`);
    const loop = this.loop(() => this.nested(statement.body));
    // Even after `for (…; true; …)` the platform takes further statements: a public package has them.
    return condition !== "" || loop.broken;
  }

  /** A row of a dynamic query may be taken for a record of any object, and for an AggregateResult. */
  private isRowOfAny(element: Type, wanted: Type): boolean {
    const { library } = this.compiler;
    return (
      element === library.genericSObject &&
      (wanted.kind === "sobject" || wanted === library.required("AggregateResult").type())
    );
  }

  private forEach(statement: StatementOf<"forEach">): boolean {
    const { frame, types, rules } = this.compiler;
    const wanted = types.resolve(statement.type, frame.owner);
    const iterable = this.expressions.value(statement.iterable);
    const { element, code } = this.iteration(iterable, wanted, statement);
    if (!rules.assignable(element, wanted) && !this.isRowOfAny(element, wanted))
      fail(statement, `Loop variable must be of type ${element.name}`);
    if (frame.scope.find(statement.variable.text))
      fail(statement.variable, `Duplicate variable: ${statement.variable.text}`);
    return this.compiler.costs.loop(isStraight(statement.body), () =>
      this.scoped(() => {
        const variable = frame.scope.declare(statement.variable.text, wanted);
        const item = temporary(this.compiler);
        const index = temporary(this.compiler);
        const bind = (raw: string): string =>
          `let ${variable.jsName}=${rules.convert(raw, element, wanted, this.module)};`;
        const walked = code.walked ? temporary(this.compiler) : undefined;
        if (walked) {
          // Each step looks whether the collection has changed ("Apex Developer Guide: Iterating Collections").
          const before = temporary(this.compiler);
          const elements = code.elements === ".items" ? `${walked}.items` : temporary(this.compiler);
          this.module.at(
            statement.line,
            `{const ${walked}=${this.held(walked, code.text)},${before}=${walked}.changes;`
          );
          if (elements !== `${walked}.items`) this.module.write(`const ${elements}=${walked}${code.elements!};`);
          this.emit(
            statement,
            `for(let ${index}=0;${index}!==${elements}.length;${index}++){if(${walked}.changes!==${before})${this.module.runtime("changedWhileIterated")}();${bind(`${elements}[+${index}]`)}`
          );
        } else if (code.elements) {
          this.emit(
            statement,
            `for(let ${item}=${code.text}${code.elements},${index}=0;${index}<${item}.length;${index}++){${bind(`${item}[+${index}]`)}`
          );
        } else this.emit(statement, `for(const ${item} of ${code.text}){${bind(item)}`);
        this.compiler.costs.eachRound(() => this.compiler.costs.add("forEachStep"));
        this.loop(() => this.nested(statement.body));
        this.module.write(walked ? "}}" : "}");
        return true;
      })
    );
  }

  private iteration(iterable: Ex, wanted: Type, position: Position): { element: Type; code: IterationCode } {
    const { rules, library } = this.compiler;
    if (rules.isList(iterable.type)) {
      const element = iterable.type.args[0];
      if (iterable.query && rules.isList(wanted)) {
        return {
          element: iterable.type,
          code: { text: `${this.module.runtime("chunks")}(${iterable.code})` }
        };
      }
      return { element, code: { text: iterable.code, elements: ".items", walked: !iterable.query } };
    }
    if (rules.isSet(iterable.type))
      return { element: iterable.type.args[0], code: { text: iterable.code, elements: ".toArray()", walked: true } };
    const iterableSymbol = library.find("Iterable");
    const as =
      iterable.type.kind === "class" && iterableSymbol ? asSupertype(iterable.type, iterableSymbol) : undefined;
    if (as)
      return {
        element: as.args[0]!,
        code: { text: `${this.module.runtime("iterate")}(${iterable.code})` }
      };
    return fail(position, `Loop must iterate over a collection: ${iterable.type.name}`);
  }

  private tryStatement(statement: StatementOf<"try">): boolean {
    const { module } = this;
    const flag = statement.finallyBody ? temporary(this.compiler) : undefined;
    if (flag) module.at(statement.line, `${flag}=false;try{`);
    module.at(statement.line, "try");
    let falls = this.block(statement.body);
    if (statement.catches.length > 0) falls = this.catches(statement.catches) || falls;
    else module.write(`catch($e){throw $e;}`);
    if (!flag) return falls;
    const uncatchable = module.runtime("isUncatchable");
    module.write(`}catch($e){${flag}=${uncatchable}($e);throw $e;}finally{if(!${flag})`);
    const finallyFalls = this.block(statement.finallyBody!);
    module.write("}");
    return falls && finallyFalls;
  }

  private catches(clauses: StatementOf<"try">["catches"]): boolean {
    const { module } = this;
    const { types, rules, frame } = this.compiler;
    const caught = temporary(this.compiler);
    module.write(`catch($e){let ${caught}=${module.runtime("caught")}($e);`);
    let falls = false;
    const seen: Type[] = [];
    for (const clause of clauses) {
      const type = types.resolve(clause.type, frame.owner);
      if (!rules.isException(type) || type.kind !== "class")
        return fail(clause, `Catch type must be an exception: ${type.name}`);
      if (seen.some((earlier) => rules.assignable(type, earlier)))
        fail(clause, `Exception has already been caught: ${type.name}`);
      seen.push(type);
      const test =
        type.symbol === this.compiler.library.exceptionSymbol
          ? "true"
          : `${caught} instanceof ${this.compiler.exceptionClass(type.symbol)}`;
      module.at(clause.line, `if(${test})`);
      falls =
        this.scoped(() => {
          if (frame.scope.find(clause.variable.text))
            fail(clause.variable, `Duplicate variable: ${clause.variable.text}`);
          const variable = frame.scope.declare(clause.variable.text, type);
          module.write(`{let ${variable.jsName}=${caught};`);
          const bodyFalls = this.block(clause.body);
          module.write("}else ");
          return bodyFalls;
        }) || falls;
    }
    module.write("throw $e;}");
    return falls;
  }

  private returnStatement(statement: StatementOf<"return">): boolean {
    const { frame } = this.compiler;
    if (frame.kind === "constructor") {
      if (statement.value) fail(statement, "Constructors must not return a value");
      this.emit(statement, "return this;");
      return false;
    }
    if (frame.returnType.kind === "void") {
      if (statement.value) fail(statement, "Void method must not return a value");
      this.emit(statement, "return;");
      return false;
    }
    if (!statement.value) return fail(statement, "Missing return value: non-void methods must return a value");
    this.emit(statement, `return ${this.expressions.converted(statement.value, frame.returnType).code};`);
    return false;
  }

  private switchStatement(statement: StatementOf<"switch">): boolean {
    const subject = this.expressions.value(statement.subject);
    const value = temporary(this.compiler);
    this.emit(statement, `${value}=${subject.code};`);
    if (!this.isSwitchable(subject.type))
      fail(
        statement.subject,
        `Switch expressions must be of type Integer, Long, String, enum or SObject: ${subject.type.name}`
      );
    const seen = new Set<string>();
    let falls = !statement.clauses.some((clause) => clause.values === "else");
    statement.clauses.forEach((clause, index) => {
      if (clause.values === "else" && index < statement.clauses.length - 1)
        fail(clause, "When else must be the last block");
      falls = this.when(clause, subject.type, value, index > 0, seen) || falls;
    });
    return falls;
  }

  /** "Apex Developer Guide: Switch Statements". */
  private isSwitchable(type: Type): boolean {
    const { rules } = this.compiler;
    return (
      type.kind === "sobject" ||
      rules.isEnum(type) ||
      ["Integer", "Long", "String", "Id"].some((name) => rules.is(type, name as "Integer"))
    );
  }

  /** The same page: each value stands in one place only. */
  private once(seen: Set<string>, key: string, shown: string, at: Position): void {
    if (seen.has(key)) fail(at, `Duplicate when value: ${shown}`);
    seen.add(key);
  }

  private when(clause: WhenClause, type: Type, value: string, chained: boolean, seen: Set<string>): boolean {
    const { module } = this;
    module.at(clause.line, chained ? "else " : "");
    if (clause.values === "else") return this.block(clause.body);
    if ("variable" in clause.values) {
      const { types, frame } = this.compiler;
      const { variable, type: reference } = clause.values;
      const wanted = types.resolve(reference, frame.owner);
      if (!this.compiler.rules.castable(type, wanted))
        fail(reference, `Incompatible types in switch: ${type.name}, ${wanted.name}`);
      this.once(seen, wanted.name, wanted.name, reference);
      return this.scoped(() => {
        if (frame.scope.find(variable.text)) fail(variable, `Duplicate variable: ${variable.text}`);
        const local = frame.scope.declare(variable.text, wanted);
        module.write(
          `if(${module.runtime("isInstance")}(${value},${this.compiler.runtimeType(wanted)})){let ${local.jsName}=${value};`
        );
        const falls = this.block(clause.body);
        module.write("}");
        return falls;
      });
    }
    const tests = clause.values.map((item) => this.whenTest(item, type, value, seen));
    module.write(`if(${tests.join("||")})`);
    return this.block(clause.body);
  }

  private whenTest(item: WhenValue, type: Type, value: string, seen: Set<string>): string {
    const { rules } = this.compiler;
    if (item.kind === "name") {
      const name = item.name.at(-1)!;
      const constant = rules.isEnum(type) ? type.symbol.fields.get(name.text.toLowerCase()) : undefined;
      if (!constant?.enumConstant) return fail(name, `Invalid enum constant in when: ${name.text}`);
      this.once(seen, constant.name, constant.name, name);
      const ex = this.expressions.names.enumConstant(constant);
      return `${value}===${ex.code}`;
    }
    const literal = item.value;
    const ex = this.expressions.value(literal);
    this.once(seen, ex.code, ex.code, literal);
    if (ex.type.kind === "null") return `${value}===null`;
    if (
      !rules.assignable(ex.type, type) ||
      rules.is(type, "Object") ||
      rules.is(type, "Decimal") ||
      rules.is(type, "Double")
    ) {
      fail(literal, `Incompatible types in switch: ${type.name}, ${ex.type.name}`);
    }
    return `${value}===${rules.convert(ex.code, ex.type, type, this.module)}`;
  }

  /** "Apex Developer Guide: Merge Statement": the master, then one record or a list of the same type. */
  private merge(statement: StatementOf<"dml">, duplicates: Expression): void {
    const { rules } = this.compiler;
    const master = this.expressions.value(statement.operand);
    const others = this.expressions.value(duplicates);
    const element = rules.isList(others.type) ? others.type.args[0] : others.type;
    const name = master.type.kind === "sobject" ? master.type.object?.name : undefined;
    if (name === undefined || !["Account", "Case", "Contact", "Lead"].includes(name))
      fail(statement, `Merge requires concrete types of Account, Case, Contact or Lead: ${master.type.name}`);
    if (element !== master.type && !rules.is(element, "Id"))
      fail(duplicates, `Merge requires records of the same type: ${master.type.name}, ${others.type.name}`);
    this.compiler.frame.sharingMatters = true;
    this.emit(statement, `${this.module.runtime("mergeStatement")}(${master.code},${others.code});`);
  }

  private dml(statement: StatementOf<"dml">): void {
    const { rules, schema } = this.compiler;
    if (statement.duplicates) return this.merge(statement, statement.duplicates);
    const given = this.expressions.value(statement.operand);
    const records = rules.isList(given.type) ? given.type.args[0] : given.type;
    if (records.kind !== "sobject") fail(statement, `DML requires SObject or SObject list type: ${given.type.name}`);
    this.compiler.frame.sharingMatters = true;
    let external = "undefined";
    if (statement.externalId) {
      const names = statement.externalId.map(({ text }) => text);
      const object = names.length > 1 ? schema.object(names.at(-2)!) : (records as { object?: SObjectType }).object;
      const field = object?.field(names.at(-1)!);
      if (!field) return fail(statement.externalId[0]!, `Variable does not exist: ${names.join(".")}`);
      if (!field.externalId && field.name !== "Id")
        fail(statement.externalId[0]!, `Field is not an external id: ${field.name}`);
      external = literal(field.name);
    }
    const access = statement.access ? literal(statement.access) : "undefined";
    this.emit(
      statement,
      `${this.module.runtime("dml")}(${literal(statement.verb)},${given.code},${access},${external});`
    );
  }
}
