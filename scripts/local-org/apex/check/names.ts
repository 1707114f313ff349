/** What names and members mean: variables, fields, properties. */
import type { Expression, ExpressionOf, Position } from "../syntax/ast.ts";
import { asSupertype, substitute, supertypes, type ClassType, type FieldSymbol, type Type } from "../types/types.ts";
import { temporary, type FileCompiler } from "./compiler.ts";
import { visibilityRank } from "./declare.ts";
import { simplePlace, type Ex, type Target } from "./ex.ts";
import type { Expressions } from "./expressions.ts";
import { MetadataNames, dottedPath } from "./metadata-names.ts";
import { fail } from "./problem.ts";
import { RecordMembers } from "./record-members.ts";
import { refers } from "./scope.ts";
import { outersOfSuperclasses } from "./type-resolver.ts";
import { isVisible } from "./visibility.ts";

export class Names {
  private readonly compiler: FileCompiler;
  private readonly expressions: Expressions;
  readonly records: RecordMembers;
  private readonly metadata: MetadataNames;
  /** What a plain assignment writes without reading it. */
  private written: Expression | undefined;

  constructor(compiler: FileCompiler, expressions: Expressions) {
    this.compiler = compiler;
    this.expressions = expressions;
    this.records = new RecordMembers(compiler);
    this.metadata = new MetadataNames(compiler, this.records, (name, at) => this.findVariable(name, at) !== undefined);
  }

  variable(expression: ExpressionOf<"name">): Ex {
    return (
      this.findVariable(expression.name, expression) ?? fail(expression, `Variable does not exist: ${expression.name}`)
    );
  }

  /** The target of a plain assignment; differs from reading in that a property whose getter is out of sight may stand here. */
  assignable(expression: Expression): Ex {
    this.written = expression;
    return this.expressions.value(expression);
  }

  private findVariable(name: string, position: Position): Ex | undefined {
    const { frame } = this.compiler;
    const local = frame.scope.find(name);
    if (local) {
      const check = local.final
        ? (at: Position) => fail(at, `Final variable has already been initialized: ${local.name}`)
        : undefined;
      const place = simplePlace(
        local.jsName,
        local.final && !local.assigned ? () => void (local.assigned = true) : check,
        this.compiler.measured && refers(local.type) ? `$l.${local.jsName}=` : ""
      );
      return { type: local.type, code: local.jsName, nonNull: local.nonNull, simple: true, place };
    }
    const own = this.findField(frame.owner.type(), name);
    if (own) {
      if (own.field.static) return this.staticField(own.field, position);
      if (frame.static) return this.findType([name]) ? undefined : fail(position, `Variable does not exist: ${name}`);
      return this.instanceField(
        { type: frame.owner.type(), code: "this", nonNull: true, simple: true },
        own.field,
        own.type,
        position
      );
    }
    for (let outer = frame.owner.outer; outer; outer = outer.outer) {
      const found = this.findField(outer.type(), name);
      if (found?.field.static) return this.staticField(found.field, position);
    }
    return this.besideSuperclass(name, position);
  }

  /** A static variable of the class that the superclass is an inner class of. */
  private besideSuperclass(name: string, position: Position): Ex | undefined {
    for (const outer of outersOfSuperclasses(this.compiler.frame.owner)) {
      const found = this.findField(outer.type(), name);
      if (found?.field.static) return this.staticField(found.field, position);
    }
    return undefined;
  }

  findField(type: ClassType, name: string): { readonly field: FieldSymbol; readonly type: Type } | undefined {
    const key = name.toLowerCase();
    const own = type.symbol.fields.get(key) ?? type.symbol.anyField?.(name);
    if (own) return { field: own, type: substitute(own.type, type.symbol, type.args) };
    for (const parent of supertypes(type)) {
      const found = this.findField(parent, name);
      if (found) return found;
    }
    return undefined;
  }

