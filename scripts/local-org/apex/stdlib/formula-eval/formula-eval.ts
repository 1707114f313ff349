import { compileFormula, type CompiledFormula, type FormulaReference } from "../../../formula/compile.ts";
import { completeFormulas } from "../../../formula/fields.ts";
import { FormulaError } from "../../../formula/parser.ts";
import { readGlobal, sessionOf } from "../../../formula/records.ts";
import { textOfValue, toFormulaValue, type FormulaValue } from "../../../formula/values.ts";
import { SObjectRecord } from "../../../schema/record.ts";
import type { SObjectType } from "../../../schema/types.ts";
import { Decimal } from "../../../values/decimal.ts";
import type { FieldValue } from "../../../values/field-value.ts";
import { ApexList, ApexSet } from "../../runtime/collections.ts";
import { apexContext } from "../../runtime/context.ts";
import { apexError } from "../../runtime/exceptions.ts";
import { ApexDouble, ApexObject, type ApexEnum } from "../../runtime/object.ts";
import { libraryType, stringType } from "../../runtime/runtime-type.ts";
import { nullArgument } from "../definition/arguments.ts";
import { defineClass, type ClassDefinition } from "../definition/define.ts";
import { contextTypeOf, readVariable } from "./formula-context.ts";
import type { SObjectTypeToken, TypeToken } from "../schema/tokens.ts";

/** Value of the class FormulaEval.FormulaBuilder. */
class FormulaBuilder {
  readonly apexTypeName = "FormulaEval.FormulaBuilder";
  context: TypeToken | SObjectTypeToken | undefined;
  returns: string | undefined;
  text: string | undefined;
  blanksAsZero = false;
  template = false;

  build(): FormulaInstance {
    if (!this.context) throw invalid("A formula needs a type: call withType");
    if (this.text === undefined) throw invalid("A formula needs a text: call withFormula");
    if (!this.returns) throw invalid("A formula needs a return type: call withReturnType");
    const type = contextTypeOf(this.context);
    if (!type) throw invalid(`The type of a formula must be an sObject or a global class: ${this.context.toString()}`);
    try {
      return new FormulaInstance(this.parts(this.text, type), this.returns);
    } catch (error) {
      if (error instanceof FormulaError) throw invalid(error.message);
      throw error;
    }
  }

  /** In template mode the formulas are those inside of `{!…}`, with the text between them as it is. */
  private parts(text: string, type: SObjectType): (string | CompiledFormula)[] {
    const compile = (formula: string): CompiledFormula =>
      compileFormula(apexContext().tx.schema, type, formula, { blanksAsZero: this.blanksAsZero, validation: true });
    if (!this.template) return [compile(text)];
    return text.split(/(\{![^}]*\})/).map((part) => (part.startsWith("{!") ? compile(part.slice(2, -1)) : part));
  }
}

function invalid(message: string): Error {
  return apexError("System.FormulaValidationException", message);
}

/** Value of the class FormulaEval.FormulaInstance. */
class FormulaInstance {
  readonly apexTypeName = "FormulaEval.FormulaInstance";
  readonly parts: readonly (string | CompiledFormula)[];
  readonly returns: string;

  constructor(parts: readonly (string | CompiledFormula)[], returns: string) {
    this.parts = parts;
    this.returns = returns;
  }

  evaluate(context: unknown): unknown {
    if (context === null) throw nullArgument();
    const [only] = this.parts;
    if (this.parts.length === 1 && typeof only === "object") return asReturned(valueOf(only, context), this.returns);
    return this.parts.map((part) => (typeof part === "string" ? part : textOfValue(valueOf(part, context)))).join("");
  }

  get referencedFields(): string[] {
    const names = this.parts.flatMap((part) => (typeof part === "string" ? [] : part.references.map(nameOf)));
    return [...new Set(names)];
  }
}

function nameOf(reference: FormulaReference): string {
  if (reference.kind === "global") return reference.parts.join(".");
  return [...reference.path.map((field) => field.relationshipName!), reference.field.name].join(".");
}

function valueOf(formula: CompiledFormula, context: unknown): FormulaValue {
  const { tx } = apexContext();
  return formula.evaluate({
    value: (number) => read(formula.references[number]!, context),
    prior: () => null,
    isNew: false,
    now: tx.clock.now(),
    zone: tx.user.timeZone,
    session: () => sessionOf(tx)
  });
}

/** Values come from the record or object in memory alone: nothing is queried. */
function read(reference: FormulaReference, context: unknown): FormulaValue {
  if (reference.kind === "global") return readGlobal(apexContext().tx, reference.parts);
  let holder: unknown = context;
  for (const field of reference.path) {
    holder = memberOf(holder, field.relationshipName!);
    if (holder === null) return null;
  }
  return toFormulaValue(reference.field, plain(memberOf(holder, reference.field.name)));
}

function memberOf(holder: unknown, name: string): unknown {
  if (holder instanceof SObjectRecord) return holder.parents?.[name] ?? holder.get(name);
  return holder instanceof ApexObject ? readVariable(holder, name) : null;
}

