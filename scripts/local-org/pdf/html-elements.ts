import { defaultTreeAdapter, type DefaultTreeAdapterMap } from "parse5";
import { declarationsOf } from "./text-style.ts";

export type Element = DefaultTreeAdapterMap["element"];
export type Node = DefaultTreeAdapterMap["childNode"];

export function isElementNode(node: Node): node is Element {
  return defaultTreeAdapter.isElementNode(node);
}

export function isTextNode(node: Node): node is DefaultTreeAdapterMap["textNode"] {
  return defaultTreeAdapter.isTextNode(node);
}

/** The elements within an element, without texts and comments. */
export function elementsOf(parent: Element): Element[] {
  return parent.childNodes.filter(isElementNode);
}

export function styleOf(element: Element): ReadonlyMap<string, string> {
  return declarationsOf(attribute(element, "style") ?? "");
}

/** Over how many columns a cell goes. */
export function spanOf(cell: Element): number {
  return Math.max(1, Math.trunc(Number(attribute(cell, "colspan") ?? 1)) || 1);
}

function attribute(element: Element, name: string): string | undefined {
  return element.attrs.find((each) => each.name === name)?.value;
}
