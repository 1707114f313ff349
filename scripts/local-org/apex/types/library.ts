/** Reads the standard library's definitions (`apex/stdlib`) into the compiler's symbols. */
import type { SObjectType, Schema } from "../../schema/types.ts";
import { registerLibraryAncestry } from "../runtime/values.ts";
import { enumConstant } from "../runtime/enums.ts";
import { customDataMethods } from "../stdlib/schema/custom-data.ts";
import { changeEventObject, nameObject } from "./platform-objects.ts";
import type { ClassDefinition, Implementation, PropertyImplementation } from "../stdlib/definition/define.ts";
import {
  ClassSymbol,
  parameterType,
  supertypes,
  voidT,
  type ClassType,
  type MethodSymbol,
  type SObjectTypeRef,
  type Type
} from "./types.ts";

const primitiveNames = [
  "Object",
  "Boolean",
  "Integer",
  "Long",
  "Double",
  "Decimal",
  "String",
  "Id",
  "Date",
  "Datetime",
  "Time",
  "Blob"
] as const;
type PrimitiveName = (typeof primitiveNames)[number];

/** All types that exist before the user's classes. */
export class TypeLibrary {
  readonly schema: Schema;
  private readonly byName = new Map<string, ClassSymbol>();
  private readonly namespaces = new Set<string>();
  private readonly customData = new Map<object, ClassSymbol>();
  private readonly sobjects = new Map<SObjectType, SObjectTypeRef>();
  readonly primitives: Readonly<Record<PrimitiveName, ClassType>>;
  readonly genericSObject: SObjectTypeRef = { kind: "sobject", object: undefined, name: "SObject" };
  readonly listSymbol: ClassSymbol;
  readonly setSymbol: ClassSymbol;
  readonly mapSymbol: ClassSymbol;
  readonly exceptionSymbol: ClassSymbol;
  readonly aggregateResultSymbol: ClassSymbol;
  readonly iterableSymbol: ClassSymbol;

  constructor(definitions: readonly ClassDefinition[], schema: Schema) {
    this.schema = schema;
    for (const name of primitiveNames) this.declare({ name, documentation: "" });
    for (const definition of definitions) this.declare(definition);
    for (const definition of definitions) this.fill(definition);
    this.primitives = Object.fromEntries(primitiveNames.map((name) => [name, this.required(name).type()])) as Record<
      PrimitiveName,
      ClassType
    >;
    this.listSymbol = this.required("List");
    this.setSymbol = this.required("Set");
    this.mapSymbol = this.required("Map");
    this.exceptionSymbol = this.required("Exception");
    this.aggregateResultSymbol = this.required("AggregateResult");
    this.iterableSymbol = this.required("Iterable");
    this.recordAncestries();
  }

  isNamespace(name: string): boolean {
    return this.namespaces.has(name.toLowerCase());
  }

  /**
   * sObject types that code can name although the org has no such object: `Name`, and
   * `AccountChangeEvent`, the event of an object's changes ("Change Data Capture Developer Guide").
   */
  typeWithoutObject(name: string): SObjectTypeRef | undefined {
    if (name.toLowerCase() === "name") return this.sobject(nameObject);
    const base = /^(\w+?)(?:__)?ChangeEvent$/i.exec(name)?.[1];
    const object = base && (this.schema.object(base) ?? this.schema.object(`${base}__c`));
    return object ? this.sobject(changeEventObject(object)) : undefined;
  }

  /** `String`, `System.String`, `Database.BatchableContext`, any case. */
  find(name: string): ClassSymbol | undefined {
    const lower = name.toLowerCase();
    return this.byName.get(lower) ?? this.byName.get(`system.${lower}`) ?? this.byName.get(`schema.${lower}`);
  }

  required(name: string): ClassSymbol {
    const found = this.find(name);
    if (!found) throw new Error(`The Apex library lacks a definition of ${name}`);
    return found;
  }

  sobject(object: SObjectType): SObjectTypeRef {
    let found = this.sobjects.get(object);
    if (!found) this.sobjects.set(object, (found = { kind: "sobject", object, name: object.name }));
    return found;
  }

