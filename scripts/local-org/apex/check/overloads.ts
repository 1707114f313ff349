/** Which method of a name is meant: all that a type has, and the one that fits the arguments best. */
import type { Position } from "../syntax/ast.ts";
import { substitute, supertypes, type ClassType, type MethodSymbol, type Type } from "../types/types.ts";
import type { FileCompiler } from "./compiler.ts";
import type { Ex } from "./ex.ts";
import { fail } from "./problem.ts";

export interface Candidate {
  readonly method: MethodSymbol;
  readonly parameters: readonly Type[];
  readonly returnType: Type;
}

export class Overloads {
  private readonly compiler: FileCompiler;

  constructor(compiler: FileCompiler) {
    this.compiler = compiler;
  }

  /** All methods of that name that a type has, nearest first; overridden ones left out. */
  candidates(type: Type, name: string): Candidate[] {
    const { library } = this.compiler;
    const key = name.toLowerCase();
    if (type.kind === "sobject") return this.candidates(library.required("SObject").type(), name);
    if (type.kind !== "class") return [];
    const found: Candidate[] = [];
    const seen = new Set<string>();
    const visit = (level: ClassType): void => {
      for (const method of level.symbol.methods.get(key) ?? []) {
        const parameters = method.parameters.map((parameter) => substitute(parameter.type, level.symbol, level.args));
        const identity = parameters.map((parameter) => parameter.name).join(",");
        if (seen.has(identity)) continue;
        seen.add(identity);
        found.push({ method, parameters, returnType: substitute(method.returnType, level.symbol, level.args) });
      }
      supertypes(level).forEach(visit);
    };
    visit(type);
    if (type.symbol.kind === "enum") visit(library.required("Enum").type());
    if (type.symbol.kind !== "class" || !type.symbol.superclass) visit(library.primitives.Object);
    return found;
  }

  /** Of what takes the arguments, the one that fits them best; undefined where nothing takes them. */
  best<T extends { readonly parameters: readonly Type[] }>(
    candidates: readonly T[],
    args: readonly Ex[],
    position: Position
  ): T | undefined {
    const { rules } = this.compiler;
    const taking = (fits: (parameter: Type, arg: Ex) => boolean): T[] =>
      candidates.filter(
        ({ parameters }) =>
          parameters.length === args.length && parameters.every((parameter, index) => fits(parameter, args[index]!))
      );
    const whole = taking((parameter, arg) => rules.assignable(arg.type, parameter));
    // A query stands for its only row where nothing takes the list.
    const applicable =
      whole.length > 0
        ? whole
        : taking(
            (parameter, arg) =>
              rules.assignable(arg.type, parameter) ||
              (arg.query === true && parameter.kind === "sobject" && rules.assignable(elementOf(arg.type), parameter))
          );
    if (applicable.length <= 1) return applicable[0];
    const exact = applicable.filter(({ parameters }) =>
      parameters.every((parameter, index) => parameter === args[index]!.type)
    );
    if (exact.length > 0) return exact[0];
    const atLeast = (one: T, other: T): boolean =>
      one.parameters.every((parameter, index) => this.closer(parameter, other.parameters[index]!, args[index]!.type));
    const specific = applicable.filter((one) => applicable.every((other) => one === other || atLeast(one, other)));
    if (specific.length > 0) return specific[0];
    const hits = (candidate: T): number =>
      candidate.parameters.filter((parameter, index) => parameter === args[index]!.type).length;
    const most = Math.max(...applicable.map(hits));
    const nearest = applicable.filter((candidate) => hits(candidate) === most);
    if (nearest.length === 1) return nearest[0];
    return fail(position, "Method is ambiguous: more than one overload fits the arguments");
  }

  /** Whether `one` fits an argument at least as well as `other` does. */
  private closer(one: Type, other: Type, arg: Type): boolean {
    const { rules } = this.compiler;
    if (one === other || one === arg) return true;
    if (other === arg) return false;
    if (rules.rank(one) > 0 && rules.rank(other) > 0) return rules.rank(one) <= rules.rank(other);
    return rules.assignable(one, other);
  }
}

function elementOf(type: Type): Type {
  return type.kind === "class" ? type.args[0]! : type;
}
