/** What the platform demands of annotated methods and classes ("Apex Developer Guide: Annotations", one page per annotation). */
import type { MethodDeclaration, Modifiers, Position } from "../syntax/ast.ts";
import type { ClassSymbol, MethodSymbol } from "../types/types.ts";
import { methodSignature } from "./declare.ts";
import { hasWord, isAnnotated } from "./modifiers.ts";
import type { TypeRules } from "./type-rules.ts";

type Fail = (at: Position, message: string) => void;

const httpVerbs = ["httpget", "httppost", "httpput", "httppatch", "httpdelete"];

/** Reports every broken rule of a class's annotations. */
export function checkAnnotations(symbol: ClassSymbol, rules: TypeRules, fail: Fail): void {
  const { modifiers, name } = symbol.declaration!;
  if (isAnnotated(modifiers, "restresource")) checkRestResource(symbol, modifiers, name, fail);
  const methods = [...symbol.methods.values()].flat().filter((method) => method.declaration);
  for (const method of methods) checkMethod(symbol, method, rules, fail);
  checkInvocableVariables(symbol, fail);
  if (symbol.apiVersion >= firstVersionWithoutAuraOverloads) checkOverloads(methods, fail);
  once(methods, "invocablemethod", "InvocableMethod", fail);
  for (const verb of httpVerbs) once(methods, verb, annotationName(verb), fail);
}

function checkRestResource(symbol: ClassSymbol, modifiers: Modifiers, at: Position, fail: Fail): void {
  if (symbol.visibility !== "global") fail(at, "@RestResource classes must be global");
  const mapping = modifiers.annotations
    .find(({ name }) => name.toLowerCase() === "restresource")!
    .arguments.get("urlmapping");
  if (typeof mapping !== "string" || !mapping.startsWith("/")) fail(at, "Invalid urlMapping: it must begin with /");
}

/** A method with what is asked of it, and where its name stands. */
interface CheckedMethod {
  readonly symbol: ClassSymbol;
  readonly method: MethodSymbol;
  readonly modifiers: Modifiers;
  readonly at: Position;
  readonly fail: Fail;
}

function checkMethod(symbol: ClassSymbol, method: MethodSymbol, rules: TypeRules, fail: Fail): void {
  const { modifiers, name: at } = method.declaration as MethodDeclaration;
  const checked: CheckedMethod = { symbol, method, modifiers, at, fail };
  const isTest = isAnnotated(modifiers, "istest") || hasWord(modifiers, "testmethod");
  if (isTest || isAnnotated(modifiers, "testsetup")) checkTest(checked);
  if (isAnnotated(modifiers, "future")) checkFuture(checked, rules);
  if (isAnnotated(modifiers, "auraenabled")) checkAuraEnabled(checked);
  if (isAnnotated(modifiers, "remoteaction") && !(method.static && isOpen(method)))
    fail(at, "RemoteAction methods must be static, and public or global");
  if (hasWord(modifiers, "webservice")) checkWebservice(checked);
  if (isAnnotated(modifiers, "invocablemethod")) checkInvocable(method, rules, at, fail);
  for (const verb of httpVerbs) if (isAnnotated(modifiers, verb)) checkHttp(checked, verb);
}

/** "Apex Developer Guide: Unit Test Considerations": from here on test methods stand in test classes alone. */
const firstVersionWithTestClasses = 28;

function checkTest({ symbol, method, at, fail }: CheckedMethod): void {
  if (!method.static || method.returnType.kind !== "void") fail(at, "Test methods must be static void");
  if (method.parameters.length > 0) fail(at, `Test methods do not support parameters: ${methodSignature(method)}`);
  if (!symbol.top.isTest && symbol.apiVersion >= firstVersionWithTestClasses)
    fail(at, "Defining type for testMethod methods must be declared as IsTest");
}

function checkFuture({ method, at, fail }: CheckedMethod, rules: TypeRules): void {
  if (!method.static || method.returnType.kind !== "void") fail(at, "Future methods must be declared as static void");
  for (const { type } of method.parameters)
    if (!isPlain(type, rules))
      fail(at, `Unsupported parameter type ${type.name}. Valid types are primitives and collections of primitives.`);
}