  /** The methods that an object has on its name, with its type as their type argument; undefined where it has none. */
  customDataClass(object: SObjectType): ClassSymbol | undefined {
    const methods = customDataMethods(object);
    if (!methods) return undefined;
    let symbol = this.customData.get(methods);
    if (!symbol) {
      symbol = new ClassSymbol({
        name: "CustomData",
        fullName: "System.CustomData",
        displayName: "CustomData",
        kind: "class",
        origin: "library",
        typeParameters: ["T"]
      });
      symbol.visibility = "global";
      symbol.superclass = this.primitives.Object;
      for (const [signature, implementation] of Object.entries(methods))
        this.addMember(symbol, signature, implementation);
      this.customData.set(methods, symbol);
    }
    return symbol;
  }

  listOf(element: Type): ClassType {
    return this.listSymbol.type([element]);
  }

  private declare(definition: ClassDefinition): void {
    const namespace = definition.namespace ?? "System";
    const fullName = `${namespace}.${definition.name}`;
    this.namespaces.add(namespace.toLowerCase());
    if (this.byName.has(fullName.toLowerCase()) && !primitiveNames.includes(definition.name as PrimitiveName)) {
      throw new Error(`The Apex library defines ${fullName} twice`);
    }
    if (this.byName.has(fullName.toLowerCase())) return;
    const kind = definition.kind === "interface" ? "interface" : definition.kind === "enum" ? "enum" : "class";
    const symbol = new ClassSymbol({
      name: definition.name,
      fullName,
      displayName: namespace === "System" ? definition.name : fullName,
      kind,
      origin: "library",
      typeParameters: definition.typeParameters ?? []
    });
    symbol.abstract = definition.kind === "abstract";
    symbol.virtual = definition.extensible ?? (kind === "interface" || symbol.abstract);
    symbol.visibility = "global";
    symbol.reified = definition.reified ?? false;
    for (const name of [fullName, ...(definition.alsoNamed ?? [])]) this.byName.set(name.toLowerCase(), symbol);
  }

  private fill(definition: ClassDefinition): void {
    const symbol = this.byName.get(`${definition.namespace ?? "System"}.${definition.name}`.toLowerCase())!;
    if (symbol.kind === "class" && symbol.name !== "Object")
      symbol.superclass = this.parseType(definition.extends ?? "Object", symbol) as ClassType;
    symbol.interfaces = (definition.implements ?? []).map((text) => this.parseType(text, symbol) as ClassType);
    (definition.constants ?? []).forEach((name) => {
      symbol.fields.set(name.toLowerCase(), {
        name,
        type: symbol.type(),
        owner: symbol,
        static: true,
        final: true,
        transient: false,
        visibility: "global",
        testVisible: false,
        jsName: name,
        computed: false,
        enumConstant: enumConstant(definition, name)
      });
    });
    for (const [signature, implementation] of Object.entries(definition.members ?? {}))
      this.addMember(symbol, signature, implementation);
    const { anyMember } = definition;
    if (anyMember)
      symbol.anyField = (name) => {
        this.addMember(symbol, `${anyMember.type} ${name}`, anyMember.of(name));
        return symbol.fields.get(name.toLowerCase())!;
      };
  }

  private addMember(
    symbol: ClassSymbol,
    signature: string,
    implementation: Implementation | PropertyImplementation | null
  ): void {
    const reader = new SignatureReader(signature, this, symbol);
    const isStatic = reader.word("static");
    const readOnly = reader.word("readonly");
    const common = { owner: symbol, static: isStatic, visibility: "global" as const, testVisible: false };
    if (reader.isConstructor(symbol.name)) {
      const method: MethodSymbol = {
        ...common,
        name: symbol.name,
        parameters: reader.parameters(),
        returnType: voidT,
        abstract: false,
        virtual: false,
        override: false,
        jsName: "",
        implementation: implementation as Implementation
      };
      symbol.constructors.push(method);
      return;
    }
    const type = reader.type();
    const name = reader.name();
    if (reader.atParameters()) {
      const parameters = reader.parameters();
      symbol.addMethod({
        ...common,
        name,
        parameters,
        returnType: type,
        abstract: implementation === null,
        virtual: true,
        override: false,
        jsName: mangle(
          name,
          parameters.map((parameter) => parameter.type)
        ),
        implementation: implementation as Implementation | null
      });
      return;
    }
    const property = implementation as PropertyImplementation;
    symbol.fields.set(name.toLowerCase(), {
      ...common,
      name,
      type,
      final: readOnly,
      transient: false,
      jsName: name,
      computed: true,
      accessors: {
        get: { visibility: "global", implementation: property.get },
        set: property.set && !readOnly ? { visibility: "global", implementation: property.set } : undefined
      }
    });
  }

