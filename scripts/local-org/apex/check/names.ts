/** What names and members mean: variables, fields, properties, sObject fields and relationships, tokens, labels. */
import type { Field, SObjectType } from "../../schema/types.ts";
import type { Expression, ExpressionOf, Position } from "../syntax/ast.ts";
import { substitute, supertypes, type ClassType, type FieldSymbol, type Type } from "../types/types.ts";
import { temporary, type FileCompiler } from "./compiler.ts";
import { visibilityRank } from "./declare.ts";
import { simplePlace, type Ex, type Target } from "./ex.ts";
import type { Expressions } from "./expressions.ts";
import { fail } from "./problem.ts";
import { isVisible } from "./visibility.ts";
import { fieldType } from "./field-types.ts";

export class Names {
  private readonly compiler: FileCompiler;
  private readonly expressions: Expressions;

  constructor(compiler: FileCompiler, expressions: Expressions) {
    this.compiler = compiler;
    this.expressions = expressions;
  }

  variable(expression: ExpressionOf<"name">): Ex {
    return (
      this.findVariable(expression.name, expression) ?? fail(expression, `Variable does not exist: ${expression.name}`)
    );
  }

  /** The target of an assignment; differs from reading in that a property without getter may stand here. */
  assignable(expression: Expression): Ex {
    return this.expressions.value(expression);
  }

