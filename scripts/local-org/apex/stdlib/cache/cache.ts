import { apexContext } from "../../runtime/context.ts";
import { ApexMap, ApexSet } from "../../runtime/collections.ts";
import { apexError } from "../../runtime/exceptions.ts";
import { invokeMethod, instantiate } from "../../runtime/reflection.ts";
import { anyType, booleanType, stringType, type RuntimeType } from "../../runtime/runtime-type.ts";
import { cloneState } from "../../../async/clone-state.ts";
import { testState } from "../../testing/test-context.ts";
import { nullArgument } from "../definition/arguments.ts";
import { defineClass, type ClassDefinition, type Implementation } from "../definition/define.ts";
import type { TypeToken } from "../schema/tokens.ts";

interface Entry {
  readonly value: unknown;
  /** Milliseconds since 1970. */
  readonly expires: number;
}

/** Entries by partition kind, name and key. They belong to the deployed program, in tests to the test. */
const caches = new WeakMap<object, Map<string, Entry>>();

const dayInSeconds = 86_400;
const limits = {
  Org: { default: dayInSeconds, largest: 2 * dayInSeconds },
  Session: { default: 8 * 3600, largest: 8 * 3600 }
} as const;
type CacheKind = keyof typeof limits;

function entries(): Map<string, Entry> {
  const owner = testState() ?? apexContext().program;
  let found = caches.get(owner);
  if (!found) caches.set(owner, (found = new Map<string, Entry>()));
  return found;
}

/** Value of the classes Cache.Partition, OrgPartition and SessionPartition. */
class Partition {
  readonly apexTypeName: string;
  readonly kind: CacheKind;
  readonly name: string;

  constructor(kind: CacheKind, name: string) {
    this.apexTypeName = `Cache.${kind}Partition`;
    this.kind = kind;
    this.name = name;
  }

  get(key: string | null): unknown {
    const entry = entries().get(this.fullKey(key));
    return entry && entry.expires > apexContext().tx.clock.now() ? cloneState(entry.value) : null;
  }

  put(key: string | null, value: unknown, seconds: number | null = null): void {
    if (value === null) throw nullArgument();
    const { default: usual, largest } = limits[this.kind];
    const lifetime = seconds === null || seconds === 0 ? usual : seconds;
    if (lifetime < 300 && seconds !== null && seconds !== 0)
      throw parameterError(`Invalid time to live: ${lifetime} seconds: at least 300 are needed`);
    if (lifetime > largest)
      throw parameterError(`Invalid time to live: ${lifetime} seconds: at most ${largest} are possible`);
    entries().set(this.fullKey(key), {
      value: cloneState(value),
      expires: apexContext().tx.clock.now() + lifetime * 1000
    });
  }

  remove(key: string | null): boolean {
    return entries().delete(this.fullKey(key));
  }

  contains(key: string | null): boolean {
    return this.get(key) !== null;
  }

  keys(): string[] {
    const prefix = this.prefix();
    return [...entries().keys()].filter((key) => key.startsWith(prefix)).map((key) => key.slice(prefix.length));
  }

  /** Loads what is missing by a user's CacheBuilder and keeps it under a key that names the builder. */
  build(builder: TypeToken | null, key: string | null): unknown {
    const ownKey = builderKey(builder, key);
    const found = this.get(ownKey);
    if (found !== null) return found;
    const loaded = invokeMethod(instantiate(builder!.type.info!), "doLoad", [key]);
    if (loaded !== null) this.put(ownKey, loaded);
    return loaded;
  }

  /** What an operation on one key answers of each of several. */
  ofEach(keys: ApexSet | null, valueType: RuntimeType, answer: (key: string | null) => unknown): ApexMap {
    if (keys === null) throw nullArgument();
    const given = keys.toArray() as (string | null)[];
    return new ApexMap(
      stringType,
      valueType,
      given.map((key) => [key, answer(key)])
    );
  }

  private prefix(): string {
    return `${this.kind}\u0000${this.name}\u0000`;
  }

  private fullKey(key: string | null): string {
    if (key === null) throw nullArgument();
    if (!/^[A-Za-z0-9]{1,100}$/.test(key)) throw parameterError(`Invalid key: ${key}: keys are letters and digits`);
    return this.prefix() + key;
  }
}

function builderKey(builder: TypeToken | null, key: string | null): string {
  const info = builder?.type.info;
  if (!info || key === null) throw nullArgument();
  return `${info.fullName.replaceAll(".", "")}${key}`;
}

