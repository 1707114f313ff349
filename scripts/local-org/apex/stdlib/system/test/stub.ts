import { ApexList } from "../../../runtime/collections.ts";
import { apexError } from "../../../runtime/exceptions.ts";
import { ApexDouble, ApexObject } from "../../../runtime/object.ts";
import { invokeMethod, type ApexClassInfo, type MethodInfo } from "../../../runtime/reflection.ts";
import { anyType, libraryType, stringType, type RuntimeType } from "../../../runtime/runtime-type.ts";
import { isInstance, markStub, typeOf } from "../../../runtime/values.ts";
import { nullArgument } from "../../definition/arguments.ts";
import { defineClass } from "../../definition/define.ts";
import { TypeToken } from "../../schema/tokens.ts";

export const stubProviderInterface = defineClass({
  name: "StubProvider",
  documentation: "Apex Reference Guide: StubProvider Interface",
  kind: "interface",
  members: {
    "Object handleMethodCall(Object stubbed, String method, Type returnType, List<Type> parameterTypes, List<String> parameterNames, List<Object> arguments)":
      null
  }
});

/**
 * An object of a user's class whose instance methods ask the provider instead of running
 * ("Apex Developer Guide: Build a Mocking Framework with the Stub API").
 */
export function createStub(token: TypeToken | null, provider: ApexObject | null): unknown {
  if (token === null || provider === null) throw nullArgument();
  const info = token.type.info;
  if (!info || !mayBeStubbed(info))
    throw apexError("System.TypeException", `Cannot create a stub of ${token.toString()}`);
  return stubOf(info, provider);
}

function stubOf(info: ApexClassInfo, provider: ApexObject): ApexObject {
  const target = Object.create(ApexObject.prototype, { $info: { value: info } }) as ApexObject;
  const methods = instanceMethods(info);
  const stub: ApexObject = new Proxy(target, {
    get(object, key) {
      const method = methods.get(key);
      if (method) return (...args: unknown[]) => answer(provider, stub, method, args);
      return (object as unknown as Record<PropertyKey, unknown>)[key] ?? (key in object ? undefined : null);
    }
  });
  markStub(stub, (copy) => stubOf(info, copy(provider)));
  return stub;
}

/** "Build a Mocking Framework with the Stub API", limitations: no inner classes, nor classes with private constructors only. */
function mayBeStubbed({ kind, outer, constructors }: ApexClassInfo): boolean {
  if (kind === "interface") return outer === undefined;
  const open = constructors.length === 0 || constructors.some(({ visibility }) => visibility !== "private");
  return kind === "class" && outer === undefined && open;
}

/** The methods that the class or interface has or inherits, by their names in generated code. */
function instanceMethods(info: ApexClassInfo): Map<PropertyKey, MethodInfo> {
  const methods = new Map<PropertyKey, MethodInfo>();
  for (const method of ancestry(info).flatMap((level) => level.methods)) {
    if (method.static || method.visibility === "private") continue;
    const name = generatedName(method);
    if (name !== undefined && !methods.has(name)) methods.set(name, method);
  }
  return methods;
}

/** The type and all that it extends, the nearest first; a class has what its interfaces ask for itself. */
function ancestry(info: ApexClassInfo): ApexClassInfo[] {
  const parents =
    info.kind === "interface" ? info.interfaces.flatMap((one) => one.info ?? []) : (info.superclass ?? []);
  return [info, ...[parents].flat().flatMap(ancestry)];
}

/** Generated names are the compiler's own affair: a receiver that notes which of its methods is called tells them. */
function generatedName(method: MethodInfo): PropertyKey | undefined {
  let called: PropertyKey | undefined;
  const note = new Proxy(
    {},
    {
      get: (_, key) => {
        called ??= key;
        return () => null;
      }
    }
  );
  method.invoke(
    note,
    method.parameters.map(() => null)
  );
  return called;
}

function answer(provider: ApexObject, self: unknown, method: MethodInfo, args: readonly unknown[]): unknown {
  const result = invokeMethod(provider, "handleMethodCall", [
    self,
    method.name,
    new TypeToken(method.returnType),
    new ApexList(
      libraryType("Type"),
      method.parameters.map((parameter) => new TypeToken(parameter.type))
    ),
    new ApexList(
      stringType,
      method.parameters.map((parameter) => parameter.name)
    ),
    new ApexList(
      anyType,
      args.map((arg, index) => inObject(arg, method.parameters[index]!.type))
    )
  ]);
  if (result !== null && method.returnType.kind !== "void" && !isInstance(result, method.returnType))
    throw apexError(
      "System.TypeException",
      `Invalid conversion from runtime type ${typeOf(result).name} to ${anyElements(method.returnType)}`
    );
  return result instanceof ApexDouble && method.returnType.name === "Double" ? result.value : result;
}

/** Variables of type Double hold plain numbers; as Objects these would be Integers. */
function inObject(value: unknown, type: RuntimeType): unknown {
  return typeof value === "number" && type.name === "Double" ? new ApexDouble(value) : value;
}

/** The platform's words for the collection that a stub should have returned: `List<ANY>`. */
function anyElements({ kind, name, arguments: elements }: RuntimeType): string {
  if (kind !== "list" && kind !== "set" && kind !== "map") return name;
  return `${name.slice(0, name.indexOf("<"))}<${elements.map(() => "ANY").join(",")}>`;
}
