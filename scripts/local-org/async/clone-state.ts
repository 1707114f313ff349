import { ApexList, ApexMap, ApexSet } from "../apex/runtime/collections.ts";
import { ApexObject } from "../apex/runtime/object.ts";
import type { ApexClassInfo } from "../apex/runtime/reflection.ts";
import { stubCopier } from "../apex/runtime/values.ts";
import { SObjectRecord } from "../schema/record.ts";

/**
 * A job's object as it is after having been stored and read again: jobs see what their variables held when they were
 * queued, transient variables are null, and objects that were one are still one
 * ("Apex Developer Guide: Queueable Apex", "Using the transient Keyword").
 */
export function cloneState<T>(value: T): T {
  return new Cloning().clone(value) as T;
}

class Cloning {
  private readonly made = new Map<object, unknown>();

  clone(value: unknown): unknown {
    if (value === null || typeof value !== "object") return value;
    const known = this.made.get(value);
    if (known !== undefined) return known;
    if (value instanceof ApexList) return this.list(value);
    if (value instanceof ApexSet)
      return this.remember(
        value,
        new ApexSet(
          value.elementType,
          value.toArray().map((item) => this.clone(item))
        )
      );
    if (value instanceof ApexMap) return this.map(value);
    if (value instanceof SObjectRecord) return this.record(value);
    return value instanceof ApexObject ? this.object(value) : value;
  }

  private remember<T>(original: object, copy: T): T {
    this.made.set(original, copy);
    return copy;
  }

  private list(list: ApexList): ApexList {
    const copy = this.remember(list, new ApexList(list.elementType));
    copy.items = list.items.map((item) => this.clone(item));
    return copy;
  }

  private map(map: ApexMap): ApexMap {
    const copy = this.remember(map, new ApexMap(map.keyType, map.valueType));
    for (const [key, item] of map.entries()) copy.set(this.clone(key), this.clone(item));
    return copy;
  }

  private record(record: SObjectRecord): SObjectRecord {
    const copy = this.remember(record, new SObjectRecord(record.type, { ...record.values }, record.queried));
    copy.apexState = record.apexState;
    if (record.parents)
      copy.parents = Object.fromEntries(
        Object.entries(record.parents).map(([name, parent]) => [name, this.clone(parent) as SObjectRecord | null])
      );
    if (record.children)
      copy.children = Object.fromEntries(
        Object.entries(record.children).map(([name, rows]) => [
          name,
          rows.map((row) => this.clone(row) as SObjectRecord)
        ])
      );
    return copy;
  }

  private object(object: ApexObject): ApexObject {
    const copyStub = stubCopier(object);
    if (copyStub)
      return this.remember(
        object,
        copyStub((provider) => this.clone(provider) as ApexObject)
      );
    const copy = this.remember(object, Object.create(Object.getPrototypeOf(object) as object) as ApexObject);
    for (const key of Object.keys(object)) {
      (copy as unknown as Record<string, unknown>)[key] = this.clone(
        (object as unknown as Record<string, unknown>)[key]
      );
    }
    for (let info: ApexClassInfo | undefined = object.$info; info; info = info.superclass) {
      for (const variable of info.variables) {
        if (variable.transient && !variable.static && variable.writable) variable.set(copy, null);
      }
    }
    return copy;
  }
}
