import { addressParts } from "../schema/address.ts";
import type { Field, Schema, SObjectType } from "../schema/types.ts";
import { defineField } from "../schema/field.ts";
import { isStored, quoted } from "../storage/tables.ts";
import type { PathNode } from "./ast.ts";
import { invalidField, malformed, SoqlQueryError } from "./error.ts";
import { formulaSql } from "./formula-sql.ts";
import type { Source, SqlExpression, UsedField } from "./plan.ts";

export interface ResolvedField {
  readonly expression: SqlExpression;
  readonly field: Field;
  /** Relationship names down to the record that holds the field. */
  readonly path: readonly string[];
  /** Id of that record; for making parent records. */
  readonly parentIdSql: string | undefined;
  readonly parentType: SObjectType | undefined;
}

/** A reference to several objects, the record that holds it, and the id that it holds. */
export interface PolymorphicReference {
  readonly source: Source;
  readonly reference: Field;
  readonly sql: string;
}

const maximumParentLevels = 5;

/** A field that is stored as several others. */
export interface CompoundField {
  readonly name: string;
  readonly parts: readonly string[];
}

/** Resolves names of one SELECT against the schema and collects the joins that they need. */
export class NameResolver {
  readonly schema: Schema;
  readonly root: Source;
  readonly uses: UsedField[] = [];
  private readonly ownNames: ReadonlySet<string>;
  private readonly prefix: string;
  private joins = "";
  private sources = 0;

  constructor(schema: Schema, type: SObjectType, ownNames: readonly string[], prefix: string) {
    this.schema = schema;
    this.prefix = prefix;
    this.ownNames = new Set(ownNames.map((name) => name.toLowerCase()));
    this.root = this.newSource(type, []);
  }

  get fromSql(): string {
    return `${quoted(this.root.type.name)} AS ${this.root.alias}${this.joins}`;
  }

  resolve(path: PathNode): ResolvedField {
    return this.resolveFrom(this.root, path, this.withoutOwnName(path.parts));
  }

  /** `TYPEOF What`: the reference to several objects, and the record that holds it. */
  polymorphicReference(path: PathNode): PolymorphicReference {
    const parts = this.withoutOwnName(path.parts);
    let source = this.root;
    for (const [index, name] of parts.entries()) {
      const reference = source.type.parentRelationship(name);
      if (reference === undefined) throw unknownRelationship(name, path.offset);
      if (index < parts.length - 1) source = this.parentOf(source, reference, path);
      else if (reference.referenceTo.length > 1) return { source, reference, sql: this.fieldSql(source, reference) };
    }
    throw malformed(`TYPEOF needs a relationship to several objects, which ${parts.join(".")} is not`, path.offset);
  }

  private withoutOwnName(parts: readonly string[]): readonly string[] {
    return parts.length > 1 && this.ownNames.has(parts[0]!.toLowerCase()) ? parts.slice(1) : parts;
  }

  /** A field that is reached from a record of the query. */
  resolveFrom(start: Source, path: PathNode, parts = path.parts): ResolvedField {
    let source = start;
    for (let index = 0; index < parts.length - 1; index++) {
      const reference = source.type.parentRelationship(parts[index]!);
      if (reference === undefined) {
        throw unknownRelationship(parts[index]!, path.offset);
      }
      if (index >= maximumParentLevels) {
        throw invalidField(
          `Exceeded the maximum number of parent relationship levels (${maximumParentLevels})`,
          path.offset
        );
      }
      const isPolymorphic =
        reference.referenceTo.length > 1 ||
        (reference.name === "OwnerId" && parts[index + 1]!.toLowerCase() === "type");
      if (isPolymorphic && index === parts.length - 2) {
        return this.polymorphic(source, reference, parts[index + 1]!, path);
      }
      source = this.parentOf(source, reference, path);
    }
    return this.fieldOf(source, parts[parts.length - 1]!, path);
  }

  /** An address field; undefined where the path leads to any other. */
  compoundField(path: readonly string[]): CompoundField | undefined {
    const parts = this.withoutOwnName(path);
    let type: SObjectType | undefined = this.root.type;
    for (const name of parts.slice(0, -1)) {
      type = this.schema.object(type?.parentRelationship(name)?.referenceTo[0] ?? "");
    }
    const field = type?.field(parts[parts.length - 1]!);
    if (type === undefined || field?.type !== "address") {
      return undefined;
    }
    return { name: field.name, parts: addressParts(type, field) };
  }

  /** A field of any reachable record, for formulas too. */
  fieldExpression(source: Source, field: Field, text: string): SqlExpression {
    this.uses.push({ type: source.type, field });
    return { sql: this.fieldSql(source, field), field, aggregate: false, text };
  }

