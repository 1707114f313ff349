/** Method calls and constructions: visibility, binding to generated code or to the library. */
import type { SObjectType } from "../../schema/types.ts";
import { literal, propertyKey } from "../emit/generated-code.ts";
import { intrinsic } from "../emit/intrinsics.ts";
import type { Expression, ExpressionOf, Position } from "../syntax/ast.ts";
import {
  asSupertype,
  substitute,
  type ClassSymbol,
  type ClassType,
  type MethodSymbol,
  type Type,
  type VariableSymbol
} from "../types/types.ts";
import { temporary, type FileCompiler } from "./compiler.ts";
import { methodSignature, signature } from "./declare.ts";
import type { Ex } from "./ex.ts";
import type { Expressions } from "./expressions.ts";
import { fieldType } from "./field-types.ts";
import { Overloads, type Candidate } from "./overloads.ts";
import { fail } from "./problem.ts";
import { isVisible } from "./visibility.ts";

export class Calls {
  private readonly compiler: FileCompiler;
  private readonly expressions: Expressions;
  private readonly overloads: Overloads;

  constructor(compiler: FileCompiler, expressions: Expressions) {
    this.compiler = compiler;
    this.expressions = expressions;
    this.overloads = new Overloads(compiler);
  }

  call(expression: ExpressionOf<"call">): Ex {
    if (!expression.target) return this.unqualified(expression);
    const fieldError = this.fieldError(expression);
    if (fieldError) return fieldError;
    if (expression.safe) {
      const target = this.expressions.chain(expression.target);
      const kept = temporary(this.compiler);
      const row =
        target.query && !this.compiler.rules.isList(target.type)
          ? this.expressions.queries.singleOrNull(target)
          : target;
      const result = this.onValue(
        { ...row, code: kept, simple: true, nonNull: true, guards: undefined, query: undefined },
        expression
      );
      return {
        ...result,
        guards: [...(target.guards ?? []), `(${kept}=${row.code})===null`],
        nonNull: false,
        simple: false
      };
    }
    const target = this.expressions.names.target(expression.target);
    if (target.kind === "value") {
      const shadowed = this.expressions.names.shadowedType(expression.target);
      const instance = this.overloads
        .candidates(target.ex.type, expression.name.text)
        .some(({ method }) => !method.static);
      if (shadowed && !instance && !isCopy(target.ex.type, expression)) return this.onType(shadowed, expression);
      const result = this.onValue(target.ex, expression);
      return target.ex.guards ? { ...result, guards: target.ex.guards } : result;
    }
    if (target.kind === "namespace") return fail(expression, `Variable does not exist: ${target.name}`);
    return this.onType(target.type, expression);
  }

  /** "Apex Reference Guide: SObject Class", addError: `record.Field__c.addError(message)` puts the error on the field. */
  private fieldError(expression: ExpressionOf<"call">): Ex | undefined {
    const { target } = expression;
    if (expression.name.text.toLowerCase() !== "adderror" || target?.kind !== "member" || target.safe) return undefined;
    const owner = this.expressions.names.target(target.target);
    if (owner.kind !== "value" || owner.ex.type.kind !== "sobject") return undefined;
    const field = owner.ex.type.object?.field(target.name.text);
    if (!field) return undefined;
    const { library, module } = this.compiler;
    const args = this.args(expression.args);
    const forms = this.overloads
      .candidates(library.genericSObject, "addError")
      .filter(({ parameters: [, second] }) => !second || this.compiler.rules.is(second, "Boolean"));
    const found =
      this.overloads.best(forms, args, expression) ?? this.missing(expression, args, fieldType(field, library));
    const [message] = this.convertedArgs(args, found.parameters, expression);
    return {
      type: found.returnType,
      code: `${module.runtime("addFieldError")}(${owner.ex.code},${literal(field.name)},${message})`
    };
  }

