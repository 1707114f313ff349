import type { ClassSymbol } from "../types/types.ts";

/** Whether code in `from` may use what `owner` declares with that visibility. */
export function isVisible(
  member: { readonly visibility: string; readonly owner: ClassSymbol; readonly testVisible: boolean },
  from: ClassSymbol
): boolean {
  if (member.visibility === "public" || member.visibility === "global") return true;
  if (from.top === member.owner.top) return true;
  if (member.testVisible && from.top.isTest) return true;
  if (member.visibility !== "protected") return false;
  for (let level: ClassSymbol | undefined = from; level; level = level.outer) {
    for (let ancestor: ClassSymbol | undefined = level; ancestor; ancestor = ancestor.superclass?.symbol)
      if (ancestor === member.owner) return true;
  }
  return false;
}