  /** `kind` is the one of several objects that is meant; a user where nothing is said. */
  parentOf(source: Source, reference: Field, path: { readonly offset: number }, kind?: SObjectType): Source {
    const key = reference.relationshipName!;
    const held = kind === undefined ? key : `${key}:${kind.name}`;
    let parent = source.parents.get(held);
    if (parent === undefined) {
      const target = kind?.name ?? (reference.referenceTo.includes("User") ? "User" : reference.referenceTo[0]!);
      const type = this.schema.object(target);
      if (type === undefined) {
        throw unknownType(target, path.offset);
      }
      parent = this.newSource(type, [...source.path, key]);
      this.joins += ` LEFT JOIN ${quoted(type.name)} AS ${parent.alias} ON ${parent.alias}."Id" = ${this.referenceSql(source, reference)}`;
      source.parents.set(held, parent);
    }
    this.uses.push({ type: source.type, field: reference });
    return parent;
  }

  /** The id that a reference holds; a field that custom metadata names is one of the object that another field names. */
  private referenceSql(source: Source, reference: Field): string {
    const sql = this.fieldSql(source, reference);
    const object = reference.objectField === undefined ? undefined : source.type.field(reference.objectField);
    return object === undefined ? sql : `${this.fieldSql(source, object)} || '.' || ${sql}`;
  }

  private newSource(type: SObjectType, path: readonly string[]): Source {
    return { type, alias: `${this.prefix}${this.sources++}`, path, parents: new Map() };
  }

  private fieldOf(source: Source, name: string, path: PathNode): ResolvedField {
    const field = source.type.field(name);
    if (field === undefined) {
      throw unknownField(name, source.type.name, path.offset);
    }
    if (field.type === "address" || field.type === "location") {
      throw invalidField(
        `Compound field ${field.name} is not supported by the local org; query its parts`,
        path.offset
      );
    }
    const isRoot = source === this.root;
    return {
      expression: this.fieldExpression(source, field, path.parts.join(".")),
      field,
      path: source.path,
      parentIdSql: isRoot ? undefined : `${source.alias}."Id"`,
      parentType: isRoot ? undefined : source.type
    };
  }

  /** "SOQL and SOSL Reference: Understanding Relationship Fields and Polymorphic Fields": fields that the targets have in common, and Type. */
  private polymorphic(source: Source, reference: Field, name: string, path: PathNode): ResolvedField {
    const key = this.fieldSql(source, reference);
    this.uses.push({ type: source.type, field: reference });
    const targets = reference.referenceTo
      .map((target) => this.schema.object(target)!)
      .filter((target) => target !== undefined);
    const resolved = (sql: string, field: Field): ResolvedField => ({
      expression: { sql, field, aggregate: false, text: path.parts.join(".") },
      field,
      path: [...source.path, reference.relationshipName!],
      parentIdSql: key,
      parentType: undefined
    });
    if (name.toLowerCase() === "type") {
      const cases = targets.map((target) => ` WHEN '${target.keyPrefix}' THEN '${target.name}'`).join("");
      return resolved(
        `CASE substr(${key}, 1, 3)${cases} END`,
        defineField({ name: "Type", type: "string", length: 40 })
      );
    }
    const holders = targets.flatMap((target) => {
      const field = target.field(name);
      return field !== undefined && isStored(field) ? [{ target, field }] : [];
    });
    const [first] = holders;
    if (first === undefined) {
      throw unknownField(name, "Name", path.offset);
    }
    const reads = holders.map(
      ({ target, field }) => `(SELECT ${quoted(field.name)} FROM ${quoted(target.name)} WHERE "Id" = ${key})`
    );
    return resolved(reads.length === 1 ? reads[0]! : `coalesce(${reads.join(", ")})`, first.field);
  }

  private fieldSql(source: Source, field: Field): string {
    return field.formula === undefined ? `${source.alias}.${quoted(field.name)}` : this.formulaSql(source, field);
  }

  /**
   * A formula shows its value whatever the user may see of the fields that it reads (Salesforce Answers: "Formulas ignore
   * Field Level Security settings is it true?").
   */
  private formulaSql(source: Source, field: Field): string {
    const used = this.uses.length;
    const sql = formulaSql(this, source, field);
    this.uses.length = used;
    return sql;
  }
}

/** The words of the API's error for `INVALID_FIELD`. */
export function unknownField(name: string, object: string, offset: number): SoqlQueryError {
  return invalidField(
    `No such column '${name}' on entity '${object}'. If you are attempting to use a custom field, be sure to append the '__c' after the custom field name. Please reference your WSDL or the describe call for the appropriate names.`,
    offset
  );
}

export function unknownType(name: string, offset: number): SoqlQueryError {
  return new SoqlQueryError(
    "INVALID_TYPE",
    `sObject type '${name}' is not supported. If you are attempting to use a custom object, be sure to append the '__c' after the entity name. Please reference your WSDL or the describe call for the appropriate names.`,
    offset
  );
}

function unknownRelationship(name: string, offset: number): SoqlQueryError {
  return invalidField(
    `Didn't understand relationship '${name}' in field path. If you are attempting to use a custom relationship, be sure to append the '__r' after the custom relationship name. Please reference your WSDL or the describe call for the appropriate names.`,
    offset
  );
}
