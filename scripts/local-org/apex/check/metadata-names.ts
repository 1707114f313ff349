/** Members that exist by the org's metadata rather than by a definition: labels, describes, trigger variables. */
import { literal } from "../emit/generated-code.ts";
import { dictionary } from "../../values/dictionary.ts";
import type { Expression, ExpressionOf, Position } from "../syntax/ast.ts";
import { siteLabels } from "../stdlib/system/web/site-labels.ts";
import type { Type } from "../types/types.ts";
import type { FileCompiler } from "./compiler.ts";
import type { Ex } from "./ex.ts";
import { fail } from "./problem.ts";
import type { RecordMembers } from "./record-members.ts";

export class MetadataNames {
  private readonly compiler: FileCompiler;
  private readonly records: RecordMembers;
  /** A variable of the name hides all of these. */
  private readonly isVariable: (name: string, at: Position) => boolean;

  constructor(compiler: FileCompiler, records: RecordMembers, isVariable: (name: string, at: Position) => boolean) {
    this.compiler = compiler;
    this.records = records;
    this.isVariable = isVariable;
  }

  /** What the whole dotted path names, if it is such a member. */
  find(expression: ExpressionOf<"member">): Ex | undefined {
    const path = dottedPath(expression);
    if (!path || this.isVariable(path[0]!, expression)) return undefined;
    const lower = path.map((name) => name.toLowerCase());
    return (
      this.labelOf(path, lower, expression) ??
      this.triggerVariableOf(path, lower, expression) ??
      this.schemaMember(lower[0] === "schema" ? path.slice(1) : path, expression)
    );
  }

  private labelOf(path: readonly string[], lower: readonly string[], position: Position): Ex | undefined {
    const labelAt = lower[0] === "system" ? 1 : 0;
    if (lower[labelAt] !== "label" || path.length <= labelAt + 1) return undefined;
    const names = this.withoutOwnNamespace(path.slice(labelAt + 1));
    if (names.length === 2 && names[0]!.toLowerCase() === "site") return this.siteLabel(names[1]!, position);
    return labelAt === 1 || names.length === 1 ? this.label(names[0], position, names.length === 1) : undefined;
  }

  private triggerVariableOf(path: readonly string[], lower: readonly string[], position: Position): Ex | undefined {
    const variableAt = lower[0] === "system" ? 2 : 1;
    const isTrigger = lower[variableAt - 1] === "trigger" && path.length === variableAt + 1;
    return isTrigger ? this.triggerVariable(path[variableAt]!, position) : undefined;
  }

  private schemaMember(path: readonly string[], position: Position): Ex | undefined {
    const words = path.map((name) => name.toLowerCase());
    if (words[0] === "sobjecttype") {
      if (path.length === 2) return this.describeObject(path[1]!, position);
      if (path.length === 4 && words[2] === "fields") return this.describeField(path[1]!, path[3]!, position);
      if (path.length === 4 && words[2] === "fieldsets") return this.fieldSet(path[1]!, path[3]!, position);
    }
    if (path.length === 3 && words[1] === "rowcause") return this.sharingReason(path[0]!, path[2]!, position);
    // `Account.fields.Name` and `Account.SObjectType.fields.Name` are the token.
    const isToken =
      words.at(-2) === "fields" && (path.length === 3 || (path.length === 4 && words[1] === "sobjecttype"));
    return isToken ? this.fieldToken(path[0]!, path.at(-1)!) : undefined;
  }

  private fieldToken(objectName: string, fieldName: string): Ex | undefined {
    const object = this.compiler.schema.object(objectName);
    const field = object?.field(fieldName);
    if (!object || !field) return undefined;
    return {
      type: this.compiler.library.required("Schema.SObjectField").type(),
      code: this.records.fieldToken(object, field),
      nonNull: true,
      simple: true
    };
  }

  /** "Apex Reference Guide: System.Label": `Label.ns.Name` is a label of the package with that namespace. */
  private withoutOwnNamespace(names: readonly string[]): readonly string[] {
    return names.length > 1 && this.compiler.types.isOwnNamespace(names[0]!) ? names.slice(1) : names;
  }

  private label(name: string | undefined, position: Position, whole: boolean): Ex | undefined {
    if (!whole || !name) return undefined;
    if (!this.compiler.labels.has(name.toLowerCase())) return fail(position, `External string does not exist: ${name}`);
    return {
      type: this.compiler.library.primitives.String,
      code: `${this.compiler.module.runtime("label")}(${literal(name.toLowerCase())})`
    };
  }

  private siteLabel(name: string, position: Position): Ex {
    const text = siteLabels.get(name.toLowerCase());
    if (text === undefined) return fail(position, `External string does not exist: Site.${name}`);
    return { type: this.compiler.library.primitives.String, code: literal(text), nonNull: true, simple: true };
  }

  /** "Apex Developer Guide: Sharing a Record Using Apex": `Schema.Order__Share.RowCause.Partner__c` is the reason's name. */
  private sharingReason(objectName: string, name: string, position: Position): Ex | undefined {
    const object = this.compiler.schema.object(objectName);
    if (object?.kind !== "share") return undefined;
    const values = object.field("RowCause")!.picklistValues;
    const cause = values.find(({ value }) => value.toLowerCase() === name.toLowerCase());
    if (!cause) return fail(position, `Variable does not exist: ${name}`);
    return {
      type: this.compiler.library.primitives.String,
      code: literal(cause.value),
      nonNull: true,
      simple: true
    };
  }

  private triggerVariable(name: string, position: Position): Ex {
    const { library, triggerObject, module } = this.compiler;
    const record = triggerObject ?? library.genericSObject;
    const map = library.mapSymbol.type([library.primitives.Id, record]);
    const types = dictionary<Type>({
      new: library.listOf(record),
      old: library.listOf(record),
      newmap: map,
      oldmap: map,
      size: library.primitives.Integer,
      operationtype: library.find("System.TriggerOperation")?.type() ?? library.primitives.Object
    });
    const key = name.toLowerCase();
    const flag = ["isexecuting", "isinsert", "isupdate", "isdelete", "isundelete", "isbefore", "isafter"].includes(key);
    const type = flag ? library.primitives.Boolean : types[key];
    if (!type) return fail(position, `Variable does not exist: Trigger.${name}`);
    return { type, code: `${module.runtime("triggerVariable")}(${literal(key)})`, nonNull: flag };
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
      code: `${module.reference(describe.implementation)}(${this.records.fieldToken(object, field)})`,
      nonNull: true
    };
  }
}

export function dottedPath(expression: Expression): string[] | undefined {
  if (expression.kind === "name") return [expression.name];
  if (expression.kind !== "member" || expression.safe) return undefined;
  const left = dottedPath(expression.target);
  return left && [...left, expression.name.text];
}
