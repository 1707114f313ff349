import { relationshipStep } from "../schema/relationship-step.ts";
import type { Field, Schema, SObjectType } from "../schema/types.ts";
import { Decimal } from "../values/decimal.ts";
import type { ParameterType } from "./function-kinds.ts";
import { functions } from "./functions.ts";
import { compileBinary, not, type Operand } from "./operators.ts";
import { FormulaError, parseFormula, type FormulaNode } from "./parser.ts";
import {
  FormulaFault,
  GeoPoint,
  formulaTypeOf,
  isFault,
  type FormulaInput,
  type FormulaType,
  type FormulaValue
} from "./values.ts";
import { dictionary } from "../values/dictionary.ts";

/** A value that a formula reads: a field along parent references, a `$Global.name`, or a variable of who evaluates it. */
export type FormulaReference =
  | {
      readonly kind: "field";
      /** Reference fields down to the record. */ readonly path: readonly Field[];
      /** The object that each of them leads to, where the formula says so: `Owner:User`. */
      readonly targets?: readonly (SObjectType | undefined)[];
      readonly field: Field;
      readonly type: SObjectType;
    }
  | { readonly kind: "global"; readonly parts: readonly string[] };

export interface CompiledFormula {
  readonly references: readonly FormulaReference[];
  readonly type: FormulaType;
  /** How many functions its text calls, for the estimate of processor time. */
  readonly functions: number;
  evaluate(input: FormulaInput): FormulaValue;
}

export interface FormulaOptions {
  readonly blanksAsZero?: boolean;
  readonly validation?: boolean;
  /** The type of what a formula may read besides fields and globals, before which it goes; undefined for all else. */
  readonly variables?: (parts: readonly string[]) => FormulaType | undefined;
}

/** Parses a formula and resolves its fields from `type`; throws a {@link FormulaError} in the platform's words. */
export function compileFormula(
  schema: Schema,
  type: SObjectType,
  text: string,
  options: FormulaOptions = {}
): CompiledFormula {
  const compiler = new Compiler(schema, type, options);
  const operand = compiler.compile(parseFormula(text));
  return {
    references: compiler.references,
    type: operand.type,
    functions: compiler.functions,
    evaluate: (input) => computed(operand, input)
  };
}

/** A value that cannot be computed (the platform shows `#Error!`) is blank. */
function computed(operand: Operand, input: FormulaInput): FormulaValue {
  try {
    return operand.evaluate(input);
  } catch (error) {
    if (isFault(error)) return null;
    throw error;
  }
}

class Compiler {
  readonly references: FormulaReference[] = [];
  functions = 0;
  private readonly schema: Schema;
  private readonly type: SObjectType;
  private readonly blanksAsZero: boolean;

  /** Only validation rules may read long texts; the page that said so was not found again. */
  private readonly longTexts: boolean;
  private readonly variables: FormulaOptions["variables"];

  constructor(schema: Schema, type: SObjectType, options: FormulaOptions) {
    this.schema = schema;
    this.type = type;
    this.blanksAsZero = options.blanksAsZero ?? false;
    this.longTexts = options.validation ?? false;
    this.variables = options.variables;
  }

  compile(node: FormulaNode): Operand {
    switch (node.kind) {
      case "literal":
        return constant(
          node.type === "number" ? Decimal.parse(node.value) : node.value === "" ? null : node.value,
          node.type
        );
      case "constant":
        return constant(node.value, node.value === null ? "any" : "boolean");
      case "reference":
        return this.reference(node.parts, node.offset);
      case "unary":
        return this.unary(node.operator, this.compile(node.operand), node.offset);
      case "binary":
        return compileBinary(node.operator, this.compile(node.left), this.compile(node.right), node.offset);
      case "call":
        return this.call(node);
    }
  }

