/** What calls of the library cost: a call as such, and what grows with the size of what is given. */
import type { CostKind } from "../../transaction/cost-table.ts";
import { chargeBySize, type SizeOf } from "../runtime/metering.ts";
import type { Implementation } from "../stdlib/definition/define.ts";
import type { MethodSymbol } from "../types/types.ts";

interface Growth {
  readonly kind: CostKind;
  readonly by: SizeOf;
}

const calls: Readonly<Record<string, CostKind>> = {
  "map.put": "mapPut",
  "set.add": "mapPut",
  "iterator.hasnext": "iteratorCall",
  "iterator.next": "iteratorCall",
  "sobject.get": "dynamicField",
  "sobject.put": "dynamicField"
};

const self = (kind: CostKind): Growth => ({ kind, by: "self" });
const given = (kind: CostKind): Growth => ({ kind, by: "given" });
const all = (kind: CostKind): Growth => ({ kind, by: "all" });
/** What is given is short, what comes of it may be long. */
const made: Growth = { kind: "scannedCharacter", by: "text" };

const growing: Readonly<Record<string, Growth>> = {
  "list.addall": given("listedElement"),
  "list.clone": self("listedElement"),
  "list.contains": self("listedElement"),
  "list.deepclone": self("newObject"),
  "list.indexof": self("listedElement"),
  "list.list": given("listedElement"),
  "list.remove": self("listedElement"),
  "list.sort": { kind: "sortComparison", by: "sorted" },
  "map.clone": self("mapPut"),
  "map.deepclone": self("mapPut"),
  "map.map": given("mapPut"),
  "map.putall": given("mapPut"),
  "map.values": self("listedElement"),
  "set.addall": given("listedElement"),
  "set.clone": self("listedElement"),
  "set.containsall": given("listedElement"),
  "set.removeall": given("listedElement"),
  "set.retainall": all("listedElement"),
  "set.set": given("listedElement"),
  "pattern.compile": all("scannedCharacter"),
  "pattern.matcher": all("scannedCharacter"),
  "pattern.matches": all("scannedCharacter"),
  "string.center": made,
  "string.join": made,
  "string.leftpad": made,
  "string.repeat": made,
  "string.rightpad": made
};

const byClass: Readonly<Record<string, Growth>> = {
  string: all("scannedCharacter"),
  encodingutil: all("scannedCharacter"),
  crypto: all("scannedCharacter"),
  blob: all("scannedCharacter"),
  json: { kind: "parsedCharacter", by: "text" },
  jsongenerator: { kind: "parsedCharacter", by: "text" },
  document: { kind: "parsedCharacter", by: "text" },
  xmlstreamwriter: { kind: "parsedCharacter", by: "text" }
};

function keyOf({ owner, name }: MethodSymbol): string {
  return `${owner.name}.${name}`.toLowerCase();
}

export function costOfCall(method: MethodSymbol): CostKind {
  return calls[keyOf(method)] ?? "libraryCall";
}

const counting = new WeakMap<Implementation, Implementation>();

/** The method's implementation, or one that counts by the size of its arguments before. */
export function countingSize(method: MethodSymbol): Implementation | null | undefined {
  const { implementation } = method;
  const growth = growing[keyOf(method)] ?? byClass[method.owner.name.toLowerCase()];
  if (!implementation || !growth) return implementation;
  let found = counting.get(implementation);
  if (!found) counting.set(implementation, (found = chargeBySize(implementation, growth.kind, growth.by)));
  return found;
}