  /** What stands left of a dot: a value, a type or a namespace. */
  target(expression: Expression): Target {
    if (expression.kind === "name") return this.nameTarget(expression);
    if (expression.kind === "member" && !expression.safe) {
      const special = this.metadata.find(expression);
      if (special) return { kind: "value", ex: special };
      const left = this.target(expression.target);
      if (left.kind === "namespace") {
        const type = this.findType([left.name, expression.name.text]);
        return type ? { kind: "type", type } : this.labelOrFail(left.name, expression);
      }
      if (left.kind === "type") return this.memberOfType(left.type, expression);
    }
    return { kind: "value", ex: this.expressions.chain(expression) };
  }

  private nameTarget(expression: ExpressionOf<"name">): Target {
    const variable = this.findVariable(expression.name, expression);
    if (variable) return { kind: "value", ex: variable };
    const type = this.findType([expression.name]);
    if (type) return { kind: "type", type };
    const { library, types } = this.compiler;
    if (library.isNamespace(expression.name) || types.isOwnNamespace(expression.name))
      return { kind: "namespace", name: expression.name };
    return fail(expression, `Variable does not exist: ${expression.name}`);
  }

  private memberOfType(type: Type, expression: ExpressionOf<"member">): Target {
    const name = expression.name.text;
    const inner = type.kind === "class" ? this.compiler.types.innerOf(type.symbol, name) : undefined;
    const hidden = inner && this.findField(type as ClassType, name)?.field.static !== true;
    const member = hidden ? undefined : this.staticMember(type, expression);
    if (member) return { kind: "value", ex: member };
    if (inner) return { kind: "type", type: inner.type() };
    const library = type.kind === "class" ? this.findType([...type.symbol.fullName.split("."), name]) : undefined;
    // `System` and `Database` are classes and namespaces at once.
    const found =
      library ?? (expression.target.kind === "name" ? this.findType([expression.target.name, name]) : undefined);
    return found ? { kind: "type", type: found } : fail(expression, `Variable does not exist: ${name}`);
  }

  private labelOrFail(namespace: string, expression: ExpressionOf<"member">): Target {
    return fail(expression, `Variable does not exist: ${namespace}.${expression.name.text}`);
  }

  private findType(names: readonly string[]): Type | undefined {
    const found = this.compiler.types.find(names, this.compiler.frame.owner);
    if (!found) return undefined;
    if ("type" in found) return found.type(found.typeParameters.map(() => this.compiler.library.primitives.Object));
    return found;
  }

  member(expression: ExpressionOf<"member">): Ex {
    if (!expression.safe) {
      const special = this.metadata.find(expression);
      if (special) return special;
      const target = this.target(expression.target);
      if (target.kind === "type") {
        return (
          this.staticMember(target.type, expression) ??
          fail(expression, `Variable does not exist: ${expression.name.text}`)
        );
      }
      if (target.kind === "namespace") return fail(expression, `Variable does not exist: ${target.name}`);
      const shadowed = this.hasMember(target.ex, expression.name.text)
        ? undefined
        : this.shadowedType(expression.target);
      const ofType = shadowed && this.staticMember(shadowed, expression);
      return ofType ?? this.valueMember(target.ex, expression);
    }
    const target = this.expressions.chain(expression.target);
    if (target.type.kind === "void") fail(expression, "Variable does not exist: void");
    const row = target.query ? this.expressions.queries.singleOrNull(target) : target;
    const kept = temporary(this.compiler);
    const guards = [...(row.guards ?? []), `(${kept}=${row.code})===null`];
    const member = this.valueMember({ ...row, code: kept, simple: true, nonNull: true, guards: undefined }, expression);
    return { ...member, guards, place: undefined, simple: false, nonNull: false };
  }

  /** The type of the same name as a variable: with `Status status`, `Status.OPEN` means the type's constant. */
  shadowedType(expression: Expression): Type | undefined {
    const path = dottedPath(expression);
    return path && this.findType(path);
  }