function checkAuraEnabled({ method, at, fail }: CheckedMethod): void {
  // Public packages that deploy to orgs annotate getters of instances.
  const isGetter = !method.static && method.parameters.length === 0 && /^get/i.test(method.name);
  if (!method.static && !isGetter) fail(at, "AuraEnabled methods must be static");
  else if (!isOpen(method)) fail(at, "AuraEnabled methods must be public or global");
}

function checkWebservice({ symbol, method, at, fail }: CheckedMethod): void {
  if (!method.static) fail(at, "Webservice methods must be static");
  if (symbol.top.visibility !== "global") fail(at, "Defining type for webservice methods must be declared as global");
}

function checkHttp({ symbol, method, at, fail }: CheckedMethod, verb: (typeof httpVerbs)[number]): void {
  const annotation = `@${annotationName(verb)}`;
  if (!isAnnotated(symbol.declaration!.modifiers, "restresource"))
    fail(at, `${annotation} methods must be in a class annotated @RestResource`);
  if (!method.static || method.visibility !== "global") fail(at, `${annotation} methods must be global static`);
  // "RestResource Annotation": what is asked for stands in the address alone.
  if ((verb === "httpget" || verb === "httpdelete") && method.parameters.length > 0)
    fail(at, `${annotation} methods do not support parameters: ${methodSignature(method)}`);
}

function isOpen({ visibility }: { readonly visibility: string }): boolean {
  return visibility === "public" || visibility === "global";
}

/** "InvocableVariable Annotation": no static, final, private or protected variable. */
function checkInvocableVariables({ declaration }: ClassSymbol, fail: Fail): void {
  for (const member of declaration!.members) {
    if (member.kind !== "field" || !isAnnotated(member.modifiers, "invocablevariable")) continue;
    const open = hasWord(member.modifiers, "public") || hasWord(member.modifiers, "global");
    if (!open || hasWord(member.modifiers, "static") || hasWord(member.modifiers, "final"))
      fail(member, "InvocableVariable fields must be public or global, and neither static nor final");
  }
}

/** "Apex Developer Guide: AuraEnabled Annotation", Versioned Behavior Changes. */
const firstVersionWithoutAuraOverloads = 55;

function checkOverloads(methods: readonly MethodSymbol[], fail: Fail): void {
  const seen = new Set<string>();
  for (const { name, declaration } of methods) {
    if (!isAnnotated(declaration!.modifiers, "auraenabled")) continue;
    if (seen.has(name.toLowerCase()))
      fail((declaration as MethodDeclaration).name, `AuraEnabled methods cannot be overloaded: ${name}`);
    seen.add(name.toLowerCase());
  }
}

function checkInvocable(method: MethodSymbol, rules: TypeRules, at: Position, fail: Fail): void {
  if (!method.static || !isOpen(method)) fail(at, "InvocableMethod methods must be public or global and static");
  if (method.parameters.length > 1 || method.parameters.some(({ type }) => !rules.isList(type)))
    fail(at, "InvocableMethod methods take at most one parameter, and it must be a list");
  if (method.returnType.kind !== "void" && !rules.isList(method.returnType))
    fail(at, "InvocableMethod methods must return a list or nothing");
}

/** A primitive, or a collection of primitives: what an asynchronous call can carry. */
function isPlain(type: MethodSymbol["returnType"], rules: TypeRules): boolean {
  if (type.kind !== "class") return false;
  if (rules.isList(type) || rules.isSet(type) || rules.isMap(type))
    return type.args.every((arg) => isPlain(arg, rules));
  return Object.values(rules.library.primitives).includes(type) && !rules.is(type, "Object");
}

function once(methods: readonly MethodSymbol[], lowerName: string, name: string, fail: Fail): void {
  const annotated = methods.filter((method) => isAnnotated(method.declaration!.modifiers, lowerName));
  for (const extra of annotated.slice(1))
    fail((extra.declaration as MethodDeclaration).name, `Only one method per type can be defined with: ${name}`);
}

function annotationName(lowerVerb: string): string {
  return `Http${lowerVerb[4]!.toUpperCase()}${lowerVerb.slice(5)}`;
}
