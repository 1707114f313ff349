import {
  anyType,
  libraryType,
  primitiveTypes,
  sobjectType,
  sobjectTypeOf,
  voidType,
  type RuntimeType
} from "../runtime/runtime-type.ts";
import type { ApexEnum } from "../runtime/object.ts";
import type { TypeLibrary } from "../types/library.ts";
import type { ClassSymbol, Type } from "../types/types.ts";

function constantsOf(symbol: ClassSymbol): ApexEnum[] {
  return [...symbol.fields.values()].flatMap(({ enumConstant }) => (enumConstant === true ? [] : (enumConstant ?? [])));
}

/** The runtime's descriptors of the compiler's types; one per type. */
export class RuntimeTypes {
  private readonly library: TypeLibrary;
  private readonly made = new Map<Type, RuntimeType>();
  /** Descriptors of user classes, whose `info` is filled once the program is linked. */
  readonly users = new Map<ClassSymbol, RuntimeType & { info?: RuntimeType["info"] }>();

  constructor(library: TypeLibrary) {
    this.library = library;
  }

  of(type: Type): RuntimeType {
    let found = this.made.get(type);
    if (!found) this.made.set(type, (found = this.make(type)));
    return found;
  }

  user(symbol: ClassSymbol): RuntimeType & { info?: RuntimeType["info"] } {
    let found = this.users.get(symbol);
    if (!found) this.users.set(symbol, (found = { name: symbol.fullName, kind: "user", arguments: [] }));
    return found;
  }

  private make(type: Type): RuntimeType {
    if (type.kind === "void") return voidType;
    if (type.kind === "sobject") return type.object ? sobjectTypeOf(type.object) : sobjectType;
    if (type.kind !== "class") return anyType;
    const { symbol } = type;
    if (symbol === this.library.primitives.Object.symbol) return anyType;
    const primitive = primitiveTypes.find(
      (candidate) =>
        candidate.name === symbol.name && this.library.primitives[candidate.name as "Id"]?.symbol === symbol
    );
    if (primitive) return primitive;
    const args = type.args.map((arg) => this.of(arg));
    if (symbol === this.library.listSymbol) return { name: type.name, kind: "list", arguments: args };
    if (symbol === this.library.setSymbol) return { name: type.name, kind: "set", arguments: args };
    if (symbol === this.library.mapSymbol) return { name: type.name, kind: "map", arguments: args };
    if (symbol.origin === "user") return this.user(symbol);
    const library = libraryType(type.name, args);
    return symbol.kind === "enum" ? { ...library, constants: constantsOf(symbol) } : library;
  }
}