  private unqualified(expression: ExpressionOf<"call">): Ex {
    const { frame } = this.compiler;
    const args = this.args(expression.args);
    for (let level: ClassSymbol | undefined = frame.owner; level; level = level.outer) {
      const candidates = this.overloads.candidates(level.type(), expression.name.text);
      if (candidates.length === 0 || this.belongsToOuter(candidates, args, level, expression)) continue;
      const found = this.choose(candidates, args, expression, level.type());
      if (found.method.static) return this.invokeStatic(found, args, expression);
      if (level !== frame.owner || frame.static) {
        return fail(
          expression,
          `Non static method cannot be referenced from a static context: ${methodSignature(found.method)}`
        );
      }
      return this.invoke(
        { type: frame.owner.type(), code: "this", nonNull: true, simple: true },
        found,
        args,
        expression
      );
    }
    const self = { type: frame.owner.type(), code: "this", nonNull: true, simple: true };
    if (!frame.static && isCopy(self.type, expression)) return this.copy(self);
    return this.missing(expression, args, self.type);
  }

  /** A method of an inner class does not hide one of the outer class that takes other arguments. */
  private belongsToOuter(
    candidates: readonly Candidate[],
    args: readonly Ex[],
    level: ClassSymbol,
    { name }: ExpressionOf<"call">
  ): boolean {
    return (
      level.outer !== undefined &&
      this.overloads.candidates(level.outer.type(), name.text).length > 0 &&
      !this.overloads.best(candidates, args, name)
    );
  }

  private onValue(given: Ex, expression: ExpressionOf<"call">): Ex {
    const args = this.args(expression.args);
    const target =
      given.query &&
      given.type.kind === "class" &&
      this.overloads.candidates(given.type, expression.name.text).length === 0
        ? this.expressions.queries.single(given, expression)
        : given;
    const candidates = this.overloads.candidates(
      target.superOf ? target.superOf.type() : target.type,
      expression.name.text
    );
    if (isCopy(target.type, expression) && !candidates.some(({ parameters }) => parameters.length === 0))
      return this.copy(target);
    if (candidates.length === 0) return this.missing(expression, args, target.type);
    const found = this.choose(candidates, args, expression, target.type);
    if (found.method.static)
      fail(
        expression,
        `Static method cannot be referenced from a non static context: ${methodSignature(found.method)}`
      );
    return this.invoke(target, found, args, expression);
  }

  private copy({ type, code }: Ex): Ex {
    return { type, code: `${this.compiler.module.runtime("copyObject")}(${code})`, nonNull: true };
  }

  private onType(type: Type, expression: ExpressionOf<"call">): Ex {
    const args = this.args(expression.args);
    if (type.kind === "class" && type.symbol.kind === "enum") {
      const made = this.enumStatic(type, expression, args);
      if (made) return made;
    }
    if (
      type.kind === "sobject" &&
      type.object &&
      expression.name.text.toLowerCase() === "getsobjecttype" &&
      args.length === 0
    ) {
      return this.expressions.names.records.objectToken(type.object);
    }
    if (type.kind === "sobject" && type.object) return this.customData(type.object, expression, args);
    if (type.kind !== "class") return this.missing(expression, args, type);
    const candidates = this.overloads
      .candidates(type, expression.name.text)
      .filter(({ method }) => method.static || type.symbol.origin === "user");
    if (candidates.length === 0) return this.missing(expression, args, type);
    const found = this.choose(candidates, args, expression, type);
    if (!found.method.static) {
      const { frame } = this.compiler;
      // `Outer.method()` inside an instance of Outer's subclass is a static reference all the same.
      if (frame.static || !asSupertype(frame.owner.type(), type.symbol)) {
        fail(
          expression,
          `Non static method cannot be referenced from a static context: ${methodSignature(found.method)}`
        );
      }
      fail(
        expression,
        `Non static method cannot be referenced from a static context: ${methodSignature(found.method)}`
      );
    }
    return this.invokeStatic(found, args, expression);
  }

  /** `Rate__mdt.getInstance('USD')`: methods of custom metadata types and custom settings. */
  private customData(object: SObjectType, expression: ExpressionOf<"call">, args: readonly Ex[]): Ex {
    const { library, module, frame } = this.compiler;
    const methods = library.customDataClass(object);
    const type = library.sobject(object);
    if (!methods) return this.missing(expression, args, type);
    const found = this.choose(
      this.overloads.candidates(methods.type([type]), expression.name.text),
      args,
      expression,
      type
    );
    frame.sharingMatters = true;
    return this.libraryCall(found, this.convertedArgs(args, found.parameters, expression), [module.reference(object)]);
  }

