/** Which type may stand for which, and the code that turns one's values into the other's. */
import type { ModuleWriter } from "../emit/module.ts";
import { asSupertype, type ClassType, type Type } from "../types/types.ts";
import type { TypeLibrary } from "../types/library.ts";

/** A List, Set or Map: a generic that has type arguments. */
type CollectionType = ClassType & { readonly args: readonly [Type, ...Type[]] };

const numericRank: Readonly<Record<string, number>> = { Integer: 1, Long: 2, Double: 3, Decimal: 4 };

export class TypeRules {
  readonly library: TypeLibrary;

  constructor(library: TypeLibrary) {
    this.library = library;
  }

  is(type: Type, name: keyof TypeLibrary["primitives"]): boolean {
    return type === this.library.primitives[name];
  }

  isText(type: Type): boolean {
    return this.is(type, "String") || this.is(type, "Id");
  }

  isNumeric(type: Type): boolean {
    return this.rank(type) > 0;
  }

  rank(type: Type): number {
    if (type.kind !== "class" || this.library.primitives[type.symbol.name as "Integer"] !== type) return 0;
    return numericRank[type.symbol.name] ?? 0;
  }

  isList(type: Type): type is CollectionType {
    return type.kind === "class" && type.symbol === this.library.listSymbol;
  }

  isSet(type: Type): type is CollectionType {
    return type.kind === "class" && type.symbol === this.library.setSymbol;
  }

  isMap(type: Type): type is CollectionType {
    return type.kind === "class" && type.symbol === this.library.mapSymbol;
  }

  isException(type: Type): boolean {
    return type.kind === "class" && asSupertype(type, this.library.exceptionSymbol) !== undefined;
  }

  isEnum(type: Type): type is ClassType {
    return type.kind === "class" && type.symbol.kind === "enum";
  }

  /** Whether a value of `from` may be assigned to a variable of `to` without a cast. */
  assignable(from: Type, to: Type): boolean {
    if (from === to) return true;
    if (from.kind === "void" || to.kind === "void") return false;
    if (from.kind === "null") return true;
    if (this.is(to, "Object")) return true;
    const toRank = this.rank(to);
    if (toRank > 0) {
      const fromRank = this.rank(from);
      return fromRank > 0 && (fromRank <= toRank || (fromRank === 4 && toRank === 3));
    }
    if (this.isText(from) && this.isText(to)) return true;
    if (this.is(from, "Date") && this.is(to, "Datetime")) return true;
    if (this.isRecord(from)) return to.kind === "sobject" && to.object === undefined;
    return from.kind === "class" && to.kind === "class" && this.classAssignable(from, to);
  }

  private classAssignable(from: ClassType, to: ClassType): boolean {
    const parent = asSupertype(from, to.symbol);
    if (!parent) return false;
    if (to.symbol === this.library.setSymbol) return this.sameOrRecords(parent.args[0]!, to.args[0]!);
    // Public code hands an Iterable<Object> to an Iterable<String>: only the loop over it looks at the elements.
    const [element] = parent.args;
    if (parent.symbol === this.library.iterableSymbol && element && this.is(element, "Object")) return true;
    return parent.args.every((arg, index) => this.elementAssignable(arg, to.args[index]!));
  }

  private sameOrRecords(from: Type, to: Type): boolean {
    if (from === to) return true;
    const generic = this.library.genericSObject;
    return this.isRecord(from) && this.isRecord(to) && (from === generic || to === generic);
  }

  /** Rows of aggregate queries are records, too. */
  private isRecord(type: Type): boolean {
    return type.kind === "sobject" || (type.kind === "class" && type.symbol === this.library.aggregateResultSymbol);
  }

  /** Elements keep their form, so numbers do not widen; lists of SObject and of one sObject stand for each other. */
  private elementAssignable(from: Type, to: Type): boolean {
    if (from === to || this.sameOrRecords(from, to)) return true;
    if (this.is(to, "Object")) return true;
    if (this.isText(from) && this.isText(to)) return true;
    return (
      from.kind === "class" &&
      to.kind === "class" &&
      this.rank(to) === 0 &&
      this.rank(from) === 0 &&
      this.classAssignable(from, to)
    );
  }

