import type { SObjectRecord } from "../schema/record.ts";
import type { Field } from "../schema/types.ts";
import type { Transaction } from "../transaction/transaction.ts";

interface ParentsOfObject {
  readonly table: string;
  readonly version: number;
  /** Null for an id that leads nowhere. */
  readonly byId: Map<string, SObjectRecord | null>;
}

const parentsKey = Symbol("parents of formulas");

/**
 * The parents that a transaction's formulas have read, each with the fields that were asked for, until their table is written:
 * the triggers, validation rules and filters of one save mostly read the same.
 */
export class KnownParents {
  private readonly tx: Transaction;
  private readonly objects = new Map<string, ParentsOfObject>();

  static of(tx: Transaction): KnownParents {
    let known = tx.state.get(parentsKey) as KnownParents | undefined;
    if (known === undefined) {
      known = new KnownParents(tx);
      tx.state.set(parentsKey, known);
    }
    return known;
  }

  private constructor(tx: Transaction) {
    this.tx = tx;
  }

  get(id: string): SObjectRecord | null | undefined {
    return this.objects.get(prefixOf(id))?.byId.get(id);
  }

  /** Which of the ids have to be loaded for these fields, by the key prefix of their object. */
  missing(ids: Iterable<string>, fields: readonly Field[]): Map<string, string[]> {
    const missing = new Map<string, string[]>();
    for (const id of ids) {
      const prefix = prefixOf(id);
      const parent = this.current(prefix).byId.get(id);
      if (parent === null || (parent !== undefined && fields.every(({ name }) => parent.has(name)))) continue;
      const group = missing.get(prefix);
      if (group) group.push(id);
      else missing.set(prefix, [id]);
    }
    return missing;
  }

  /** Takes what was loaded of a parent, besides what is known of it. */
  add(id: string, loaded: SObjectRecord | null): void {
    const { byId } = this.current(prefixOf(id));
    const known = byId.get(id);
    if (known && loaded) Object.assign(known.values, loaded.values);
    else byId.set(id, loaded);
  }

  private current(prefix: string): ParentsOfObject {
    const known = this.objects.get(prefix);
    if (known !== undefined && known.version === this.tx.database.versionOf(known.table)) return known;
    const table = this.tx.schema.objectByKeyPrefix(prefix)?.name ?? "";
    const parents = {
      table,
      version: this.tx.database.versionOf(table),
      byId: new Map<string, SObjectRecord | null>()
    };
    this.objects.set(prefix, parents);
    return parents;
  }
}

function prefixOf(id: string): string {
  return id.slice(0, 3);
}
