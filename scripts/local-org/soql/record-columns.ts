import { codecOf, plainCodec } from "../storage/codec.ts";
import { formOf } from "../storage/row-text.ts";
import type { ExpressionNode, PathNode } from "./ast.ts";
import { distanceOf } from "./distance.ts";
import { invalidField, malformed } from "./error.ts";
import { unformatted } from "./expressions.ts";
import type { CompoundField, NameResolver, PolymorphicReference, ResolvedField } from "./names.ts";
import type { ColumnPlan, ParentPlan, Source, SqlExpression } from "./plan.ts";
import type { AggregateColumn, KindCondition, SelectedAddress } from "./types.ts";

export interface SelectColumns {
  readonly columns: readonly ColumnPlan[];
  readonly parents: readonly ParentPlan[];
  readonly addresses: readonly SelectedAddress[];
  readonly aggregateColumns: readonly AggregateColumn[];
}

/** What a TYPEOF asks of each object, and of all others. */
export interface ChosenFields {
  readonly choices: readonly { readonly parent: Source; readonly fields: readonly ResolvedField[] }[];
  readonly otherwise: readonly ResolvedField[] | undefined;
  readonly offset: number;
}

/** The columns of record rows, each place once, with the ids that parent records need. */
export class RecordColumns {
  private readonly names: NameResolver;
  private readonly columns: ColumnPlan[] = [];
  private readonly parents: ParentPlan[] = [];
  private readonly places = new Set<string>();
  private readonly addresses: SelectedAddress[] = [];
  private unnamed = 0;

  constructor(names: NameResolver) {
    this.names = names;
    this.push({
      sql: `${names.root.alias}."Id"`,
      codec: plainCodec,
      form: "plain",
      path: [],
      name: "Id",
      hidden: true
    });
  }

  add(node: ExpressionNode, alias: string | undefined): void {
    if (node.kind === "path") {
      this.addPath(node.parts, node.offset, alias);
      return;
    }
    if (node.kind === "distance") {
      this.addDistance(distanceOf(this.names, node), node.offset, alias);
      return;
    }
    const formatted = formattedPath(node);
    if (formatted !== undefined) {
      const resolved = this.names.resolve(formatted);
      this.addResolved(resolved, formatted.offset, alias, { formatOf: resolved.field });
      return;
    }
    const [argument] = node.arguments;
    if ((node.name !== "TOLABEL" && node.name !== "CONVERTCURRENCY") || argument?.kind !== "path") {
      throw malformed(`unexpected token: '${node.text}'`, node.offset);
    }
    const resolved = this.names.resolve(argument);
    const labelsOf = { type: resolved.parentType ?? this.names.root.type, field: resolved.field };
    this.addResolved(resolved, argument.offset, alias, node.name === "TOLABEL" ? { labelsOf } : undefined);
  }

  /** What has no name of its own is called as values of aggregate queries are. */
  private addDistance({ sql, field }: SqlExpression, offset: number, alias = `expr${this.unnamed++}`): void {
    if (this.places.has(placeOf([], alias))) throw malformed(`duplicate alias: ${alias}`, offset);
    this.push({ sql, codec: codecOf(field), form: formOf(field), path: [], name: alias, hidden: false });
  }

  addPath(parts: readonly string[], offset: number, alias?: string): void {
    const compound = this.names.compoundField(parts);
    if (compound !== undefined) {
      this.addAddress(parts, compound, offset);
      return;
    }
    this.addResolved(this.names.resolve({ kind: "path", parts, offset }), offset, alias, undefined);
  }

  /** "Object Reference: Compound Fields": an address is its parts, any of which may be selected as well. */
  private addAddress(written: readonly string[], compound: CompoundField, offset: number): void {
    let path: readonly string[] = [];
    for (const part of compound.parts) {
      const resolved = this.names.resolve({ kind: "path", parts: [...written.slice(0, -1), part], offset });
      path = resolved.path;
      if (!this.places.has(placeOf(path, resolved.field.name))) {
        this.addResolved(resolved, offset, undefined, undefined, true);
      }
    }
    const place = placeOf(path, compound.name);
    if (this.places.has(place)) {
      throw invalidField(`duplicate field selected: ${compound.name}`, offset);
    }
    this.places.add(place);
    this.addresses.push({ path, ...compound });
  }

  finish(): SelectColumns {
    return { columns: this.columns, parents: this.parents, addresses: this.addresses, aggregateColumns: [] };
  }

