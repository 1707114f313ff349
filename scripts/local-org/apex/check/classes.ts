/** Compiles the members of a class: methods, constructors, initializers, accessors. */
import { isInUserMode, sharingOfClass } from "./access-mode.ts";
import type {
  Block,
  ConstructorDeclaration,
  FieldDeclaration,
  MethodDeclaration,
  PropertyDeclaration,
  Statement,
  TypeDeclaration
} from "../syntax/ast.ts";
import { voidT, type ClassSymbol, type FieldSymbol, type Type, type VariableSymbol } from "../types/types.ts";
import { literal } from "../emit/generated-code.ts";
import type { FileCompiler } from "./compiler.ts";
import { Expressions } from "./expressions.ts";
import { nullableLocals } from "./nullable-locals.ts";
import { CompileProblem, fail } from "./problem.ts";
import { Scope, type FunctionFrame } from "./scope.ts";
import { Statements } from "./statements.ts";

type FrameOptions = Pick<FunctionFrame, "owner" | "static" | "returnType" | "kind"> & {
  /** As a profile shows it. */
  readonly name: string;
  readonly property?: FieldSymbol;
  readonly statements: readonly Statement[];
};

export class ClassCompiler {
  private readonly compiler: FileCompiler;
  private readonly expressions: Expressions;
  private readonly statements: Statements;

  constructor(compiler: FileCompiler) {
    this.compiler = compiler;
    this.expressions = new Expressions(compiler);
    this.statements = new Statements(compiler, this.expressions);
  }

  private get module() {
    return this.compiler.module;
  }

  compile(symbol: ClassSymbol): void {
    if (symbol.kind !== "class") return;
    const initializers: string[] = [];
    const declaration = symbol.declaration as TypeDeclaration;
    for (const member of declaration.members) {
      this.guarded(() => {
        switch (member.kind) {
          case "method":
            return this.method(symbol, member);
          case "constructor":
            return this.constructor_(symbol, member);
          case "field":
            return this.fieldInitializers(symbol, member, initializers);
          case "property":
            return this.accessors(symbol, member);
          case "initializer":
            return this.initializer(symbol, member.static, member.body, initializers);
          default: {
            const inner = symbol.inner.get(member.name.text.toLowerCase());
            if (inner) this.compile(inner);
          }
        }
      });
    }
    this.module.at(declaration.endLine, "");
    this.module.write(
      `${this.prototype(symbol)}.$init=function(){${this.inheritedInit(symbol)}${initializers.map((name) => `this.${name}();`).join("")}};`
    );
    if (!declaration.members.some((member) => member.kind === "constructor")) this.defaultConstructor(symbol);
  }

  private guarded(work: () => void): void {
    try {
      work();
    } catch (error) {
      if (!(error instanceof CompileProblem)) throw error;
      this.compiler.report(error.position, error.message);
    }
  }

  private prototype(symbol: ClassSymbol): string {
    return this.module.constant(`$g[${symbol.index}].prototype`);
  }

  private method(symbol: ClassSymbol, member: MethodDeclaration): void {
    const method = symbol.methods
      .get(member.name.text.toLowerCase())
      ?.find((candidate) => candidate.declaration === member);
    if (!method || !member.body) return;
    const holder = method.static ? this.module.classReference(symbol.index) : this.prototype(symbol);
    this.module.at(member.line, `${holder}.${method.jsName}=`);
    const falls = this.functionBody(member.line, method.parameters, member.body, {
      owner: symbol,
      static: method.static,
      returnType: method.returnType,
      kind: "method",
      name: method.name,
      statements: member.body.statements
    });
    if (falls && method.returnType.kind !== "void") {
      this.compiler.report(member.name, `Missing return statement required return type: ${method.returnType.name}`);
    }
  }

  /** `function(a,b){ … };` Answers whether control reaches the end. */
  private functionBody(
    line: number,
    parameters: readonly VariableSymbol[],
    body: Block,
    options: FrameOptions,
    prologue?: () => void,
    epilogue = ""
  ): boolean {
    const { module, compiler } = this;
    const frame = this.frame(options);
    compiler.frame = frame;
    const names = parameters.map(
      ({ name, type, final }) => frame.scope.declare(name, type, { final, assigned: true }).jsName
    );
    module.at(line, `function(${names.join(",")}){`);
    const head = module.reserve();
    module.write(this.staticsFirst(options));
    compiler.costs.entry("methodCall");
    if (prologue) compiler.costs.eachRound(prologue);
    const falls = this.statements.scoped(() => this.statements.body(body.statements));
    module.at(body.endLine, epilogue);
    const tail = module.reserve();
    const temporaries = Array.from({ length: frame.temporaries }, (_, index) => `$t${index + 1}`);
    const declared = temporaries.length > 0 ? `let ${temporaries.join(",")};` : "";
    const measured = compiler.measured ? this.measured(options, names) : { before: "", after: "" };
    const sharing = sharingOfClass(options.owner);
    if (frame.sharingMatters && (sharing !== "omitted" || compiler.accessModes)) {
      const entry = `${module.runtime("enterSharing")}("${sharing}",${isInUserMode(options.owner)})`;
      head.fill(`${declared}${measured.before}const $h=${entry};try{`);
      tail.fill(`}finally{${module.runtime("leaveSharing")}($h);}${measured.after}};`);
    } else {
      head.fill(`${declared}${measured.before}`);
      tail.fill(`${measured.after}};`);
    }
    return falls;
  }