  private args(expressions: readonly Expression[]): Ex[] {
    return expressions.map((arg) => this.expressions.value(arg));
  }

  private enumStatic(type: ClassType, expression: ExpressionOf<"call">, args: readonly Ex[]): Ex | undefined {
    const { module, library } = this.compiler;
    const name = expression.name.text.toLowerCase();
    const constants =
      type.symbol.origin === "user"
        ? `${module.classReference(type.symbol.index)}.$constants`
        : module.reference([...type.symbol.fields.values()].map((field) => field.enumConstant));
    if (name === "values" && args.length === 0) {
      return {
        type: library.listOf(type),
        code: `new $r.ApexList(${this.compiler.runtimeType(type)},${constants}.slice())`,
        nonNull: true
      };
    }
    if (name === "valueof" && args.length === 1 && this.compiler.rules.isText(args[0]!.type)) {
      return {
        type,
        code: `${module.runtime("enumValueOf")}(${constants},${args[0]!.code},${literal(type.name)})`,
        nonNull: true
      };
    }
    return undefined;
  }

  private choose(
    candidates: readonly Candidate[],
    args: readonly Ex[],
    expression: ExpressionOf<"call">,
    type: Type
  ): Candidate {
    const found = this.overloads.best(candidates, args, expression);
    if (!found) return this.missing(expression, args, type);
    const { method } = found;
    if (!isVisible(method, this.compiler.frame.owner))
      fail(expression, `Method is not visible: ${methodSignature(method)}`);
    return found;
  }

  private missing(expression: ExpressionOf<"call">, args: readonly Ex[], type: Type): never {
    const list = args.map((arg) => arg.type.name).join(", ");
    return fail(
      expression,
      `Method does not exist or incorrect signature: void ${expression.name.text}(${list}) from the type ${type.name}`
    );
  }

  private convertedArgs(args: readonly Ex[], parameters: readonly Type[], position: Position): string[] {
    return args.map((arg, index) => this.expressions.coerce(arg, parameters[index]!, position).code);
  }

  // Binding

  private invokeStatic(found: Candidate, args: readonly Ex[], expression: ExpressionOf<"call">): Ex {
    const { method } = found;
    const { module, frame } = this.compiler;
    const codes = this.locatorArgs(found, args, expression) ?? this.convertedArgs(args, found.parameters, expression);
    if (method.owner.origin === "library") {
      frame.sharingMatters ||= !pureLibrary.has(method.owner.name);
      const scope =
        takesScope[method.owner.fullName]?.has(method.name.toLowerCase()) === true ? [this.bindScope()] : [];
      const result = this.libraryCall(found, [...codes, ...scope], []);
      return method.owner.fullName === "System.Database" && standsForRow.has(method.name.toLowerCase())
        ? { ...result, query: true, nonNull: true }
        : result;
    }
    if (method.owner !== frame.owner) frame.sharingMatters = true;
    return {
      type: found.returnType,
      code: `${module.classReference(method.owner.index)}.${method.jsName}(${codes.join(",")})`
    };
  }

  /** What `Database.getQueryLocator` takes instead of rows: a query that stands in brackets right there, which it runs itself. */
  private locatorArgs(
    { method }: Candidate,
    args: readonly Ex[],
    expression: ExpressionOf<"call">
  ): string[] | undefined {
    const isLocator = method.owner.fullName === "System.Database" && method.name.toLowerCase() === "getquerylocator";
    if (!isLocator || !this.compiler.rules.isList(args[0]!.type)) return undefined;
    return [args[0]!.locator ?? fail(expression.args[0]!, "Argument must be an inline query")];
  }

