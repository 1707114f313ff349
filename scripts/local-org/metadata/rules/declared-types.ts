import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

/** An element of a metadata type. */
export interface DeclaredElement {
  readonly type: string;
  readonly required: boolean;
  readonly repeated: boolean;
}

/** A metadata type's elements, or the values of an enumeration. */
export interface DeclaredType {
  readonly elements?: ReadonlyMap<string, DeclaredElement>;
  readonly values?: ReadonlySet<string>;
}

/**
 * Metadata types as the platform declares them: its own package of types, made from the Metadata API's WSDL. It has types
 * only, so its text is read, each type when it is asked for.
 */
export function declaredType(name: string): DeclaredType | undefined {
  if (!known.has(name)) known.set(name, readType(name));
  return known.get(name);
}

const known = new Map<string, DeclaredType | undefined>();
let source: string | undefined;

function declarations(): string {
  const module = createRequire(import.meta.url).resolve("@salesforce/types/metadata");
  source ??= readFileSync(module.replace(/\.js$/, ".d.ts"), "utf8");
  return source;
}

function readType(name: string): DeclaredType | undefined {
  const text = declarations();
  const start = text.indexOf(`\nexport type ${name} = `);
  if (start < 0) return undefined;
  const head = text.slice(start + 1, text.indexOf("\n", start + 1));
  const [, base, isObject] = /= (?:(\w+) & )?(\{)?/.exec(head)!;
  if (isObject === undefined)
    return head.includes("'")
      ? { values: new Set([...head.matchAll(/'([^']*)'/g)].map(([, value]) => value!)) }
      : undefined;
  // A base that declares nothing of its own stands for a component of its own.
  const elements = new Map(base === undefined ? [] : (declaredType(base) ?? declaredType("Metadata"))?.elements);
  const body = head.endsWith("};") ? "" : text.slice(start, text.indexOf("\n};", start));
  for (const [, element, optional, type, many] of body.matchAll(/^ {4}'?([\w.]+)'?(\?)?: (\w+)(\[\])?;$/gm))
    elements.set(element!, {
      type: type!,
      required: optional === undefined && many === undefined,
      repeated: many !== undefined
    });
  // Its name before: flows that orgs gave then have it, and public projects with them deploy.
  if (elements.has("versionString"))
    elements.set("versionSegment", { type: "number", required: false, repeated: false });
  return { elements };
}

/** API version of the WSDL that the declared types were made from. */
export const DECLARED_VERSION = 66;

/**
 * An element that a WSDL of an earlier API version gave the type and the newest does not: projects keep the version that
 * they were made with, and orgs take it. jsforce carries such types, as what it was built with.
 */
export function earlierElement(type: string, name: string): DeclaredElement | undefined {
  earlierTypes ??= (createRequire(import.meta.url)("jsforce/lib/api/metadata/schema") as { ApiSchemas: EarlierTypes })
    .ApiSchemas;
  const declared = earlierTypes[type]?.props[name];
  if (declared === undefined) return undefined;
  const [text, repeated] = Array.isArray(declared) ? [String(declared[0]), true] : [String(declared), false];
  return { type: text.replace(/^\?/, ""), required: false, repeated };
}

type EarlierTypes = Readonly<
  Record<string, { readonly props: Readonly<Record<string, string | readonly string[]>> } | undefined>
>;

let earlierTypes: EarlierTypes | undefined;
