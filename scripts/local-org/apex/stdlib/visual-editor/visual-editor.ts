import { ApexList } from "../../runtime/collections.ts";
import type { ApexObject } from "../../runtime/object.ts";
import { invokeMethod } from "../../runtime/reflection.ts";
import { libraryType } from "../../runtime/runtime-type.ts";
import { equalValues } from "../../runtime/values.ts";
import { nullArgument } from "../definition/arguments.ts";
import { defineClass, type ClassDefinition } from "../definition/define.ts";
import { valueClassOf, variables } from "../definition/platform-value.ts";

/** Value of VisualEditor.DataRow: one item of a picklist in the Lightning App Builder. */
class DataRow {
  readonly apexTypeName = "VisualEditor.DataRow";
  readonly label: string | null;
  readonly value: unknown;
  readonly selected: boolean;

  constructor(label: string | null, value: unknown, selected: boolean | null) {
    this.label = label;
    this.value = value;
    this.selected = selected ?? false;
  }
}

/** Value of VisualEditor.DynamicPickListRows. */
class PickListRows {
  readonly apexTypeName = "VisualEditor.DynamicPickListRows";
  readonly rows: ApexList;
  complete: boolean;

  constructor(rows: readonly unknown[], complete: boolean | null) {
    this.rows = new ApexList(libraryType("VisualEditor.DataRow"), [...rows]);
    this.complete = complete ?? false;
  }
}

function given<T>(value: T | null): T {
  if (value === null) throw nullArgument();
  return value;
}

function rowOf(picklist: ApexObject, value: unknown): DataRow | undefined {
  const values = invokeMethod(picklist, "getValues", []) as PickListRows | null;
  return (values?.rows.items as DataRow[] | undefined)?.find((row) => equalValues(row.value, value));
}

/** What the App Builder asks an Apex class for; the local org has no App Builder, so only Apex itself calls these. */
export const visualEditorClasses: readonly ClassDefinition[] = [
  defineClass({
    namespace: "VisualEditor",
    name: "DataRow",
    documentation: "Apex Reference Guide: DataRow Class",
    members: {
      "DataRow(String label, Object value)": (label: string | null, value: unknown) => new DataRow(label, value, false),
      "DataRow(String label, Object value, Boolean selected)": (
        label: string | null,
        value: unknown,
        selected: boolean | null
      ) => new DataRow(label, value, selected),
      "String getLabel()": (self: DataRow) => self.label,
      "Object getValue()": (self: DataRow) => self.value,
      "Boolean isSelected()": (self: DataRow) => self.selected
    }
  }),
  defineClass({
    namespace: "VisualEditor",
    name: "DynamicPickListRows",
    documentation: "Apex Reference Guide: DynamicPickListRows Class",
    members: {
      "DynamicPickListRows()": () => new PickListRows([], false),
      "DynamicPickListRows(List<VisualEditor.DataRow> rows)": (rows: ApexList | null) =>
        new PickListRows(given(rows).items, false),
      "DynamicPickListRows(List<VisualEditor.DataRow> rows, Boolean containsAllRows)": (
        rows: ApexList | null,
        complete: boolean | null
      ) => new PickListRows(given(rows).items, complete),
      "void addAllRows(List<VisualEditor.DataRow> rows)": (self: PickListRows, rows: ApexList | null) => {
        self.rows.changing.push(...given(rows).items);
      },
      "void addRow(VisualEditor.DataRow row)": (self: PickListRows, row: DataRow | null) => {
        self.rows.changing.push(row);
      },
      "Boolean containsAllRows()": (self: PickListRows) => self.complete,
      "VisualEditor.DataRow get(Integer i)": (self: PickListRows, index: number | null) => self.rows.get(index),
      "List<VisualEditor.DataRow> getDataRows()": (self: PickListRows) => self.rows,
      "void setContainsAllRows(Boolean containsAllRows)": (self: PickListRows, complete: boolean | null) => {
        self.complete = complete ?? false;
      },
      "Integer size()": (self: PickListRows) => self.rows.items.length
    }
  }),
  // The page that the App Builder shows a component on.
  valueClassOf("VisualEditor")("DesignTimePageContext", variables("String entityName", "String pageType")),
  defineClass({
    namespace: "VisualEditor",
    name: "DynamicPickList",
    documentation: "Apex Reference Guide: DynamicPickList Class",
    kind: "abstract",
    members: {
      "VisualEditor.DataRow getDefaultValue()": null,
      "VisualEditor.DynamicPickListRows getValues()": null,
      "String getLabel(Object attributeValue)": (self: ApexObject, value: unknown) => rowOf(self, value)?.label ?? null,
      "Boolean isValid(Object attributeValue)": (self: ApexObject, value: unknown) => rowOf(self, value) !== undefined
    }
  })
];