  private addResolved(
    resolved: ResolvedField,
    offset: number,
    alias: string | undefined,
    shown: Pick<ColumnPlan, "labelsOf" | "formatOf"> | undefined,
    hidden = false
  ): void {
    if (alias !== undefined && shown === undefined) {
      throw malformed(`only aggregate expressions use field aliasing`, offset);
    }
    if (resolved.parentIdSql !== undefined) {
      this.addParents(resolved.path, this.names.root, resolved.parentIdSql);
    }
    const name = alias ?? resolved.field.name;
    const place = placeOf(resolved.path, name);
    if (this.places.has(place)) {
      this.show(place, name, offset);
      return;
    }
    this.push({
      sql: resolved.expression.sql,
      codec: codecOf(resolved.field),
      form: formOf(resolved.field),
      path: resolved.path,
      name,
      hidden,
      ...shown
    });
  }

  /**
   * A reference to several objects with the fields of each; "SOQL and SOSL Reference: Understanding Relationship Fields and
   * Polymorphic Fields": null where it leads to none of those named and there is no ELSE.
   */
  addTypeOf({ source, reference, sql }: PolymorphicReference, chosen: ChosenFields): void {
    const path = [...source.path, reference.relationshipName!];
    const objects = chosen.choices.map(({ parent }) => parent.type.name);
    if (this.parents.some((existing) => placeOf(existing.path, "") === placeOf(path, "")))
      throw invalidField(`TYPEOF and the field list both name ${path.join(".")}`, chosen.offset);
    this.addParents(source.path, this.names.root, undefined);
    this.addParent(path, sql, chosen.otherwise ? {} : { ofKind: { path, objects, others: false } });
    for (const { parent, fields } of chosen.choices) {
      const ofKind = { path, objects: [parent.type.name], others: false };
      for (const field of fields) {
        this.addParents(field.path, parent, undefined, ofKind);
        this.addOfKind(field, ofKind);
      }
    }
    for (const field of chosen.otherwise ?? []) {
      const ofKind = { path, objects, others: true };
      this.addParents(field.path, this.names.root, field.parentIdSql, ofKind);
      this.addOfKind(field, ofKind);
    }
  }

  private addOfKind({ expression, field, path }: ResolvedField, ofKind: KindCondition): void {
    const column = { sql: expression.sql, codec: codecOf(field), form: formOf(field), path, name: field.name };
    this.columns.push({ ...column, hidden: false, ofKind });
  }

  /** A column that rows need anyway may be asked for by its name, once. */
  private show(place: string, name: string, offset: number): void {
    const index = this.columns.findIndex((column) => column.hidden && placeOf(column.path, column.name) === place);
    if (index < 0) {
      throw invalidField(`duplicate field selected: ${name}`, offset);
    }
    this.columns[index] = { ...this.columns[index]!, hidden: false };
  }

  /** The records along a path that lead from one that the query has. */
  private addParents(
    whole: readonly string[],
    start: Source,
    polymorphicIdSql: string | undefined,
    ofKind?: KindCondition
  ): void {
    let source = start;
    for (let depth = start.path.length + 1; depth <= whole.length; depth++) {
      const path = whole.slice(0, depth);
      const parent = source.parents.get(path[depth - 1]!);
      const sql = parent === undefined ? polymorphicIdSql! : `${parent.alias}."Id"`;
      this.addParent(path, sql, { ...(parent && { type: parent.type }), ...(ofKind && { ofKind }) });
      if (parent !== undefined) {
        source = parent;
      }
    }
  }

  private addParent(path: readonly string[], sql: string, told: Pick<ParentPlan, "type" | "ofKind">): void {
    const key = placeOf(path, told.ofKind?.objects.join() ?? "");
    if (
      this.parents.some((known) =>
        [key, placeOf(path, "")].includes(placeOf(known.path, known.ofKind?.objects.join() ?? ""))
      )
    )
      return;
    this.parents.push({ path, ...told, idColumn: this.columns.length });
    this.columns.push({
      sql,
      codec: plainCodec,
      form: "plain",
      path,
      name: "Id",
      hidden: true,
      ...(told.ofKind && { ofKind: told.ofKind })
    });
  }

  private push(column: ColumnPlan): void {
    this.places.add(placeOf(column.path, column.name));
    this.columns.push(column);
  }
}

function placeOf(path: readonly string[], name: string): string {
  return [...path, name].join(".");
}

/** The field in FORMAT(Amount) or FORMAT(convertCurrency(Amount)). */
function formattedPath(node: ExpressionNode): PathNode | undefined {
  const formatted = unformatted(node);
  if (formatted?.kind !== "call") return formatted?.kind === "path" ? formatted : undefined;
  const [argument] = formatted.arguments;
  return formatted.name === "CONVERTCURRENCY" && argument?.kind === "path" ? argument : undefined;
}