function plain(value: unknown): FieldValue {
  if (value instanceof ApexDouble) return Decimal.fromDouble(value.value);
  return typeof value === "bigint" ? Decimal.fromLong(value) : (value as FieldValue);
}

function asReturned(value: FormulaValue, type: string): unknown {
  if (value === null) return type === "BOOLEAN" ? false : null;
  if (type === "STRING") return typeof value === "string" ? value : textOfValue(value);
  if (!(value instanceof Decimal)) return value;
  if (type === "INTEGER") return value.intValue();
  if (type === "LONG") return BigInt(value.setScale(0, "DOWN").toPlainString());
  return type === "DOUBLE" ? new ApexDouble(value.toNumber()) : value;
}

/** Value of the class System.FormulaRecalcResult. */
class RecalculationResult {
  readonly apexTypeName = "System.FormulaRecalcResult";
  readonly record: SObjectRecord;

  constructor(record: SObjectRecord) {
    this.record = record;
  }
}

function recalculate(list: ApexList | null): ApexList {
  if (list === null) throw nullArgument();
  const { tx } = apexContext();
  const results = (list.items as SObjectRecord[]).map((record) => {
    completeFormulas(tx, record.type, [record]);
    return new RecalculationResult(record);
  });
  return new ApexList(libraryType("FormulaRecalcResult"), results);
}

/** A setter of the builder, which answers the builder. */
function set<T>(assign: (self: FormulaBuilder, value: T) => void) {
  return (self: FormulaBuilder, value: T | null): FormulaBuilder => {
    if (value === null) throw nullArgument();
    assign(self, value);
    return self;
  };
}

const setType = set<TypeToken | SObjectTypeToken>((self, type) => (self.context = type));

export const formulaClasses: readonly ClassDefinition[] = [
  defineClass({
    name: "Formula",
    documentation: "Apex Reference Guide: Formula Class",
    members: {
      "static FormulaEval.FormulaBuilder builder()": () => new FormulaBuilder(),
      "static List<FormulaRecalcResult> recalculateFormulas(List<SObject> records)": recalculate
    }
  }),
  defineClass({
    name: "FormulaRecalcResult",
    documentation: "Apex Reference Guide: FormulaRecalcResult Class",
    members: {
      "List<FormulaRecalcFieldError> getErrors()": () => new ApexList(libraryType("FormulaRecalcFieldError")),
      "SObject getSObject()": (self: RecalculationResult) => self.record,
      "Boolean isSuccess()": () => true
    }
  }),
  defineClass({
    name: "FormulaRecalcFieldError",
    documentation: "Apex Reference Guide: FormulaRecalcFieldError Class",
    members: { "String getFieldError()": () => null, "String getFieldName()": () => null }
  }),
  defineClass({
    namespace: "FormulaEval",
    name: "FormulaBuilder",
    documentation: "Apex Reference Guide: FormulaBuilder Class",
    members: {
      "FormulaEval.FormulaInstance build()": (self: FormulaBuilder) => self.build(),
      "FormulaEval.FormulaBuilder parseAsTemplate(Boolean template)": set<boolean>(
        (self, template) => (self.template = template)
      ),
      "FormulaEval.FormulaBuilder treatNumericNullAsZero(Boolean zero)": set<boolean>(
        (self, zero) => (self.blanksAsZero = zero)
      ),
      "FormulaEval.FormulaBuilder withFormula(String text)": set<string>((self, text) => (self.text = text)),
      "FormulaEval.FormulaBuilder withGlobalVariables(List<FormulaEval.FormulaGlobal> variables)": set<ApexList>(
        () => undefined
      ),
      "FormulaEval.FormulaBuilder withReturnType(FormulaEval.FormulaReturnType type)": set<ApexEnum>(
        (self, type) => (self.returns = type.name)
      ),
      "FormulaEval.FormulaBuilder withType(Type type)": setType,
      "FormulaEval.FormulaBuilder withType(Schema.SObjectType type)": setType
    }
  }),
  defineClass({
    namespace: "FormulaEval",
    name: "FormulaInstance",
    documentation: "Apex Reference Guide: FormulaInstance Class",
    members: {
      "Object evaluate(Object context)": (self: FormulaInstance, context: unknown) => self.evaluate(context),
      "Set<String> getReferencedFields()": (self: FormulaInstance) => new ApexSet(stringType, self.referencedFields)
    }
  }),
  defineClass({
    namespace: "FormulaEval",
    name: "FormulaReturnType",
    documentation: "Apex Reference Guide: FormulaReturnType Enum",
    kind: "enum",
    constants: ["BOOLEAN", "DATE", "DATETIME", "DECIMAL", "DOUBLE", "ID", "INTEGER", "LONG", "STRING", "TIME"]
  }),
  defineClass({
    namespace: "FormulaEval",
    name: "FormulaGlobal",
    documentation: "Apex Reference Guide: FormulaGlobal Enum",
    kind: "enum",
    constants: ["LABEL", "ORGANIZATION", "PERMISSION", "PROFILE", "SETUP", "SYSTEM", "USER", "USERROLE"]
  })
];