  private unary(operator: string, operand: Operand, offset: number): Operand {
    const expected = operator === "!" ? "boolean" : "number";
    if (operand.type !== expected && operand.type !== "any") {
      throw new FormulaError(
        `Incorrect parameter type for operator '${operator}'. Expected ${nameOf(expected)}, received ${nameOf(operand.type)}`,
        offset
      );
    }
    const { evaluate } = operand;
    if (operator === "!") {
      return { type: "boolean", evaluate: not(operand) };
    }
    return operator === "+"
      ? operand
      : { type: "number", evaluate: (input) => (evaluate(input) as Decimal | null)?.negate() ?? null };
  }

  private call(node: Extract<FormulaNode, { kind: "call" }>): Operand {
    const definition = functions[node.name];
    if (definition === undefined) {
      throw new FormulaError(`Unknown function ${node.name}. Check spelling.`, node.offset);
    }
    this.functions++;
    const operands = node.arguments.map((argument) => this.compile(argument));
    const [least, most] = definition.count;
    if (operands.length < least || operands.length > most) {
      throw new FormulaError(
        `Incorrect number of parameters for function '${node.name}()'. Expected ${least}, received ${operands.length}`,
        node.offset
      );
    }
    this.checkTypes(node, operands, definition.parameters);
    return { type: definition.result(operands), evaluate: definition.compile(operands, node.offset) };
  }

  private checkTypes(
    node: Extract<FormulaNode, { kind: "call" }>,
    operands: readonly Operand[],
    parameters: readonly ParameterType[]
  ): void {
    operands.forEach((operand, index) => {
      const expected = parameters[Math.min(index, parameters.length - 1)] ?? "any";
      if (typeof expected !== "string") {
        if (operand.type !== "any" && !expected.includes(operand.type)) {
          throw new FormulaError(
            `Incorrect argument type for function '${node.name}()'.`,
            node.arguments[index]!.offset
          );
        }
      } else if (expected !== "any" && operand.type !== "any" && operand.type !== expected) {
        if (operand.type === "picklist" && expected === "text") {
          throw new FormulaError(
            `Field ${operand.name ?? ""} is a picklist field. Picklist fields are only supported in certain functions.`,
            node.arguments[index]!.offset
          );
        }
        throw new FormulaError(
          `Incorrect parameter type for function '${node.name}()'. Expected ${nameOf(expected)}, received ${nameOf(operand.type)}`,
          node.arguments[index]!.offset
        );
      }
    });
  }

  private reference(parts: readonly string[], offset: number): Operand {
    const variable = this.variables?.(parts);
    const resolved: FormulaReference =
      variable !== undefined
        ? { kind: "global", parts }
        : parts[0]!.startsWith("$") && parts[0]!.toLowerCase() !== "$recordtype"
          ? this.global(parts, offset)
          : this.field(parts, offset);
    if (resolved.kind === "field" && resolved.field.type === "location") {
      return this.place(parts, resolved, offset);
    }
    const number = this.references.length;
    this.references.push(resolved);
    const type =
      variable ?? (resolved.kind === "field" ? formulaTypeOf(resolved.field) : globalType(this.schema, resolved.parts));
    const read = (input: FormulaInput): FormulaValue => input.value(number);
    const zero = this.blanksAsZero && type === "number";
    return {
      type,
      name: parts.join("."),
      reference: number,
      evaluate: zero
        ? (input) => read(input) ?? Decimal.zero
        : type === "boolean"
          ? (input) => read(input) ?? false
          : read
    };
  }

  /** "Salesforce Help: Geolocation Custom Field": a place is read by its two coordinates. */
  private place(
    parts: readonly string[],
    { type, field }: Extract<FormulaReference, { kind: "field" }>,
    offset: number
  ): Operand {
    const [latitude, longitude] = coordinatesOf(type, field).map((name) =>
      this.reference([...parts.slice(0, -1), name], offset)
    );
    return {
      type: "location",
      name: parts.join("."),
      evaluate: (input) => pointOf(latitude!.evaluate(input), longitude!.evaluate(input))
    };
  }

