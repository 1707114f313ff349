import type { ApexClassInfo } from "../runtime/reflection.ts";
import {
  anyType,
  listOf,
  mapOf,
  setOf,
  sobjectType,
  sobjectTypeOf,
  type RuntimeType
} from "../runtime/runtime-type.ts";
import type { TypeLibrary } from "../types/library.ts";
import type { RuntimeTypes } from "./runtime-types.ts";

/** Reads type texts at run time, as `Type.forName` gets them. */
export class TypeNameReader {
  private readonly library: TypeLibrary;
  private readonly classes: ReadonlyMap<string, ApexClassInfo>;
  private readonly runtimeTypes: RuntimeTypes;
  private readonly known = new Map<string, RuntimeType | undefined>();

  constructor(library: TypeLibrary, classes: ReadonlyMap<string, ApexClassInfo>, runtimeTypes: RuntimeTypes) {
    this.library = library;
    this.classes = classes;
    this.runtimeTypes = runtimeTypes;
  }

  read(text: string): RuntimeType | undefined {
    const key = text.trim().toLowerCase();
    if (!this.known.has(key)) this.known.set(key, this.parse(text.trim()));
    return this.known.get(key);
  }

  private parse(text: string): RuntimeType | undefined {
    if (text.endsWith("[]")) {
      const element = this.read(text.slice(0, -2));
      return element && listOf(element);
    }
    const generic = /^(\w+)\s*<(.*)>$/s.exec(text);
    if (generic) return this.generic(generic[1]!.toLowerCase(), splitArguments(generic[2]!));
    const user = this.classes.get(text.toLowerCase());
    if (user) return user.type;
    if (text.toLowerCase() === "object") return anyType;
    if (text.toLowerCase() === "sobject") return sobjectType;
    const name = text.replace(/^schema\./i, "");
    const object = this.library.schema.object(name) ?? this.library.typeWithoutObject(name)?.object;
    if (object) return sobjectTypeOf(object);
    const symbol = this.library.find(text);
    return symbol && symbol.typeParameters.length === 0 ? this.runtimeTypes.of(symbol.type()) : undefined;
  }

  private generic(name: string, args: readonly string[]): RuntimeType | undefined {
    const types = args.map((arg) => this.read(arg));
    const [first, second] = types;
    if (name === "list" && first) return listOf(first);
    if (name === "set" && first) return setOf(first);
    return name === "map" && first && second ? mapOf(first, second) : undefined;
  }
}

function splitArguments(text: string): string[] {
  const parts: string[] = [];
  let depth = 0;
  let from = 0;
  for (let at = 0; at < text.length; at++) {
    if (text[at] === "<") depth++;
    else if (text[at] === ">") depth--;
    else if (text[at] === "," && depth === 0) {
      parts.push(text.slice(from, at));
      from = at + 1;
    }
  }
  return [...parts, text.slice(from)];
}
