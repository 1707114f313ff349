/** The platform checks names in reports and dashboards against report types at deployment: "Metadata API Developer Guide: Report", "Dashboard", "ReportType". */
import assert from "node:assert/strict";
import { test } from "node:test";
import { readProject } from "../local-org/metadata/project.ts";
import type { XmlComponent } from "../local-org/metadata/types.ts";
import { elementsOf, textOf, textsOf, type XmlElement } from "../local-org/metadata/xml.ts";

const { components } = readProject(".");

function ofType(type: string): readonly XmlComponent[] {
  return components.filter((component) => component.type === type);
}

function contentOf({ content }: XmlComponent): XmlElement {
  return content as XmlElement;
}

/** What a report of this type may name: `Object__c$Field__c`. */
function columnsOf(reportType: XmlComponent): ReadonlySet<string> {
  return new Set(
    elementsOf(contentOf(reportType), "sections")
      .flatMap((section) => elementsOf(section, "columns"))
      .map((column) => `${textOf(column, "table")!}$${textOf(column, "field")!}`)
  );
}

function namedIn(report: XmlElement): string[] {
  return [
    ...["columns", "groupingsDown"].flatMap((list) => elementsOf(report, list).map((one) => textOf(one, "field")!)),
    ...elementsOf(report, "filter")
      .flatMap((filter) => elementsOf(filter, "criteriaItems"))
      .map((item) => textOf(item, "column")!),
    ...elementsOf(report, "timeFrameFilter").map((frame) => textOf(frame, "dateColumn")!)
  ];
}

test("each report stands on a report type of the app, and names columns of it", () => {
  const columnsByType = new Map(ofType("ReportType").map((type) => [`${type.name}__c`, columnsOf(type)]));
  const reports = ofType("Report");
  assert.ok(reports.length >= 5);
  for (const report of reports) {
    const columns = columnsByType.get(textOf(contentOf(report), "reportType")!);
    assert.ok(columns, report.name);
    assert.deepEqual(
      namedIn(contentOf(report)).filter((name) => !columns.has(name)),
      [],
      report.name
    );
  }
});

test("each part of a dashboard shows a report of the app, by a column that the report groups by", () => {
  const groupings = new Map(
    ofType("Report").map((report) => [
      report.name,
      elementsOf(contentOf(report), "groupingsDown").map((one) => textOf(one, "field")!)
    ])
  );
  const parts = ofType("Dashboard")
    .flatMap((dashboard) => elementsOf(contentOf(dashboard), "dashboardGridLayout"))
    .flatMap((layout) => elementsOf(layout, "dashboardGridComponents"))
    .flatMap((cell) => elementsOf(cell, "dashboardComponent"));
  assert.ok(parts.length >= 4);
  for (const part of parts) {
    const report = textOf(part, "report")!;
    const known = [...groupings.keys()].find((name) => report.endsWith(name.split("/").at(-1)!));
    assert.ok(known, report);
    for (const column of textsOf(part, "groupingColumn")) assert.ok(groupings.get(known)!.includes(column), column);
  }
});

test("report types have their names in Turkish and Polish", () => {
  for (const translation of ofType("Translations")) {
    const named = elementsOf(contentOf(translation), "reportTypes").map((one) => textOf(one, "name")!);
    assert.deepEqual(
      ofType("ReportType")
        .map(({ name }) => name)
        .filter((name) => !named.includes(name)),
      [],
      translation.name
    );
  }
});