  /** What `:name` in the text of a dynamic query finds: local variables, then fields ("Apex Developer Guide: Dynamic SOQL"). */
  private bindScope(): string {
    const { frame, rules, library, module } = this.compiler;
    const cases: string[] = [];
    const seen = new Set<string>();
    const add = (name: string, type: Type, code: string): void => {
      const key = name.toLowerCase();
      if (seen.has(key)) return;
      seen.add(key);
      cases.push(`case ${literal(key)}:return ${rules.convert(code, type, library.primitives.Object, module)};`);
    };
    for (const local of frame.scope.all()) add(local.name, local.type, local.jsName);
    for (
      let level: ClassSymbol | undefined = frame.owner;
      level && level.origin === "user";
      level = level.superclass?.symbol
    ) {
      for (const field of level.fields.values()) {
        if (field.enumConstant || (frame.static && !field.static) || !isVisible(field, frame.owner)) continue;
        const ex = this.expressions.names.variable({ kind: "name", name: field.name, line: 1, column: 1 });
        add(field.name, ex.type, ex.code);
      }
    }
    return `($n)=>{switch($n.toLowerCase()){${cases.join("")}}return undefined;}`;
  }

  private invoke(target: Ex, found: Candidate, args: readonly Ex[], expression: ExpressionOf<"call">): Ex {
    const codes = this.convertedArgs(args, found.parameters, expression);
    const isFirst = !target.superOf && !target.nonNull && codes.some(mayHaveEffects);
    if (!isFirst) return this.bind(target, found, codes, expression);
    // Arguments are evaluated before the receiver is found null.
    const kept = [target.code, ...codes].map((code) => ({ code, name: temporary(this.compiler) }));
    const [receiver, ...rest] = kept.map(({ name }) => name);
    const bound = this.bind({ ...target, code: receiver!, simple: true }, found, rest, expression);
    return { ...bound, code: `(${[...kept.map(({ code, name }) => `${name}=${code}`), bound.code].join(",")})` };
  }

  private superCall(found: Candidate, codes: readonly string[], expression: ExpressionOf<"call">): Ex {
    const { method } = found;
    if (method.abstract) fail(expression, `Cannot call abstract method: ${methodSignature(method)}`);
    if (method.owner.origin !== "user") return this.libraryCall(found, codes, ["this"]);
    this.compiler.frame.sharingMatters = true;
    const prototype = this.compiler.module.constant(`$g[${method.owner.index}].prototype`);
    return {
      type: found.returnType,
      code: `${prototype}.${method.jsName}.call(${["this", ...codes].join(",")})`
    };
  }

  private bind(target: Ex, found: Candidate, codes: readonly string[], expression: ExpressionOf<"call">): Ex {
    const { method } = found;
    const { module, frame } = this.compiler;
    if (target.superOf) return this.superCall(found, codes, expression);
    const ofEveryObject = method.owner.kind === "interface" && this.ofEveryObject(method);
    if (ofEveryObject) return this.callObject(target.code, ofEveryObject, found.returnType, codes);
    if (method.owner.origin === "user") {
      if (method.owner !== frame.owner || target.code !== "this") frame.sharingMatters = true;
      return { type: found.returnType, code: `${target.code}.${method.jsName}(${codes.join(",")})` };
    }
    const ready = intrinsic(method, target.code, codes);
    if (ready) this.compiler.costs.library(method);
    if (ready) return { type: found.returnType, ...ready };
    const receiver = this.compiler.rules.convert(
      target.code,
      target.type,
      this.compiler.library.primitives.Object,
      module
    );
    const plain =
      target.type === this.compiler.library.primitives.Double && method.owner.name === "Double"
        ? target.code
        : receiver;
    const check = method.owner.name === "Blob" ? "argument" : "nn";
    const safe = target.nonNull ? plain : `${module.runtime(check)}(${plain})`;
    if (!pureLibrary.has(method.owner.name)) frame.sharingMatters = true;
    if (method.implementation === null) {
      this.compiler.costs.library(method);
      return {
        type: found.returnType,
        code: `${module.runtime("callInterface")}(${[safe, literal(method.name), ...codes].join(",")})`
      };
    }
    // Object, exceptions and what else may be extended: a user's class may override the method.
    if (method.owner.virtual || this.compiler.rules.isException(target.type)) {
      return this.callObject(safe, method, found.returnType, codes);
    }
    const result = this.libraryCall(found, codes, [safe]);
    return target.type.kind === "sobject" && found.method.name === "clone"
      ? { ...result, type: target.type, nonNull: true }
      : result;
  }