  /** Tells the profile, and what the function's variables refer to. */
  private measured({ name, owner, static: isStatic }: FrameOptions, parameters: readonly string[]) {
    const { module } = this;
    const held = [...(isStatic ? [] : ["$this:this"]), ...parameters].join(",");
    const place = literal(`${owner.fullName}.${name}`);
    return {
      before: `const $l={${held}};${module.runtime("methodEntered")}(${place},$l);try{`,
      after: `}finally{${module.runtime("methodLeft")}();}`
    };
  }

  /** Static blocks run before anything else of their class does; plain static variables can wait until they are read. */
  private staticsFirst({ owner, kind, static: isStatic }: FrameOptions): string {
    const blocks = owner.declaration!.members.some((member) => member.kind === "initializer" && member.static);
    const first = blocks && (kind === "constructor" || (kind === "method" && isStatic));
    return first ? `${this.module.constant(`$g[${owner.index}].$statics`)}();` : "";
  }

  private frame(options: FrameOptions): FunctionFrame {
    return {
      owner: options.owner,
      static: options.static,
      returnType: options.returnType,
      kind: options.kind,
      property: options.property,
      scope: new Scope(undefined),
      temporaries: 0,
      sharingMatters: false,
      loopDepth: 0,
      nullable: nullableLocals(options.statements)
    };
  }

  private constructor_(symbol: ClassSymbol, member: ConstructorDeclaration): void {
    const method = symbol.constructors.find((candidate) => candidate.declaration === member);
    if (!method) return;
    const [first, ...rest] = member.body.statements;
    const explicit =
      first?.kind === "expression" && first.expression.kind === "constructorCall" ? first.expression : undefined;
    this.module.at(member.line, `${this.prototype(symbol)}.${method.jsName}=`);
    const body = explicit ? { ...member.body, statements: rest } : member.body;
    this.functionBody(
      member.line,
      method.parameters,
      body,
      {
        owner: symbol,
        static: false,
        returnType: voidT,
        kind: "constructor",
        name: "<init>",
        statements: body.statements
      },
      () =>
        this.guarded(() => {
          this.module.at(first?.line ?? member.line, this.module.count(first?.line ?? member.line));
          if (explicit) {
            const type = explicit.which === "this" ? symbol.type() : symbol.superclass!;
            const args = explicit.args.map((arg) => this.expressions.value(arg));
            if (explicit.which === "super") this.module.write("this.$begin();");
            this.module.write(
              this.constructorCall(explicit.which === "this" ? symbol : symbol.superclass!.symbol, type, args, explicit)
            );
            return;
          }
          this.module.write(`this.$begin();${this.implicitSuper(symbol, member)}`);
        }),
      "return this;"
    );
  }

  /**
   * Variables of subclasses have their initial values before any constructor runs: constructors of fflib_SObjectUnitOfWork
   * call methods whose overrides use them. Those of the superclass come first, since they may be built upon.
   */
  private inheritedInit(symbol: ClassSymbol): string {
    const parent = symbol.superclass!.symbol;
    return parent.origin === "user" ? `${this.prototype(parent)}.$init.call(this);` : "";
  }

  private constructorCall(
    symbol: ClassSymbol,
    type: Type,
    args: Parameters<Expressions["calls"]["constructor_"]>[1],
    at: ConstructorDeclaration["name"] | Statement | { line: number; column: number }
  ): string {
    if (symbol.origin === "library" && args.length === 0) return "";
    if (type.kind !== "class") return fail(at, `Invalid parent type: ${type.name}`);
    const { found, codes } = this.expressions.calls.constructor_(type, args, at);
    if (symbol.origin === "library") return `this.$raise(${codes.join(",")});`;
    return `${this.prototype(symbol)}.${found.jsName}.call(${["this", ...codes].join(",")});`;
  }

  private implicitSuper(symbol: ClassSymbol, at: { line: number; column: number }): string {
    const parent = symbol.superclass!;
    if (parent.symbol.origin === "library") return "";
    return this.constructorCall(parent.symbol, parent, [], at);
  }

