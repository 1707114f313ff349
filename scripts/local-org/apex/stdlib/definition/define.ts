/**
 * How the Apex standard library is written down: each class is one definition that holds, member by member, the Apex
 * signature (what the compiler checks calls against) and the JavaScript that runs (what the emitter calls). What is
 * not defined does not exist: the compiler refuses it by name.
 *
 * ```ts
 * export const stringClass = defineClass({
 *   name: "String",
 *   documentation: "Apex Reference Guide: String Class",
 *   members: {
 *     "static Boolean isBlank(String value)": (value: string | null) => value === null || value.trim() === "",
 *     "Integer length()": (self: string) => self.length
 *   }
 * });
 * ```
 *
 * Signatures are Apex: `[static] ReturnType name(Type a, Type b)` for methods, `Name(Type a)` for constructors,
 * `[static] [readonly] Type name` for properties (the value is then `{ get, set }`). Types may be generic parameters,
 * user-visible generics (`List<T>`), `Object`, `SObject` or any other defined class, with or without namespace.
 *
 * Implementations get Apex values as `values/field-value.ts` and `apex/runtime/values.ts` describe them. Instance members
 * get the receiver first; the compiler has already thrown NullPointerException for a null receiver. A generic class's
 * members get `this`-less plain values; those that need type arguments (`new List<T>()`, `Type`) set `reified: true` on
 * the class and get the runtime type arguments array before all else.
 */
export type Implementation = (...args: never[]) => unknown;

export interface PropertyImplementation {
  readonly get: Implementation;
  readonly set?: Implementation;
}

export interface ClassDefinition {
  /** Default `System`. */
  readonly namespace?: string;
  /** Simple name; `Outer.Inner` for an inner class (`Messaging.SingleEmailMessage` is namespace Messaging). */
  readonly name: string;
  /** Further full names of the same class: `ApexPages.PageReference` is System.PageReference. */
  readonly alsoNamed?: readonly string[];
  /** Title of the page of the platform's documentation that this definition follows. */
  readonly documentation: string;
  readonly kind?: "class" | "abstract" | "interface" | "enum";
  readonly typeParameters?: readonly string[];
  /** Apex type text, default `Object`. */
  readonly extends?: string;
  readonly implements?: readonly string[];
  readonly reified?: boolean;
  /** User classes may extend it (`virtual` or `abstract`). Default: interfaces and abstract classes only. */
  readonly extensible?: boolean;
  /** Enum constants in order; an enum needs no members for `name()`, `ordinal()`, `values()`, `valueOf()`. */
  readonly constants?: readonly string[];
  /** Where a variable of any name may be read and written: its type, and what does it for a name. */
  readonly anyMember?: { readonly type: string; readonly of: (name: string) => PropertyImplementation };
  /** An interface's members carry `null` as implementation: user classes supply them. */
  readonly members?: Readonly<Record<string, Implementation | PropertyImplementation | null>>;
}

export function defineClass(definition: ClassDefinition): ClassDefinition {
  return definition;
}