  /** Where an interface asks for a method that every object has, the one of Object. */
  private ofEveryObject({ name, jsName }: MethodSymbol): MethodSymbol | undefined {
    const { symbol } = this.compiler.library.primitives.Object;
    return symbol.methods.get(name.toLowerCase())?.find((method) => method.jsName === jsName);
  }

  private callObject(receiver: string, method: MethodSymbol, type: Type, codes: readonly string[]): Ex {
    const { module } = this.compiler;
    const implementation = module.reference(this.compiler.costs.library(method));
    const parts = [receiver, literal(method.jsName), implementation, ...codes];
    return { type, code: `${module.runtime("callObject")}(${parts.join(",")})` };
  }

  private libraryCall(found: Candidate, codes: readonly string[], first: readonly string[]): Ex {
    const { module } = this.compiler;
    return {
      type: found.returnType,
      code: `${module.reference(this.compiler.costs.library(found.method))}(${[...first, ...codes].join(",")})`
    };
  }

  // Constructing

  construct(expression: ExpressionOf<"new">): Ex {
    const { compiler } = this;
    const type = compiler.types.resolve(expression.type, compiler.frame.owner);
    if (type.kind === "sobject") return this.newRecord(type, expression);
    if (type.kind !== "class") return fail(expression, `Type cannot be constructed: ${type.name}`);
    const { symbol } = type;
    if (symbol.kind !== "class" || symbol.abstract) fail(expression, `Type cannot be constructed: ${type.name}`);
    if (symbol.fullName.startsWith("Component.")) return this.newComponent(type, expression);
    const args = this.args(expression.args);
    if (type === compiler.library.primitives.Object && args.length === 0)
      return { type, code: "new $r.PlainObject()", nonNull: true };
    const { found, codes } = this.constructor_(type, args, expression);
    if (symbol.origin === "user") {
      compiler.frame.sharingMatters = true;
      return {
        type,
        code: `new ${compiler.module.classReference(symbol.index)}().${found.jsName}(${codes.join(",")})`,
        nonNull: true
      };
    }
    const reified = symbol.reified ? [`[${type.args.map((arg) => compiler.runtimeType(arg)).join(",")}]`] : [];
    return {
      type,
      code: `${compiler.module.reference(compiler.costs.library(found))}(${[...reified, ...codes].join(",")})`,
      nonNull: true
    };
  }

  /** The constructor of `type` that fits, with its arguments' code. */
  constructor_(type: ClassType, args: readonly Ex[], position: Position): { found: MethodSymbol; codes: string[] } {
    const candidates = type.symbol.constructors.map((method) => ({
      method,
      parameters: method.parameters.map((parameter) => substitute(parameter.type, type.symbol, type.args))
    }));
    const found = this.overloads.best(candidates, args, position);
    if (!found) {
      const given: VariableSymbol[] = args.map((arg) => ({ name: "", type: arg.type }));
      return fail(position, `Constructor not defined: ${signature(`[${type.name}].<Constructor>`, given)}`);
    }
    const { rules } = this.compiler;
    const rows = args[0]?.type;
    if (rows && rules.isMap(type) && rules.isList(rows) && !rules.assignable(rows.args[0], type.args[1]!))
      fail(position, `Invalid initial type ${rows.name} for ${type.name}`);
    if (!isVisible(found.method, this.compiler.frame.owner))
      fail(
        position,
        `Constructor is not visible: ${signature(`[${type.name}].<Constructor>`, found.method.parameters)}`
      );
    return { found: found.method, codes: this.convertedArgs(args, found.parameters, position) };
  }