function parameterError(message: string): Error {
  return apexError("Cache.InvalidParamException", message);
}

function partition(kind: CacheKind): (name: string | null) => Partition {
  return (name) => {
    if (name === null) throw nullArgument();
    return new Partition(kind, name);
  };
}

/** Methods of a partition; the same exist as static ones of Cache.Org and Cache.Session for the default partition. */
const operations: Readonly<Record<string, (self: Partition, ...args: never[]) => unknown>> = {
  "Boolean contains(String key)": (self, key: string | null) => self.contains(key),
  "Map<String, Boolean> contains(Set<String> keys)": (self, keys: ApexSet | null) =>
    self.ofEach(keys, booleanType, (key) => self.contains(key)),
  "Map<String, Object> get(Set<String> keys)": (self, keys: ApexSet | null) =>
    self.ofEach(keys, anyType, (key) => self.get(key)),
  "Object get(String key)": (self, key: string | null) => self.get(key),
  "Object get(Type builder, String key)": (self, builder: TypeToken | null, key: string | null) =>
    self.build(builder, key),
  // Percent of the partition's space in use: the local org's partitions never fill.
  "Double getCapacity()": () => 0,
  "Set<String> getKeys()": (self) => new ApexSet(stringType, self.keys()),
  "String getName()": (self) => self.name,
  "Long getNumKeys()": (self) => BigInt(self.keys().length),
  "void put(String key, Object value)": (self, key: string | null, value: unknown) => self.put(key, value),
  "void put(String key, Object value, Integer secondsToLive)": (
    self,
    key: string | null,
    value: unknown,
    seconds: number | null
  ) => self.put(key, value, seconds),
  "void put(String key, Object value, Cache.Visibility visibility)": (self, key: string | null, value: unknown) =>
    self.put(key, value),
  "void put(String key, Object value, Integer secondsToLive, Cache.Visibility visibility, Boolean immutable)": (
    self,
    key: string | null,
    value: unknown,
    seconds: number | null
  ) => self.put(key, value, seconds),
  "Boolean remove(String key)": (self, key: string | null) => self.remove(key),
  "Boolean remove(Type builder, String key)": (self, builder: TypeToken | null, key: string | null) =>
    self.remove(builderKey(builder, key))
};

function defaultPartitionMembers(kind: CacheKind): Record<string, Implementation> {
  const standard = new Partition(kind, "local.default");
  return Object.fromEntries(
    Object.entries(operations).map(([signature, operation]) => [
      `static ${signature}`,
      (...args: unknown[]) => (operation as (self: Partition, ...given: unknown[]) => unknown)(standard, ...args)
    ])
  );
}

const partitionMembers = { ...operations, "Boolean isAvailable()": () => true };

/** Sessions of the local org have a cache, too: it is the same for all users. */
export const cacheClasses: readonly ClassDefinition[] = [
  defineClass({
    namespace: "Cache",
    name: "Visibility",
    documentation: "Apex Reference Guide: Visibility Enum",
    kind: "enum",
    constants: ["ALL", "NAMESPACE"]
  }),
  defineClass({
    namespace: "Cache",
    name: "CacheBuilder",
    documentation: "Apex Reference Guide: CacheBuilder Interface",
    kind: "interface",
    members: { "Object doLoad(String key)": null }
  }),
  defineClass({
    namespace: "Cache",
    name: "Partition",
    documentation: "Apex Reference Guide: Partition Class",
    kind: "abstract",
    members: partitionMembers
  }),
  ...(["Org", "Session"] as const).flatMap((kind) => [
    defineClass({
      namespace: "Cache",
      name: `${kind}Partition`,
      documentation: `Apex Reference Guide: ${kind}Partition Class`,
      extends: "Cache.Partition"
    }),
    defineClass({
      namespace: "Cache",
      name: kind,
      documentation: `Apex Reference Guide: ${kind} Class`,
      members: {
        ...defaultPartitionMembers(kind),
        ...(kind === "Session" ? { "static Boolean isAvailable()": () => true } : {}),
        [`static Cache.${kind}Partition getPartition(String name)`]: partition(kind)
      }
    })
  ]),
  ...[
    "InvalidParamException",
    "ItemSizeLimitExceededException",
    "PlatformCacheInvalidOperationException",
    "Org.OrgCacheException",
    "Session.SessionCacheException"
  ].map((name) =>
    defineClass({
      namespace: "Cache",
      name,
      documentation: "Apex Reference Guide: Cache Exceptions",
      extends: "Exception"
    })
  )
];