  private hasMember({ type, query }: Ex, name: string): boolean {
    if (query) return true;
    if (type.kind === "class") return this.findField(type, name)?.field.static === false;
    if (type.kind !== "sobject" || !type.object) return true;
    return Boolean(
      type.object.field(name) ?? type.object.parentRelationship(name) ?? type.object.childRelationship(name)
    );
  }

  private valueMember(target: Ex, expression: ExpressionOf<"member">): Ex {
    const { type } = target;
    const guards = target.guards;
    if (target.query) return this.valueMember(this.expressions.queries.single(target, expression), expression);
    if (type.kind === "sobject") {
      this.compiler.costs.add("recordField");
      return { ...this.records.member(target, type.object, expression), guards };
    }
    if (type.kind === "class") {
      const found = this.findField(type, expression.name.text);
      if (found && !found.field.static)
        return { ...this.instanceField(target, found.field, found.type, expression), guards };
      if (found) fail(expression, `Static field cannot be referenced from a non static context: ${found.field.name}`);
    }
    return fail(expression, `Variable does not exist: ${expression.name.text}`);
  }

  // Classes

  private staticMember(type: Type, expression: ExpressionOf<"member">): Ex | undefined {
    const name = expression.name.text;
    if (type.kind === "sobject") return type.object ? this.records.token(type.object, name, expression) : undefined;
    if (type.kind !== "class") return undefined;
    const found = this.findField(type, name);
    if (found?.field.static) return this.staticField(found.field, expression);
    if (found) fail(expression, `Variable does not exist: ${name}`);
    if (type.symbol.fullName === "System.Page") fail(expression, `Page ${name} does not exist`);
    const record = this.compiler.types.recordNamedAs(type.symbol);
    return record && this.records.token(record, name, expression);
  }

  private staticField(field: FieldSymbol, position: Position): Ex {
    const { module, frame } = this.compiler;
    if (!isVisible(field, frame.owner))
      fail(position, `Variable is not visible: ${field.owner.displayName}.${field.name}`);
    if (field.enumConstant) return this.enumConstant(field);
    if (field.constant)
      return {
        type: field.type,
        code: field.constant,
        nonNull: true,
        simple: true,
        place: simplePlace("", (at) => this.refuseFinal(field, at))
      };
    if (field.owner.origin === "library") return this.libraryProperty(undefined, field, field.type, position);
    const holder = `${module.constant(`$g[${field.owner.index}].$statics`)}()`;
    this.checkReadable(field, position);
    if (field.computed && !this.isOwnStorage(field))
      return this.computed(module.classReference(field.owner.index), field, field.type);
    return {
      type: field.type,
      code: `${holder}.${field.jsName}`,
      simple: true,
      place: simplePlace(`${holder}.${field.jsName}`, (at) => this.checkWritable(field, at))
    };
  }

  enumConstant(field: FieldSymbol): Ex {
    const { module } = this.compiler;
    const code =
      field.enumConstant === true
        ? module.constant(`$g[${field.owner.index}].${field.name}$`)
        : module.reference(field.enumConstant);
    return { type: field.type, code, nonNull: true, simple: true };
  }

  private instanceField(target: Ex, field: FieldSymbol, type: Type, position: Position): Ex {
    if (!isVisible(field, this.compiler.frame.owner))
      fail(position, `Variable is not visible: ${field.owner.displayName}.${field.name}`);
    if (field.owner.origin === "library") return this.libraryProperty(target, field, type, position);
    this.checkReadable(field, position);
    if (field.computed && !this.isOwnStorage(field)) return this.computed(target.code, field, type, target.simple);
    const code = `${target.code}.${field.jsName}`;
    if (target.simple)
      return { type, code, simple: true, place: simplePlace(code, (at) => this.checkWritable(field, at)) };
    return {
      type,
      code,
      place: {
        check: (at) => this.checkWritable(field, at),
        write: (value) => `(${code}=${value})`,
        once: (temp) => {
          const object = temp();
          return {
            before: [`${object}=${target.code}`],
            read: `${object}.${field.jsName}`,
            write: (value) => `(${object}.${field.jsName}=${value})`
          };
        }
      }
    };
  }