  private defaultConstructor(symbol: ClassSymbol): void {
    this.guarded(() => {
      const compiled = this.implicitSuperOfDefault(symbol);
      this.module.write(
        `${this.prototype(symbol)}.$new$${symbol.index}=function(){this.$begin();${compiled}return this;};`
      );
    });
  }

  private implicitSuperOfDefault(symbol: ClassSymbol): string {
    this.compiler.frame = this.frame({
      owner: symbol,
      static: false,
      returnType: voidT,
      kind: "constructor",
      name: "<init>",
      statements: []
    });
    return this.implicitSuper(symbol, symbol.declaration!.name);
  }

  private fieldInitializers(symbol: ClassSymbol, member: FieldDeclaration, initializers: string[]): void {
    for (const { name, value } of member.declarators) {
      const field = symbol.fields.get(name.text.toLowerCase());
      if (!field || !value) continue;
      this.compiler.frame = this.frame({
        owner: symbol,
        static: field.static,
        returnType: voidT,
        kind: "fieldInitializer",
        name: field.name,
        statements: []
      });
      const { result: ex, code: cost } = this.compiler.costs.apart(() => this.expressions.converted(value, field.type));
      if (field.constant) continue;
      const temporaries = Array.from({ length: this.compiler.frame.temporaries }, (_, index) => `$t${index + 1}`);
      const head = temporaries.length > 0 ? `let ${temporaries.join(",")};` : "";
      const count = this.module.count(name.line);
      if (field.static) {
        this.module.at(
          name.line,
          `${this.module.classReference(symbol.index)}.$staticInits.push(function($s){${head}${count}${cost}$s.${field.jsName}=${ex.code};});`
        );
      } else {
        const jsName = this.initializerName(symbol, initializers);
        this.module.at(
          name.line,
          `${this.prototype(symbol)}.${jsName}=function(){${head}${count}${cost}this.${field.jsName}=${ex.code};};`
        );
      }
    }
  }

  private initializerName(symbol: ClassSymbol, initializers: string[]): string {
    const name = `$init${symbol.index}$${initializers.length}`;
    initializers.push(name);
    return name;
  }

  private initializer(symbol: ClassSymbol, isStatic: boolean, body: Block, initializers: string[]): void {
    if (isStatic) {
      if (symbol.outer) fail(body, "Static initializers can only be defined on a top level class");
      this.module.at(body.line, `${this.module.classReference(symbol.index)}.$staticInits.push(`);
    } else this.module.at(body.line, `${this.prototype(symbol)}.${this.initializerName(symbol, initializers)}=`);
    this.functionBody(body.line, [], body, {
      owner: symbol,
      static: isStatic,
      returnType: voidT,
      kind: "initializer",
      name: isStatic ? "<clinit>" : "<init>",
      statements: body.statements
    });
    if (isStatic) this.closeArgument();
  }

  /** `functionBody` ends in `};`, which is no argument's end. */
  private closeArgument(): void {
    this.module.replaceLast(/;$/, ");");
  }

  private accessors(symbol: ClassSymbol, member: PropertyDeclaration): void {
    const field = symbol.fields.get(member.name.text.toLowerCase());
    if (!field?.computed) return;
    const holder = field.static ? this.module.classReference(symbol.index) : this.prototype(symbol);
    const storage = field.static ? `${holder}.$statics().${field.jsName}` : `this.${field.jsName}`;
    const key = field.name.toLowerCase();
    for (const accessor of member.accessors) {
      const isGetter = accessor.which === "get";
      if (!accessor.body) {
        this.module.at(
          accessor.line,
          `${holder}.$${accessor.which}$${key}=function(${isGetter ? "" : "$v"}){return ${isGetter ? storage : `${storage}=$v`};};`
        );
        continue;
      }
      const parameters: VariableSymbol[] = isGetter ? [] : [{ name: "value", type: field.type }];
      this.module.at(accessor.line, `${holder}.$${accessor.which}$${key}=`);
      const falls = this.functionBody(
        accessor.line,
        parameters,
        accessor.body,
        {
          owner: symbol,
          static: field.static,
          returnType: isGetter ? field.type : voidT,
          kind: isGetter ? "getter" : "setter",
          name: `${field.name}.${accessor.which}`,
          property: field,
          statements: accessor.body.statements
        },
        undefined,
        isGetter ? "" : "return value$;"
      );
      if (isGetter && falls)
        this.compiler.report(accessor, `Missing return statement required return type: ${field.type.name}`);
    }
  }

  /** Trigger bodies and anonymous Apex: the statements of one function. */
  script(owner: ClassSymbol, body: Block, kind: "trigger" | "anonymous"): void {
    this.module.at(body.line, `$g.script=`);
    this.functionBody(body.line, [], body, {
      owner,
      static: true,
      returnType: voidT,
      kind,
      name: kind,
      statements: body.statements
    });
  }
}
