import { apexError } from "../../runtime/exceptions.ts";
import type { ClassDefinition, Implementation } from "./define.ts";

type Members = NonNullable<ClassDefinition["members"]>;

export function nullArgument(): Error {
  return apexError("System.NullPointerException", "Argument cannot be null.");
}

/** A member that the local org cannot build: whoever calls it is told which one, and why. */
export function refused(member: string, reason: string): () => never {
  return () => {
    throw apexError("System.UnsupportedOperationException", `${member} is not supported by the local org: ${reason}`);
  };
}

/** The same members, which throw NullPointerException where any argument is null. */
export function withoutNullArguments(members: Members): Members {
  return Object.fromEntries(
    Object.entries(members).map(([signature, member]) => [
      signature,
      typeof member === "function" ? guarded(member, argumentCount(signature)) : member
    ])
  );
}

/** How many values the implementation of a signature gets, the receiver included. */
function argumentCount(signature: string): number {
  const parameters = /\((.*)\)/.exec(signature)?.[1]!.replace(/<[^()]*>/g, "") ?? "";
  const count = parameters.trim() === "" ? 0 : parameters.split(",").length;
  return signature.startsWith("static ") || /^\w+\(/.test(signature) ? count : count + 1;
}

/** Wrapped by number of arguments, since a rest parameter would cost an array per call. */
function guarded(implementation: Implementation, count: number): Implementation {
  const call = implementation as (...values: unknown[]) => unknown;
  switch (count) {
    case 0:
      return implementation;
    case 1:
      return (one: unknown) => {
        if (one === null) throw nullArgument();
        return call(one);
      };
    case 2:
      return (one: unknown, two: unknown) => {
        if (one === null || two === null) throw nullArgument();
        return call(one, two);
      };
    case 3:
      return (one: unknown, two: unknown, three: unknown) => {
        if (one === null || two === null || three === null) throw nullArgument();
        return call(one, two, three);
      };
    default:
      return (...values: unknown[]) => {
        if (values.includes(null)) throw nullArgument();
        return call(...values);
      };
  }
}
