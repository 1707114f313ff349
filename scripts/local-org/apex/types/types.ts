/** The compiler's types and symbols. Types are interned: the same type is the same object. */
import type { SObjectType } from "../../schema/types.ts";
import type {
  MethodDeclaration,
  ConstructorDeclaration,
  PropertyDeclaration,
  TypeDeclaration,
  Position
} from "../syntax/ast.ts";
import type { Implementation } from "../stdlib/definition/define.ts";
import type { SharingDeclaration, Visibility } from "../runtime/reflection.ts";
import type { ApexEnum } from "../runtime/object.ts";

export interface ClassType {
  readonly kind: "class";
  readonly symbol: ClassSymbol;
  readonly args: readonly Type[];
  readonly name: string;
}

export interface SObjectTypeRef {
  readonly kind: "sobject";
  /** Absent for the generic SObject. */
  readonly object: SObjectType | undefined;
  readonly name: string;
}

export interface PlainType {
  readonly kind: "void" | "null";
  readonly name: string;
}

/** A type parameter inside a generic library class. */
export interface ParameterType {
  readonly kind: "parameter";
  readonly name: string;
}

export type Type = ClassType | SObjectTypeRef | PlainType | ParameterType;

export const voidT: PlainType = { kind: "void", name: "void" };
export const nullT: PlainType = { kind: "null", name: "null" };

export interface VariableSymbol {
  readonly name: string;
  readonly type: Type;
  /** Of fields and parameters that are assigned once. */
  readonly final?: boolean;
}

export interface FieldSymbol extends VariableSymbol {
  readonly owner: ClassSymbol;
  readonly static: boolean;
  readonly final: boolean;
  readonly transient: boolean;
  readonly visibility: Visibility;
  readonly testVisible: boolean;
  readonly jsName: string;
  /** Present for properties with accessor bodies, and for the library's. */
  readonly accessors?: {
    readonly get: { readonly visibility: Visibility; readonly implementation?: Implementation } | undefined;
    readonly set: { readonly visibility: Visibility; readonly implementation?: Implementation } | undefined;
  };
  /** True where reads and writes go through accessor functions. */
  readonly computed: boolean;
  readonly declaration?: PropertyDeclaration;
  readonly position?: Position;
  /** JavaScript text of a static final literal. */
  constant?: string;
  readonly enumConstant?: ApexEnum | true;
}

export interface MethodSymbol {
  readonly name: string;
  readonly owner: ClassSymbol;
  readonly parameters: readonly VariableSymbol[];
  readonly returnType: Type;
  readonly static: boolean;
  readonly abstract: boolean;
  readonly virtual: boolean;
  readonly override: boolean;
  readonly visibility: Visibility;
  readonly testVisible: boolean;
  readonly jsName: string;
  /** The library's; null for an interface method. */
  readonly implementation?: Implementation | null;
  readonly declaration?: MethodDeclaration | ConstructorDeclaration;
}

export class ClassSymbol {
  readonly name: string;
  /** `Outer.Inner`; of the library `Namespace.Name`. */
  readonly fullName: string;
  /** What messages call it: without `System.`. */
  readonly displayName: string;
  readonly kind: "class" | "interface" | "enum";
  readonly origin: "user" | "library";
  readonly typeParameters: readonly string[];
  readonly outer: ClassSymbol | undefined;
  abstract = false;
  /** May be extended. */
  virtual = false;
  visibility: Visibility = "public";
  sharing: SharingDeclaration = "omitted";
  /** Stands for a trigger or for anonymous statements. */
  isScript = false;
  /** Of the file that declares it, in which inner classes stand as well; 0 for the library. */
  private fileVersion = 0;
  superclass: ClassType | undefined;
  interfaces: ClassType[] = [];
  readonly fields = new Map<string, FieldSymbol>();
  /** Makes the variable of a name that `fields` lacks, in classes that have variables of any name. */
  anyField: ((name: string) => FieldSymbol) | undefined;
  readonly methods = new Map<string, MethodSymbol[]>();
  constructors: MethodSymbol[] = [];
  readonly inner = new Map<string, ClassSymbol>();
  /** User classes: their number in the program. */
  index = -1;
  declaration: TypeDeclaration | undefined;
  sourcePath = "";
  isTest = false;
  testVisible = false;
  reified = false;
  private readonly instances = new Map<string, ClassType>();

  constructor(options: {
    name: string;
    fullName: string;
    displayName: string;
    kind: ClassSymbol["kind"];
    origin: ClassSymbol["origin"];
    typeParameters?: readonly string[];
    outer?: ClassSymbol;
  }) {
    this.name = options.name;
    this.fullName = options.fullName;
    this.displayName = options.displayName;
    this.kind = options.kind;
    this.origin = options.origin;
    this.typeParameters = options.typeParameters ?? [];
    this.outer = options.outer;
  }

  /** The class as a type, with type arguments where it takes any. */
  type(args: readonly Type[] = []): ClassType {
    const key = args.map(typeKey).join(",");
    let found = this.instances.get(key);
    if (!found) {
      const name = args.length > 0 ? `${this.displayName}<${args.map((arg) => arg.name).join(",")}>` : this.displayName;
      this.instances.set(key, (found = { kind: "class", symbol: this, args, name }));
    }
    return found;
  }

  set apiVersion(version: number) {
    this.fileVersion = version;
  }

  get apiVersion(): number {
    return this.top.fileVersion;
  }

  /** The outermost class around it. */
  get top(): ClassSymbol {
    return this.outer ? this.outer.top : this;
  }

  addMethod(method: MethodSymbol): void {
    const key = method.name.toLowerCase();
    const overloads = this.methods.get(key);
    if (overloads) overloads.push(method);
    else this.methods.set(key, [method]);
  }
}

let nextKey = 1;
const keys = new WeakMap<Type, number>();

function typeKey(type: Type): number {
  let key = keys.get(type);
  if (key === undefined) keys.set(type, (key = nextKey++));
  return key;
}

const parameters = new Map<string, ParameterType>();

export function parameterType(name: string): ParameterType {
  let found = parameters.get(name);
  if (!found) parameters.set(name, (found = { kind: "parameter", name }));
  return found;
}

/** Replaces a generic class's parameters by the arguments of one of its types. */
export function substitute(type: Type, owner: ClassSymbol, args: readonly Type[]): Type {
  if (type.kind === "parameter") {
    const index = owner.typeParameters.indexOf(type.name);
    return index >= 0 && args[index] ? args[index] : type;
  }
  if (type.kind !== "class" || type.args.length === 0) return type;
  return type.symbol.type(type.args.map((arg) => substitute(arg, owner, args)));
}

/** A class's superclass and interfaces with its own type arguments put in. */
export function supertypes(type: ClassType): ClassType[] {
  const { symbol, args } = type;
  const all = symbol.superclass ? [symbol.superclass, ...symbol.interfaces] : symbol.interfaces;
  return symbol.typeParameters.length === 0 ? all : all.map((parent) => substitute(parent, symbol, args) as ClassType);
}

/** The type as which `type` implements or extends `symbol`, or undefined. */
export function asSupertype(type: ClassType, symbol: ClassSymbol): ClassType | undefined {
  if (type.symbol === symbol) return type;
  for (const parent of supertypes(type)) {
    const found = asSupertype(parent, symbol);
    if (found) return found;
  }
  return undefined;
}

export function isSubclass(symbol: ClassSymbol, ancestor: ClassSymbol): boolean {
  return asSupertype(symbol.type(symbol.typeParameters.map(parameterType)), ancestor) !== undefined;
}