  /** Inside its own accessors a property's name means its stored value. */
  private isOwnStorage(field: FieldSymbol): boolean {
    return this.compiler.frame.property === field;
  }

  private computed(target: string, field: FieldSymbol, type: Type, simple = true): Ex {
    const read = (object: string): string => `${object}.$get$${field.name.toLowerCase()}()`;
    const write = (object: string, value: string): string => `${object}.$set$${field.name.toLowerCase()}(${value})`;
    const getter = field.accessors!.get;
    return {
      type,
      code: getter ? read(target) : `${this.compiler.module.runtime("unreadable")}()`,
      place: {
        check: (at) => this.checkWritable(field, at),
        write: (value) => write(target, value),
        once: (temp) => {
          if (simple) return { before: [], read: read(target), write: (value) => write(target, value) };
          const object = temp();
          return { before: [`${object}=${target}`], read: read(object), write: (value) => write(object, value) };
        }
      }
    };
  }

  private libraryProperty(target: Ex | undefined, field: FieldSymbol, type: Type, _position: Position): Ex {
    const { module } = this.compiler;
    const receiver = target ? (target.nonNull ? target.code : `${module.runtime("nn")}(${target.code})`) : "";
    const { get, set } = field.accessors!;
    const write = (object: string, value: string): string =>
      `${module.runtime("assignThrough")}(${module.reference(set!.implementation)},${object || "undefined"},${value})`;
    return {
      type,
      code: `${module.reference(get!.implementation)}(${receiver})`,
      place: {
        check: (at) => {
          if (!set) fail(at, `Variable is not writable: ${field.name}`);
        },
        write: (value) => write(receiver, value),
        once: (temp) => {
          if (!target)
            return {
              before: [],
              read: `${module.reference(get!.implementation)}()`,
              write: (value) => write("", value)
            };
          const object = temp();
          return {
            before: [`${object}=${receiver}`],
            read: `${module.reference(get!.implementation)}(${object})`,
            write: (value) => write(object, value)
          };
        }
      }
    };
  }

  /** "Apex Developer Guide: Apex Properties": an accessor has its own access modifier. */
  private checkReadable(field: FieldSymbol, position: Position): void {
    const visibility = field.accessors?.get?.visibility;
    if (visibility === undefined || visibilityRank(visibility) >= visibilityRank(field.visibility)) return;
    if (position !== this.written && !isVisible({ ...field, visibility }, this.compiler.frame.owner))
      fail(position, `Variable is not visible: ${field.name}`);
  }

  private checkWritable(field: FieldSymbol, at: Position): void {
    const { frame } = this.compiler;
    if (field.accessors) {
      if (!field.accessors.set && !this.isOwnStorage(field)) fail(at, `Variable is not writable: ${field.name}`);
      const visibility = field.accessors.set?.visibility ?? "private";
      if (
        visibilityRank(visibility) < visibilityRank(field.visibility) &&
        !isVisible({ ...field, visibility }, frame.owner)
      )
        fail(at, `Variable is not visible: ${field.name}`);
      return;
    }
    if (!field.final) return;
    const initializing = field.static
      ? frame.owner === field.owner && frame.static && frame.kind === "initializer"
      : asSupertype(frame.owner.type(), field.owner) !== undefined &&
        (frame.kind === "constructor" || (frame.kind === "initializer" && !frame.static));
    if (!initializing) this.refuseFinal(field, at);
  }

  private refuseFinal(field: FieldSymbol, at: Position): never {
    return fail(
      at,
      `Final members can only be assigned in their declaration, init blocks, or constructors: ${field.name}`
    );
  }
}