  /** Reads a type as signatures write it; a type parameter of `owner` is one. */
  parseType(text: string, owner: ClassSymbol): Type {
    const reader = new SignatureReader(text, this, owner);
    return reader.type();
  }

  /** A library or sObject type by name with its arguments; throws for one that the library lacks. */
  resolve(name: string, args: readonly Type[], owner: ClassSymbol): Type {
    if (owner.typeParameters.includes(name)) return parameterType(name);
    const lower = name.toLowerCase();
    if (lower === "void") return voidT;
    if (lower === "sobject") return this.genericSObject;
    const inOwnNamespace = this.byName.get(
      `${owner.fullName.slice(0, owner.fullName.indexOf("."))}.${name}`.toLowerCase()
    );
    const symbol = inOwnNamespace ?? this.find(name);
    if (symbol) return symbol.type(args);
    const object = this.schema.object(name);
    if (object) return this.sobject(object);
    throw new Error(`The Apex library's ${owner.fullName} names a type that is not defined: ${name}`);
  }

  private recordAncestries(): void {
    for (const symbol of this.byName.values()) {
      const ancestors = new Set<string>();
      const visit = (type: ClassType): void => {
        ancestors.add(type.symbol.fullName.toLowerCase()).add(type.symbol.displayName.toLowerCase());
        supertypes(type).forEach(visit);
      };
      visit(symbol.type(symbol.typeParameters.map(parameterType)));
      registerLibraryAncestry(symbol.fullName, ancestors);
      registerLibraryAncestry(symbol.displayName, ancestors);
    }
  }
}

class SignatureReader {
  private readonly text: string;
  private readonly library: TypeLibrary;
  private readonly owner: ClassSymbol;
  private at = 0;

  constructor(text: string, library: TypeLibrary, owner: ClassSymbol) {
    this.text = text.trim();
    this.library = library;
    this.owner = owner;
  }

  word(word: string): boolean {
    if (!this.text.slice(this.at).toLowerCase().startsWith(`${word} `)) return false;
    this.at += word.length + 1;
    this.space();
    return true;
  }

  isConstructor(className: string): boolean {
    const simple = className.slice(className.lastIndexOf(".") + 1);
    const rest = this.text.slice(this.at);
    if (!rest.toLowerCase().startsWith(simple.toLowerCase()) || !/^\s*\(/.test(rest.slice(simple.length))) return false;
    this.at += simple.length;
    return true;
  }

  type(): Type {
    const name = this.name();
    const args: Type[] = [];
    if (this.take("<")) {
      do args.push(this.type());
      while (this.take(","));
      this.take(">");
    }
    let type = this.library.resolve(name, args, this.owner);
    while (this.take("[")) {
      this.take("]");
      type = this.library.listOf(type);
    }
    return type;
  }

  name(): string {
    const found = /^[\w.]+/.exec(this.text.slice(this.at))?.[0];
    if (!found) throw new Error(`Unreadable signature in the Apex library: ${this.owner.fullName}: ${this.text}`);
    this.at += found.length;
    this.space();
    return found;
  }

  atParameters(): boolean {
    return this.text[this.at] === "(";
  }

  parameters(): { name: string; type: Type }[] {
    this.space();
    this.take("(");
    const found: { name: string; type: Type }[] = [];
    while (!this.take(")")) {
      const type = this.type();
      found.push({ type, name: this.name() });
      this.take(",");
    }
    return found;
  }

  private take(symbol: string): boolean {
    if (this.text[this.at] !== symbol) return false;
    this.at++;
    this.space();
    return true;
  }

  private space(): void {
    while (this.text[this.at] === " ") this.at++;
  }
}

/**
 * A method's name in generated code: overloads differ by their parameters' types, whose punctuation is written as numbers
 * so that no two types look alike.
 */
export function mangle(name: string, parameterTypes: readonly Type[]): string {
  return `${name}$${parameterTypes.map((type) => type.name.replace(/\W/g, (mark) => `$${mark.charCodeAt(0)}`)).join("$")}`.toLowerCase();
}
