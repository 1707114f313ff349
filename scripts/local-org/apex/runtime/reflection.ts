/**
 * What a compiled program tells about itself, so that the test runner, Apex REST, Aura, invocables, JSON and stubs
 * need no knowledge of generated code.
 */
import type { ApexObject } from "./object.ts";
import type { RuntimeType } from "./runtime-type.ts";
import { isInstance } from "./values.ts";

export type Visibility = "private" | "protected" | "public" | "global";
export type SharingDeclaration = "with" | "without" | "inherited" | "omitted";

/** `@RestResource(urlMapping='/x')` is `{ name: "RestResource", arguments: Map { "urlmapping" → "/x" } }`. */
export interface AnnotationInfo {
  /** The platform's spelling, e.g. `IsTest`, `AuraEnabled`. */
  readonly name: string;
  /** By lower-case name; a lone value is under `value`. */
  readonly arguments: ReadonlyMap<string, string | number | boolean>;
}

export interface ParameterInfo {
  readonly name: string;
  readonly type: RuntimeType;
}

export interface MethodInfo {
  readonly name: string;
  readonly declaringClass: ApexClassInfo;
  readonly parameters: readonly ParameterInfo[];
  /** `void` is the runtime type of that name. */
  readonly returnType: RuntimeType;
  readonly static: boolean;
  readonly abstract: boolean;
  readonly visibility: Visibility;
  readonly annotations: readonly AnnotationInfo[];
  readonly line: number;
  readonly endLine: number;
  /** Calls it with Apex values; `receiver` is null for static methods. Virtual methods dispatch. */
  invoke(receiver: unknown, args: readonly unknown[]): unknown;
}

export interface ConstructorInfo {
  readonly parameters: readonly ParameterInfo[];
  readonly visibility: Visibility;
  readonly annotations: readonly AnnotationInfo[];
  readonly line: number;
  readonly endLine: number;
  construct(args: readonly unknown[]): ApexObject;
}

export interface MemberVariableInfo {
  readonly name: string;
  readonly type: RuntimeType;
  readonly static: boolean;
  readonly property: boolean;
  /** False for a property whose accessors have bodies. */
  readonly automatic: boolean;
  readonly transient: boolean;
  readonly visibility: Visibility;
  readonly annotations: readonly AnnotationInfo[];
  readonly readable: boolean;
  readonly writable: boolean;
  get(receiver: unknown): unknown;
  set(receiver: unknown, value: unknown): void;
}

export interface ApexClassInfo {
  /** Simple name. */
  readonly name: string;
  /** `Outer.Inner`. */
  readonly fullName: string;
  readonly kind: "class" | "interface" | "enum";
  readonly abstract: boolean;
  readonly virtual: boolean;
  readonly visibility: Visibility;
  readonly superclass: ApexClassInfo | undefined;
  /** Full names of all superclasses and interfaces, lower case, its own included; without type arguments. */
  readonly ancestry: ReadonlySet<string>;
  /** The interfaces it names itself, with type arguments. */
  readonly interfaces: readonly RuntimeType[];
  readonly sharing: SharingDeclaration;
  readonly annotations: readonly AnnotationInfo[];
  readonly constructors: readonly ConstructorInfo[];
  /** An object whose variables are all null: no constructor and no initialiser has run. */
  allocate(): ApexObject;
  readonly methods: readonly MethodInfo[];
  readonly variables: readonly MemberVariableInfo[];
  /** Constants of an enum in order. */
  readonly constants: readonly unknown[];
  readonly outer: ApexClassInfo | undefined;
  readonly sourcePath: string;
  readonly line: number;
  readonly type: RuntimeType;
}

export function hasAnnotation(annotated: { readonly annotations: readonly AnnotationInfo[] }, name: string): boolean {
  return annotation(annotated, name) !== undefined;
}

export function annotation(
  annotated: { readonly annotations: readonly AnnotationInfo[] },
  name: string
): AnnotationInfo | undefined {
  return annotated.annotations.find((candidate) => candidate.name.toLowerCase() === name.toLowerCase());
}

/**
 * The method of an object that a call by an interface's name reaches, or undefined: the most derived one of that name (any
 * case) that takes the arguments. An interface's method is never static; of several the one with the widest parameters is
 * the interface's.
 */
export function findMethod(info: ApexClassInfo, name: string, args: readonly unknown[]): MethodInfo | undefined {
  const wanted = name.toLowerCase();
  for (let level: ApexClassInfo | undefined = info; level; level = level.superclass) {
    const named = level.methods.filter(
      (method) => !method.static && method.parameters.length === args.length && method.name.toLowerCase() === wanted
    );
    const found = named.length > 1 ? widestOf(named, args) : named[0];
    if (found) return found;
  }
  return undefined;
}

function widestOf(methods: readonly MethodInfo[], args: readonly unknown[]): MethodInfo | undefined {
  const objects = ({ parameters }: MethodInfo) => parameters.filter(({ type }) => type.kind === "any").length;
  return methods
    .filter(({ parameters }) =>
      args.every((argument, index) => argument === null || isInstance(argument, parameters[index]!.type))
    )
    .sort((one, other) => objects(other) - objects(one))[0];
}

/** Calls back into user code by method name, e.g. `invokeMethod(job, "execute", [context])`. */
export function invokeMethod(receiver: ApexObject, name: string, args: readonly unknown[]): unknown {
  const method = findMethod(receiver.$info, name, args);
  if (!method) throw new Error(`${receiver.$info.fullName} has no method ${name} with ${args.length} parameters`);
  return method.invoke(receiver, args);
}

/** `new X(args)` by the number of arguments; throws where X has no such constructor. */
export function instantiate(info: ApexClassInfo, args: readonly unknown[] = []): ApexObject {
  const constructor = info.constructors.find((candidate) => candidate.parameters.length === args.length);
  if (!constructor) throw new Error(`${info.fullName} has no constructor with ${args.length} parameters`);
  return constructor.construct(args);
}