  /** `new Component.Apex.OutputText(value = 'x')` ("Visualforce Developer Guide: Dynamic Visualforce Components") */
  private newComponent(type: ClassType, expression: ExpressionOf<"new">): Ex {
    const { module } = this.compiler;
    const values = expression.args.map((arg) => {
      if (arg.kind !== "assign" || arg.operator !== "=" || arg.target.kind !== "name")
        return fail(arg, `Invalid constructor argument: ${type.name} takes name value pairs`);
      const attribute = this.expressions.names.findField(type, arg.target.name);
      const set = attribute?.field.accessors?.set?.implementation;
      if (!attribute || !set) return fail(arg, `Variable does not exist: ${arg.target.name}`);
      return `[${module.reference(set)},${this.expressions.converted(arg.value, attribute.type).code}]`;
    });
    const code = `${module.reference(type.symbol.constructors[0]!.implementation)}([${values.join(",")}])`;
    return { type, code, nonNull: true };
  }

  /** `new Account(Name = 'x', Parent = p)` */
  private newRecord(type: Extract<Type, { kind: "sobject" }>, expression: ExpressionOf<"new">): Ex {
    const { compiler } = this;
    const { object } = type;
    if (!object) return fail(expression, "Type cannot be constructed: SObject");
    const values: string[] = [];
    const parents: string[] = [];
    const seen = new Set<string>();
    for (const arg of expression.args) {
      if (arg.kind !== "assign" || arg.operator !== "=" || arg.target.kind !== "name")
        return fail(arg, `Invalid constructor argument: ${object.name} takes name value pairs`);
      const name = arg.target.name;
      if (seen.has(name.toLowerCase())) fail(arg, `Duplicate field initialization: ${name}`);
      seen.add(name.toLowerCase());
      const field = object.field(name);
      const parent = field ? undefined : object.parentRelationship(name);
      if (field) {
        if (field.formula !== undefined || field.summary || field.type === "address")
          fail(arg, `Field is not writeable: ${object.name}.${field.name}`);
        const value = this.expressions.converted(arg.value, fieldType(field, compiler.library)).code;
        values.push(
          `${propertyKey(field.name)}:${field.idList ? `${compiler.module.runtime("idListText")}(${value})` : value}`
        );
      } else if (parent) {
        const parentObject =
          parent.referenceTo.length === 1 ? compiler.schema.object(parent.referenceTo[0]!) : undefined;
        parents.push(
          `${propertyKey(parent.relationshipName!)}:${this.expressions.converted(arg.value, parentObject ? compiler.library.sobject(parentObject) : compiler.library.genericSObject).code}`
        );
      } else fail(arg, `Field does not exist: ${name} on ${object.name}`);
    }
    const parentsCode = parents.length > 0 ? `,{${parents.join(",")}}` : "";
    return {
      type,
      code: `${compiler.module.runtime("newRecord")}(${compiler.module.reference(object)},{${values.join(",")}}${parentsCode})`,
      nonNull: true
    };
  }
}

/** Objects of every user class have `clone()`, unless the class defines another: a copy whose variables hold the same values. */
function isCopy(type: Type, { name, args }: ExpressionOf<"call">): boolean {
  return (
    name.text.toLowerCase() === "clone" &&
    args.length === 0 &&
    type.kind === "class" &&
    type.symbol.origin === "user" &&
    type.symbol.kind === "class"
  );
}

/** What they return may be assigned to one record, as a query in brackets may. */
const standsForRow = new Set(["query", "querywithbinds"]);

/** Methods whose text may name local variables. */
const takesScope: Readonly<Record<string, ReadonlySet<string>>> = {
  "System.Database": new Set(["query", "countquery", "getquerylocator", "getcursor", "getpaginationcursor"]),
  "System.Search": new Set(["query", "find"])
};

/** Library classes whose methods neither query nor save nor call back into user code. */
const pureLibrary = new Set([
  "List",
  "Set",
  "Map",
  "String",
  "Integer",
  "Long",
  "Double",
  "Decimal",
  "Boolean",
  "Date",
  "Datetime",
  "Time",
  "Id",
  "Math",
  "Blob",
  "Enum",
  "SObject"
]);

/** Whether evaluating code of an argument could be noticed: it calls or assigns something. */
function mayHaveEffects(code: string): boolean {
  return /[(=]|\+\+|--/.test(code);
}
