import { defineClass, type ClassDefinition, type Implementation, type PropertyImplementation } from "./define.ts";

/** An object of a platform class that only holds values: its variables by lower-case name. */
export class PlatformValue {
  /** Full name of its class, e.g. `Messaging.InboundEmail`. */
  readonly apexTypeName: string;
  readonly values: Record<string, unknown>;

  constructor(apexTypeName: string, values: Record<string, unknown> = {}) {
    this.apexTypeName = apexTypeName;
    this.values = values;
  }
}

export type Members = Record<string, Implementation | PropertyImplementation>;

export function variable(name: string): PropertyImplementation {
  const key = name.toLowerCase();
  return {
    get: (self: PlatformValue) => self.values[key] ?? null,
    set: (self: PlatformValue, value: unknown) => {
      self.values[key] = value;
    }
  };
}

/** `Type name` of variables that can be read and written directly. */
export function variables(...declarations: string[]): Members {
  return Object.fromEntries(declarations.map((declaration) => [declaration, variable(declaration.split(" ").at(-1)!)]));
}

/** Makes the definitions of a namespace's value classes, each with a constructor without arguments. */
export function valueClassOf(namespace: string): (name: string, members: Members) => ClassDefinition {
  return (name, members) => {
    const simple = name.split(".").at(-1)!;
    return defineClass({
      namespace,
      name,
      documentation: `Apex Reference Guide: ${name} Class`,
      members: { [`${simple}()`]: () => new PlatformValue(`${namespace}.${name}`), ...members }
    });
  };
}
