import type { JsonNode } from "./json-text.ts";

/** Makes an object of a platform class from its members in JSON. */
export type LibraryReader = (members: ReadonlyMap<string, JsonNode>) => unknown;

const readers = new Map<string, LibraryReader>();

/** Lets `JSON.deserialize` make objects of a platform class, which tests cannot construct otherwise. */
export function registerReader(typeName: string, reader: LibraryReader): void {
  readers.set(typeName.toLowerCase(), reader);
}

export function readerOf(typeName: string): LibraryReader | undefined {
  return readers.get(typeName.toLowerCase());
}
