import { systemFieldsOf } from "../schema/build.ts";
import { feedsSummaries } from "../schema/field.ts";
import { localName } from "../schema/namespace.ts";
import type { Field, Schema } from "../schema/types.ts";
import type { CustomMetadataRecord, ObjectSource, ProjectSource, SourceProblem } from "./types.ts";

/** What fields, rules and custom metadata records name and nobody defines; `standard` is the schema without the project. */
export function checkObjects(
  project: Pick<ProjectSource, "objects" | "customMetadata" | "namespace">,
  standard: Schema
): SourceProblem[] {
  const checker = new ObjectChecker(project, standard);
  for (const object of project.objects) {
    checker.checkObject(object);
  }
  for (const record of project.customMetadata) {
    checker.checkCustomMetadata(record);
  }
  return checker.problems;
}

class ObjectChecker {
  readonly problems: SourceProblem[] = [];
  private readonly sources: ReadonlyMap<string, ObjectSource>;
  private readonly namespace: string;
  private readonly standard: Schema;

  constructor({ objects, namespace }: Pick<ProjectSource, "objects" | "namespace">, standard: Schema) {
    this.sources = new Map(objects.map((source) => [source.name.toLowerCase(), source]));
    this.namespace = namespace;
    this.standard = standard;
  }

  private noSuchObject(name: string): string {
    const own = localName(name, this.namespace);
    return own === undefined
      ? `The object ${name} is neither defined by the project nor a standard object of the local org`
      : `The project defines no object ${name}: its own objects are written without its namespace, this one as ${own}`;
  }

  checkObject(object: ObjectSource): void {
    if (object.definition === undefined && this.standard.object(object.name) === undefined) {
      this.report(object, "CustomObject", object.name, this.noSuchObject(object.name));
      return;
    }
    const names = new Set<string>();
    for (const field of object.fields) {
      if (names.has(field.name.toLowerCase())) {
        this.report(object, "CustomField", field.name, `Duplicate field: ${object.name}.${field.name}`);
      }
      names.add(field.name.toLowerCase());
      this.checkField(object, field);
    }
    if (object.fields.filter((field) => field.masterDetail).length > 2) {
      this.report(object, "CustomObject", object.name, "An object can have two master-detail relationships at most");
    }
    for (const rule of object.validationRules) {
      if (rule.errorField !== undefined && !this.hasField(object.name, rule.errorField)) {
        this.report(
          object,
          "ValidationRule",
          rule.name,
          `The field ${rule.errorField} in errorDisplayField does not exist`
        );
      }
    }
  }

  private checkField(object: ObjectSource, field: Field): void {
    const report = (message: string): void => this.report(object, "CustomField", field.name, message);
    for (const target of field.referenceTo) {
      if (!this.hasObject(target)) {
        report(`referenceTo value of '${target}' does not resolve to a valid sObject type`);
      } else if (field.childRelationshipName !== undefined && this.isChildNameTaken(target, object, field)) {
        report(
          `The relationship name ${field.childRelationshipName} is used by another field that refers to ${target}`
        );
      }
    }
    if (field.controllingField !== undefined && !this.hasField(object.name, field.controllingField)) {
      report(`The controlling field ${field.controllingField} does not exist`);
    }
    const { summary } = field;
    if (summary === undefined) {
      return;
    }
    const relation = this.fieldOf(summary.childObject, summary.relationField);
    if (
      relation === undefined ||
      !feedsSummaries(relation) ||
      !relation.referenceTo.some((target) => target.toLowerCase() === object.name.toLowerCase())
    ) {
      report(
        `summaryForeignKey ${summary.childObject}.${summary.relationField} is no master-detail relationship to ${object.name}`
      );
    }
    if (
      summary.operation !== "count" &&
      (summary.summarizedField === undefined || !this.hasField(summary.childObject, summary.summarizedField))
    ) {
      report(`summarizedField ${summary.childObject}.${summary.summarizedField ?? ""} does not exist`);
    }
    for (const filter of summary.filters) {
      if (!this.hasField(summary.childObject, filter.field)) {
        report(`The field ${summary.childObject}.${filter.field} in summaryFilterItems does not exist`);
      }
    }
  }

  checkCustomMetadata(record: CustomMetadataRecord): void {
    const place = {
      path: record.path,
      line: 1,
      column: 1,
      componentType: "CustomMetadata",
      componentName: `${record.object.replace(/__mdt$/, "")}.${record.developerName}`
    };
    if (!this.hasObject(record.object)) {
      this.problems.push({ ...place, message: `The custom metadata type ${record.object} does not exist` });
      return;
    }
    for (const name of record.values.keys()) {
      if (!this.hasField(record.object, name)) {
        this.problems.push({ ...place, message: `The field ${record.object}.${name} does not exist` });
      }
    }
  }

  private isChildNameTaken(target: string, object: ObjectSource, field: Field): boolean {
    for (const source of this.sources.values()) {
      for (const other of source.fields) {
        const isOther = source !== object || other !== field;
        if (
          isOther &&
          other.childRelationshipName?.toLowerCase() === field.childRelationshipName!.toLowerCase() &&
          other.referenceTo.includes(target)
        ) {
          return true;
        }
      }
    }
    return false;
  }

  private hasObject(name: string): boolean {
    return this.sources.has(name.toLowerCase()) || this.standard.object(name) !== undefined;
  }

  private hasField(object: string, name: string): boolean {
    const source = this.sources.get(object.toLowerCase());
    const ofItsKind = source?.definition === undefined ? [] : systemFieldsOf(source);
    return (
      /^(Id|OwnerId|CreatedDate|CreatedById|LastModifiedDate|LastModifiedById|SystemModstamp|IsDeleted|RecordTypeId)$/i.test(
        name
      ) ||
      ofItsKind.some((field) => field.name.toLowerCase() === name.toLowerCase()) ||
      this.fieldOf(object, name) !== undefined
    );
  }

  private fieldOf(object: string, name: string): Field | undefined {
    return (
      this.sources.get(object.toLowerCase())?.fields.find((field) => field.name.toLowerCase() === name.toLowerCase()) ??
      this.standard.object(object)?.field(name)
    );
  }

  private report(object: ObjectSource, componentType: string, name: string, message: string): void {
    const folder = object.path.replace(/\/(fields|validationRules|recordTypes)\/[^/]+$|\/[^/]+$/, "");
    const file =
      componentType === "CustomField"
        ? `${folder}/fields/${name}.field-meta.xml`
        : componentType === "ValidationRule"
          ? `${folder}/validationRules/${name}.validationRule-meta.xml`
          : object.path;
    this.problems.push({
      path: file,
      line: 1,
      column: 1,
      message,
      componentType,
      componentName: componentType === "CustomObject" ? name : `${object.name}.${name}`
    });
  }
}
