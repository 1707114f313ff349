import type { MethodSymbol } from "../types/types.ts";

interface Inlined {
  readonly code: string;
  readonly nonNull?: boolean;
}

/**
 * Library methods that are written into the generated code instead of being called; a null receiver ends in a native
 * TypeError, which is Apex's NullPointerException.
 */
const inlined: Readonly<Record<string, (self: string, args: readonly string[]) => Inlined>> = {
  "List.size/0": (self) => ({ code: `${self}.items.length`, nonNull: true }),
  "List.isempty/0": (self) => ({ code: `(${self}.items.length===0)`, nonNull: true }),
  "Set.size/0": (self) => ({ code: `${self}.size`, nonNull: true }),
  "Set.isempty/0": (self) => ({ code: `(${self}.size===0)`, nonNull: true }),
  "Set.contains/1": (self, [value]) => ({ code: `${self}.has(${value})`, nonNull: true }),
  "Set.add/1": (self, [value]) => ({ code: `${self}.add(${value})`, nonNull: true }),
  "Map.size/0": (self) => ({ code: `${self}.size`, nonNull: true }),
  "Map.isempty/0": (self) => ({ code: `(${self}.size===0)`, nonNull: true }),
  "Map.get/1": (self, [key]) => ({ code: `${self}.get(${key})` }),
  "Map.put/2": (self, [key, value]) => ({ code: `${self}.set(${key},${value})` }),
  "Map.containskey/1": (self, [key]) => ({ code: `${self}.has(${key})`, nonNull: true }),
  "String.length/0": (self) => ({ code: `${self}.length`, nonNull: true })
};

export function intrinsic(method: MethodSymbol, self: string, args: readonly string[]): Inlined | undefined {
  return inlined[`${method.owner.name}.${method.name.toLowerCase()}/${args.length}`]?.(self, args);
}