  /** Whether a cast from one to the other can succeed. */
  castable(from: Type, to: Type): boolean {
    if (this.assignable(from, to) || this.assignable(to, from)) return true;
    if (this.isNumeric(from) && this.isNumeric(to)) return true;
    if (from.kind === "sobject" && to.kind === "sobject") return this.isPolymorphicParent(from);
    if (from.kind === "sobject" || to.kind === "sobject") return false;
    if (from.kind !== "class" || to.kind !== "class") return false;
    if (from.symbol === to.symbol) return from.args.every((arg, index) => this.castable(arg, to.args[index]!));
    if (from.symbol.origin === "library" && to.symbol.origin === "library")
      return from.symbol.kind === "interface" || to.symbol.kind === "interface";
    // An object of an extensible class may implement an interface that the class does not name.
    return (
      (from.symbol.kind === "interface" && (to.symbol.virtual || to.symbol.kind === "interface")) ||
      (to.symbol.kind === "interface" && from.symbol.virtual && from.symbol.origin === "user")
    );
  }

  /** `Owner`, `Who`, `What`: a record of one of several types, "SOQL and SOSL Reference: Understanding Polymorphic Keys". */
  private isPolymorphicParent(type: Type): boolean {
    return type.kind === "sobject" && type.object?.name === "Name";
  }

  /** Code for the value of `code` as `to` wants it; the types are known to be assignable. */
  convert(code: string, from: Type, to: Type, module: ModuleWriter): string {
    if (from === to || from.kind === "null") return code;
    const fromRank = this.rank(from);
    const toRank = this.rank(to);
    if (fromRank > 0 && toRank > 0) return this.convertNumber(code, fromRank, toRank, module);
    if (fromRank === 3 && !toRank) return `${module.runtime("boxDouble")}(${code})`;
    if (this.is(from, "String") && this.is(to, "Id")) return `${module.runtime("toId")}(${code})`;
    if (this.is(from, "Date") && this.is(to, "Datetime")) return `${module.runtime("dateToDatetime")}(${code})`;
    return code;
  }

  private convertNumber(code: string, from: number, to: number, module: ModuleWriter): string {
    if (from === to) return code;
    if (/^\(?-?\d+\)?$/.test(code) && from === 1) {
      const literal = code.replace(/[()]/g, "");
      if (to === 2) return `${literal}n`;
      if (to === 4) return module.constant(`$r.integerToDecimal(${literal})`);
    }
    const name: Readonly<Record<string, string>> = {
      "1>2": "integerToLong",
      "1>4": "integerToDecimal",
      "2>3": "longToDouble",
      "2>4": "longToDecimal",
      "3>4": "doubleToDecimal",
      "4>3": "decimalToDouble",
      "2>1": "longToInteger",
      "3>1": "doubleToInteger",
      "4>1": "decimalToInteger",
      "3>2": "doubleToLong",
      "4>2": "decimalToLong"
    };
    const helper = name[`${from}>${to}`];
    return helper ? `${module.runtime(helper)}(${code})` : code;
  }

  /** The type of a conditional expression's value, or undefined where its branches do not fit together. */
  join(one: Type, other: Type): Type | undefined {
    if (this.rank(one) > 0 && this.rank(other) > 0) return this.rank(one) >= this.rank(other) ? one : other;
    if (this.isText(one) && this.isText(other) && one !== other) return this.library.primitives.String;
    if (this.assignable(one, other)) return other;
    if (this.assignable(other, one)) return one;
    if (one.kind === "sobject" && other.kind === "sobject") return this.library.genericSObject;
    if (one.kind === "class" && other.kind === "class") return this.commonAncestor(one, other);
    return undefined;
  }

  private commonAncestor(one: ClassType, other: ClassType): Type | undefined {
    for (let level: ClassType | undefined = one; level; level = level.symbol.superclass) {
      if (this.is(level, "Object")) return undefined;
      if (this.assignable(other, level)) return level;
      for (const parent of level.symbol.interfaces) if (this.assignable(other, parent)) return parent;
    }
    return undefined;
  }
}
