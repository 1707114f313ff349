import type { SharingDeclaration } from "../runtime/reflection.ts";
import type { ClassSymbol } from "../types/types.ts";

/**
 * "Apex Reference Guide: Apex Versioned Behavior Changes", Version 67.0: database operations run in user mode and classes
 * with sharing where they say nothing else, and there is no WITH SECURITY_ENFORCED.
 */
const firstVersionInUserMode = 67;

export function isInUserMode({ apiVersion }: { readonly apiVersion: number }): boolean {
  return apiVersion >= firstVersionInUserMode;
}

/**
 * "Apex Developer Guide: Apex Security and Sharing Model": a class without a declaration runs with sharing if it or a class
 * of its inheritance chain is of version 67.0 or later. Triggers have no declaration, and no sharing.
 */
export function sharingOfClass(symbol: ClassSymbol): SharingDeclaration {
  if (symbol.sharing !== "omitted" || symbol.isScript) return symbol.sharing;
  const chain = new Set<ClassSymbol>();
  for (let one: ClassSymbol | undefined = symbol; one && !chain.has(one); one = one.superclass?.symbol) chain.add(one);
  return [...chain].some(isInUserMode) ? "with" : "omitted";
}