  private field(parts: readonly string[], offset: number): FormulaReference {
    const names = parts[0]!.toLowerCase() === "$recordtype" ? ["RecordType", ...parts.slice(1)] : parts;
    let type = this.type;
    const path: Field[] = [];
    const targets: (SObjectType | undefined)[] = [];
    for (const name of names.slice(0, -1)) {
      const step = relationshipStep(this.schema, type, name);
      if (step === undefined) {
        throw new FormulaError(`Field ${parts.join(".")} does not exist. Check spelling.`, offset);
      }
      path.push(step.reference);
      targets.push(step.namesTarget ? step.target : undefined);
      type = step.target;
    }
    const last = names[names.length - 1]!;
    const field = type.field(type.name === "Group" && last.toLowerCase() === "queuename" ? "Name" : last);
    if (field === undefined) {
      throw new FormulaError(`Field ${parts.join(".")} does not exist. Check spelling.`, offset);
    }
    if (field.longText && !this.longTexts) {
      throw new FormulaError(`Field ${parts.join(".")} may not be used in this type of formula`, offset);
    }
    return { kind: "field", path, field, type, ...(targets.some((target) => target) ? { targets } : {}) };
  }

  private global(parts: readonly string[], offset: number): FormulaReference {
    const known = [
      "$user",
      "$profile",
      "$organization",
      "$permission",
      "$label",
      "$userrole",
      "$setup",
      "$custommetadata",
      "$api"
    ];
    if (!known.includes(parts[0]!.toLowerCase()) || parts.length < 2) {
      throw new FormulaError(`Field ${parts.join(".")} does not exist. Check spelling.`, offset);
    }
    return { kind: "global", parts };
  }
}

function coordinatesOf(type: SObjectType, field: Field): readonly string[] {
  return ["Latitude", "Longitude"].map((part) => type.field(field.name.replace(/__c$/, `__${part}__s`))!.name);
}

/** A place has both of its coordinates or none. */
function pointOf(latitude: FormulaValue, longitude: FormulaValue): GeoPoint | null {
  if (latitude === null && longitude === null) return null;
  if (latitude === null || longitude === null) throw new FormulaFault("A place with one coordinate");
  return new GeoPoint((latitude as Decimal).toNumber(), (longitude as Decimal).toNumber());
}

function constant(value: FormulaValue, type: FormulaType): Operand {
  return { type, literal: value, evaluate: () => value };
}

const globalObjects: Readonly<Record<string, string>> = dictionary({
  $user: "User",
  $profile: "Profile",
  $organization: "Organization",
  $userrole: "UserRole"
});

/** The object whose record a global variable reads a field of, and the field. */
export function globalField(schema: Schema, parts: readonly string[]): { type: SObjectType; field: Field } | undefined {
  const name = parts[0]!.toLowerCase();
  const isNested = name === "$setup" || name === "$custommetadata";
  const type = schema.object(isNested ? parts[1]! : (globalObjects[name] ?? ""));
  const field = type?.field(parts[parts.length - 1]!);
  return type === undefined || field === undefined ? undefined : { type, field };
}

/** "Salesforce Help: Global Variables", $User.UITheme and $User.UIThemeDisplayed: the look of the page, no fields of the user. */
export function isTheme([global, name, ...more]: readonly string[]): boolean {
  return global!.toLowerCase() === "$user" && /^uitheme(?:displayed)?$/i.test(name ?? "") && more.length === 0;
}

function globalType(schema: Schema, parts: readonly string[]): FormulaType {
  const name = parts[0]!.toLowerCase();
  if (name === "$permission") {
    return "boolean";
  }
  if (name === "$label" || name === "$api" || isTheme(parts)) {
    return "text";
  }
  const found = globalField(schema, parts);
  if (found === undefined) {
    throw new FormulaError(`Field ${parts.join(".")} does not exist. Check spelling.`, 0);
  }
  return formulaTypeOf(found.field);
}

function nameOf(type: FormulaType): string {
  return type === "datetime" ? "DateTime" : type[0]!.toUpperCase() + type.slice(1);
}