  private findVariable(name: string, position: Position): Ex | undefined {
    const { frame } = this.compiler;
    const local = frame.scope.find(name);
    if (local) {
      const check = local.final
        ? (at: Position) => fail(at, `Final variable has already been initialized: ${local.name}`)
        : undefined;
      return {
        type: local.type,
        code: local.jsName,
        nonNull: local.nonNull,
        simple: true,
        place: simplePlace(local.jsName, local.final && !local.assigned ? () => void (local.assigned = true) : check)
      };
    }
    const own = this.findField(frame.owner.type(), name);
    if (own) {
      if (own.field.static) return this.staticField(own.field, position);
      if (frame.static) return fail(position, `Variable does not exist: ${name}`);
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
    return undefined;
  }

  findField(type: ClassType, name: string): { readonly field: FieldSymbol; readonly type: Type } | undefined {
    const key = name.toLowerCase();
    const own = type.symbol.fields.get(key);
    if (own) return { field: own, type: substitute(own.type, type.symbol, type.args) };
    for (const parent of supertypes(type)) {
      const found = this.findField(parent, name);
      if (found) return found;
    }
    return undefined;
  }

  /** What stands left of a dot: a value, a type or a namespace. */
  target(expression: Expression): Target {
    if (expression.kind === "name") {
      const variable = this.findVariable(expression.name, expression);
      if (variable) return { kind: "value", ex: variable };
      const type = this.findType([expression.name]);
      if (type) return { kind: "type", type };
      if (this.compiler.library.isNamespace(expression.name)) return { kind: "namespace", name: expression.name };
      return fail(expression, `Variable does not exist: ${expression.name}`);
    }
    if (expression.kind === "member" && !expression.safe) {
      const special = this.special(expression);
      if (special) return { kind: "value", ex: special };
      const left = this.target(expression.target);
      if (left.kind === "namespace") {
        const type = this.findType([left.name, expression.name.text]);
        if (type) return { kind: "type", type };
        return this.labelOrFail(left.name, expression);
      }
      if (left.kind === "type") {
        const member = this.staticMember(left.type, expression);
        if (member) return { kind: "value", ex: member };
        const inner =
          left.type.kind === "class" ? this.compiler.types.innerOf(left.type.symbol, expression.name.text) : undefined;
        if (inner) return { kind: "type", type: inner.type() };
        const library =
          left.type.kind === "class"
            ? this.findType([...left.type.symbol.fullName.split("."), expression.name.text])
            : undefined;
        if (library) return { kind: "type", type: library };
        // `System` and `Database` are classes and namespaces at once.
        const inNamespace =
          expression.target.kind === "name" ? this.findType([expression.target.name, expression.name.text]) : undefined;
        if (inNamespace) return { kind: "type", type: inNamespace };
        return fail(expression, `Variable does not exist: ${expression.name.text}`);
      }
    }
    return { kind: "value", ex: this.expressions.chain(expression) };
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
      const special = this.special(expression);
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
    if (type.kind === "sobject") return { ...this.sobjectMember(target, type.object, expression), guards };
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
    if (type.kind === "sobject") return type.object ? this.sobjectToken(type.object, name, expression) : undefined;
    if (type.kind !== "class") return undefined;
    const found = this.findField(type, name);
    if (found?.field.static) return this.staticField(found.field, expression);
    if (found) fail(expression, `Variable does not exist: ${name}`);
    return undefined;
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
    if (field.computed && !this.isOwnStorage(field))
      return this.computed(module.classReference(field.owner.index), field, field.type, position);
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
    if (field.computed && !this.isOwnStorage(field))
      return this.computed(target.code, field, type, position, target.simple);
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

  private computed(target: string, field: FieldSymbol, type: Type, position: Position, simple = true): Ex {
    const read = (object: string): string => `${object}.get$${field.name.toLowerCase()}()`;
    const write = (object: string, value: string): string => `${object}.set$${field.name.toLowerCase()}(${value})`;
    const getter = field.accessors!.get;
    if (getter && !isVisible({ ...field, visibility: getter.visibility }, this.compiler.frame.owner))
      fail(position, `Variable is not visible: ${field.name}`);
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
    const initializing =
      frame.owner === field.owner &&
      (field.static
        ? frame.static && frame.kind === "initializer"
        : frame.kind === "constructor" || frame.kind === "initializer");
    if (!initializing) this.refuseFinal(field, at);
  }

  private refuseFinal(field: FieldSymbol, at: Position): never {
    return fail(
      at,
      `Final members can only be assigned in their declaration, init blocks, or constructors: ${field.name}`
    );
  }

  // sObjects

  private sobjectMember(target: Ex, object: SObjectType | undefined, expression: ExpressionOf<"member">): Ex {
    const name = expression.name.text;
    const { module } = this.compiler;
    if (!object) {
      if (name.toLowerCase() !== "id") return fail(expression, `Variable does not exist: ${name}`);
      return this.genericId(target);
    }
    const field = object.field(name);
    if (field) return this.recordField(target, object, field);
    const parent = object.parentRelationship(name);
    if (parent) {
      const type = this.parentType(parent);
      const relation = JSON.stringify(parent.relationshipName);
      return {
        type,
        code: `${module.runtime("parentRecord")}(${target.code},${relation})`,
        parent: true,
        place: this.helperPlace(
          target,
          (record) => `${module.runtime("parentRecord")}(${record},${relation})`,
          (record, value) => `${module.runtime("setParent")}(${record},${relation},${value})`
        )
      };
    }
    const child = object.childRelationship(name);
    if (child) {
      const childObject = this.compiler.schema.object(child.childObject)!;
      const childType = this.compiler.library.sobject(childObject);
      return {
        type: this.compiler.library.listOf(childType),
        code: `${module.runtime("childRecords")}(${target.code},${JSON.stringify(child.relationshipName)},${this.compiler.runtimeType(childType)})`,
        nonNull: true
      };
    }
    return fail(expression, `Variable does not exist: ${name}`);
  }

  /** The only field that every SObject has. */
  private genericId(target: Ex): Ex {
    const { module, library } = this.compiler;
    const read = (record: string): string => `${module.runtime("readField")}(${record},"Id")`;
    return {
      type: library.primitives.Id,
      code: read(target.code),
      place: this.helperPlace(
        target,
        read,
        (record, value) => `${module.runtime("writeField")}(${record},"Id",${value})`
      )
    };
  }

  private parentType(field: Field): Type {
    const only =
      field.referenceTo.length === 1
        ? this.compiler.schema.object(field.referenceTo[0]!)
        : this.compiler.schema.object("Name");
    return only ? this.compiler.library.sobject(only) : this.compiler.library.genericSObject;
  }

  private recordField(target: Ex, object: SObjectType, field: Field): Ex {
    const { module } = this.compiler;
    const type = fieldType(field, this.compiler.library);
    const name = JSON.stringify(field.name);
    if (field.type === "address")
      return {
        type,
        code: `${module.runtime("addressOf")}(${target.code},${name})`,
        place: this.helperPlace(target, String, String, (at) =>
          fail(at, `Field is not writeable: ${object.name}.${field.name}`)
        )
      };
    const decoded = (code: string): string => {
      if (field.idList) return `${module.runtime("idListOf")}(${code})`;
      return field.type === "boolean" ? `(${code}??false)` : code;
    };
    const encoded = (code: string): string => (field.idList ? `${module.runtime("idListText")}(${code})` : code);
    const read = (record: string): string =>
      decoded(`${module.runtime(target.parent ? "parentField" : "readField")}(${record},${name})`);
    const code =
      target.simple && !target.parent
        ? decoded(`(${target.code}.values.${field.name}??${module.runtime("readField")}(${target.code},${name}))`)
        : read(target.code);
    return {
      type,
      code,
      nonNull: field.type === "boolean" && !target.parent,
      place: this.helperPlace(
        target,
        read,
        (record, value) => `${module.runtime("writeField")}(${record},${name},${encoded(value)})`,
        (at) => {
          if (field.formula !== undefined || field.summary || (field.autoNumber && field.name !== "Id"))
            fail(at, `Field is not writeable: ${object.name}.${field.name}`);
        }
      )
    };
  }

  private helperPlace(
    target: Ex,
    read: (record: string) => string,
    write: (record: string, value: string) => string,
    check?: (at: Position) => void
  ): Ex["place"] {
    return {
      check,
      write: (value) => write(target.code, value),
      once: (temp) => {
        if (target.simple) return { before: [], read: read(target.code), write: (value) => write(target.code, value) };
        const record = temp();
        return { before: [`${record}=${target.code}`], read: read(record), write: (value) => write(record, value) };
      }
    };
  }

  /** `Account.SObjectType`, `Account.Name` as tokens. */
  private sobjectToken(object: SObjectType, name: string, expression: ExpressionOf<"member">): Ex | undefined {
    const { library } = this.compiler;
    if (name.toLowerCase() === "sobjecttype") return this.objectToken(object);
    const field = object.field(name);
    if (!field) return fail(expression, `Variable does not exist: ${name}`);
    return {
      type: library.required("Schema.SObjectField").type(),
      code: this.fieldToken(object, field),
      nonNull: true,
      simple: true
    };
  }

  /** `Account.SObjectType` and `Account.getSObjectType()` */
  objectToken(object: SObjectType): Ex {
    const { module, library } = this.compiler;
    return {
      type: library.required("Schema.SObjectType").type(),
      code: module.constant(`$r.objectToken(${module.reference(object)})`),
      nonNull: true,
      simple: true
    };
  }

  private fieldToken(object: SObjectType, field: Field): string {
    const { module } = this.compiler;
    return module.constant(`$r.fieldToken(${module.reference(object)},${module.reference(field)})`);
  }

  /** Members that exist by the org's metadata rather than by a definition: labels, describes, trigger variables. */
  private special(expression: ExpressionOf<"member">): Ex | undefined {
    const path = dottedPath(expression);
    if (!path || this.findVariable(path[0]!, expression)) return undefined;
    const lower = path.map((name) => name.toLowerCase());
    if (lower[0] === "system" && lower[1] === "label") return this.label(path[2], expression, path.length === 3);
    if (lower[0] === "label" && path.length === 2) return this.label(path[1], expression, true);
    if (lower[0] === "trigger" && path.length === 2) return this.triggerVariable(path[1]!, expression);
    if (lower[0] === "system" && lower[1] === "trigger" && path.length === 3)
      return this.triggerVariable(path[2]!, expression);
    const rest = lower[0] === "schema" ? path.slice(1) : path;
    if (rest.length === 2 && rest[0]!.toLowerCase() === "sobjecttype") return this.describeObject(rest[1]!, expression);
    if (rest.length === 4 && rest[0]!.toLowerCase() === "sobjecttype" && rest[2]!.toLowerCase() === "fields")
      return this.describeField(rest[1]!, rest[3]!, expression);
    if (rest.length === 4 && rest[0]!.toLowerCase() === "sobjecttype" && rest[2]!.toLowerCase() === "fieldsets")
      return this.fieldSet(rest[1]!, rest[3]!, expression);
    const words = rest.map((name) => name.toLowerCase());
    // `Account.fields.Name` and `Account.SObjectType.fields.Name` are the token.
    if (words.at(-2) === "fields" && (rest.length === 3 || (rest.length === 4 && words[1] === "sobjecttype"))) {
      const object = this.compiler.schema.object(rest[0]!);
      const field = object?.field(rest.at(-1)!);
      if (object && field)
        return {
          type: this.compiler.library.required("Schema.SObjectField").type(),
          code: this.fieldToken(object, field),
          nonNull: true,
          simple: true
        };
    }
    return undefined;
  }

  private label(name: string | undefined, position: Position, whole: boolean): Ex | undefined {
    if (!whole || !name) return undefined;
    if (!this.compiler.labels.has(name.toLowerCase())) return fail(position, `External string does not exist: ${name}`);
    return {
      type: this.compiler.library.primitives.String,
      code: `${this.compiler.module.runtime("label")}(${JSON.stringify(name.toLowerCase())})`
    };
  }

  private triggerVariable(name: string, position: Position): Ex {
    const { library, triggerObject, module } = this.compiler;
    const record = triggerObject ?? library.genericSObject;
    const map = library.mapSymbol.type([library.primitives.Id, record]);
    const types: Readonly<Record<string, Type>> = {
      new: library.listOf(record),
      old: library.listOf(record),
      newmap: map,
      oldmap: map,
      size: library.primitives.Integer,
      operationtype: library.find("System.TriggerOperation")?.type() ?? library.primitives.Object
    };
    const key = name.toLowerCase();
    const flag = ["isexecuting", "isinsert", "isupdate", "isdelete", "isundelete", "isbefore", "isafter"].includes(key);
    const type = flag ? library.primitives.Boolean : types[key];
    if (!type) return fail(position, `Variable does not exist: Trigger.${name}`);
    return { type, code: `${module.runtime("triggerVariable")}(${JSON.stringify(key)})`, nonNull: flag };
  }

  private describeObject(name: string, position: Position): Ex {
    const { library, module } = this.compiler;
    const object = this.compiler.schema.object(name);
    if (!object) return fail(position, `Variable does not exist: ${name}`);
    const describe = library
      .required("Schema.SObjectType")
      .methods.get("getdescribe")!
      .find((method) => method.parameters.length === 0)!;
    return {
      type: describe.returnType,
      code: `${module.reference(describe.implementation)}($r.objectToken(${module.reference(object)}))`,
      nonNull: true
    };
  }

  private fieldSet(objectName: string, name: string, position: Position): Ex {
    const { library, module, schema } = this.compiler;
    const object = schema.object(objectName);
    const found = object?.fieldSets?.find((candidate) => candidate.name.toLowerCase() === name.toLowerCase());
    if (!object || !found) return fail(position, `Variable does not exist: ${object ? name : objectName}`);
    return {
      type: library.required("Schema.FieldSet").type(),
      code: `${module.runtime("fieldSetValue")}(${module.reference(object)},${module.reference(found)})`,
      nonNull: true
    };
  }

  private describeField(objectName: string, fieldName: string, position: Position): Ex {
    const { library, module } = this.compiler;
    const object = this.compiler.schema.object(objectName);
    const field = object?.field(fieldName);
    if (!object || !field) return fail(position, `Variable does not exist: ${object ? fieldName : objectName}`);
    const describe = library
      .required("Schema.SObjectField")
      .methods.get("getdescribe")!
      .find((method) => method.parameters.length === 0)!;
    return {
      type: describe.returnType,
      code: `${module.reference(describe.implementation)}(${this.fieldToken(object, field)})`,
      nonNull: true
    };
  }
}

function dottedPath(expression: Expression): string[] | undefined {
  if (expression.kind === "name") return [expression.name];
  if (expression.kind !== "member" || expression.safe) return undefined;
  const left = dottedPath(expression.target);
  return left && [...left, expression.name.text];
}
