import type { ClassSymbol, FieldSymbol, Type } from "../types/types.ts";

export interface LocalVariable {
  readonly name: string;
  /** No Apex name holds a `$`, so it can neither be a word of JavaScript nor a name of the compiler's. */
  readonly jsName: string;
  readonly type: Type;
  readonly final: boolean;
  /** True where no assignment can make it null. */
  readonly nonNull: boolean;
  assigned: boolean;
}

/** Local variables in sight, innermost block first. */
export class Scope {
  private readonly variables = new Map<string, LocalVariable>();
  readonly parent: Scope | undefined;

  constructor(parent: Scope | undefined) {
    this.parent = parent;
  }

  find(name: string): LocalVariable | undefined {
    return this.lookUp(name.toLowerCase());
  }

  private lookUp(key: string): LocalVariable | undefined {
    return this.variables.get(key) ?? this.parent?.lookUp(key);
  }

  /** All variables in sight, innermost first. */
  *all(): IterableIterator<LocalVariable> {
    yield* this.variables.values();
    if (this.parent) yield* this.parent.all();
  }

  declare(
    name: string,
    type: Type,
    options: { final?: boolean; nonNull?: boolean; assigned?: boolean } = {}
  ): LocalVariable {
    const variable: LocalVariable = {
      name,
      type,
      jsName: `${name}$`,
      final: options.final ?? false,
      nonNull: options.nonNull ?? false,
      assigned: options.assigned ?? false
    };
    this.variables.set(name.toLowerCase(), variable);
    return variable;
  }
}

/** The function whose body is being compiled. */
export interface FunctionFrame {
  readonly owner: ClassSymbol;
  readonly static: boolean;
  readonly returnType: Type;
  readonly kind:
    "method" | "constructor" | "initializer" | "getter" | "setter" | "trigger" | "anonymous" | "fieldInitializer";
  /** In an accessor: the property, whose name then means its stored value. */
  readonly property: FieldSymbol | undefined;
  scope: Scope;
  temporaries: number;
  /** Set once something was emitted that asks which sharing applies. */
  sharingMatters: boolean;
  loopDepth: number;
  /** Lower-case names of local variables that some assignment may make null. */
  readonly nullable: ReadonlySet<string>;
}

const smallTypes = new Set(["Boolean", "Integer", "Long", "Double", "Decimal", "Date", "Datetime", "Time", "Id"]);

/** Whether a variable of the type can hold much. */
export function refers(type: Type): boolean {
  return type.kind === "sobject" || (type.kind === "class" && !smallTypes.has(type.name));
}
