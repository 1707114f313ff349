import { apexContext } from "../../runtime/context.ts";
import { ApexList } from "../../runtime/collections.ts";
import { libraryType } from "../../runtime/runtime-type.ts";
import { orgDomain } from "../../runtime/org-domain.ts";
import { defineClass, type ClassDefinition } from "../definition/define.ts";
import { describeMembers } from "./describe-members.ts";

/** Value of the class Schema.DescribeTabSetResult: an app. */
class TabSet {
  readonly apexTypeName = "Schema.DescribeTabSetResult";
  readonly id: string;
  readonly name: string;
  readonly label: string;

  constructor(id: string, name: string, label: string) {
    this.id = id;
    this.name = name;
    this.label = label;
  }
}

/** Value of the class Schema.DescribeTabResult. */
class Tab {
  readonly apexTypeName = "Schema.DescribeTabResult";
  readonly name: string;
  readonly label: string;
  readonly object: string | null;
  readonly path: string;
  readonly custom: boolean;

  constructor([name, label, object, path, custom]: readonly unknown[]) {
    this.name = name as string;
    this.label = label as string;
    this.object = object as string | null;
    this.path = path as string;
    this.custom = custom === 1;
  }
}

/** The apps of the project, in the order of the launcher. */
export function describeTabs(): ApexList {
  const rows = apexContext().tx.database.all(
    'SELECT "ApplicationId", "Name", "Label" FROM "AppMenuItem" ORDER BY "SortOrder", "Id"'
  );
  return new ApexList(
    libraryType("Schema.DescribeTabSetResult"),
    rows.map(([id, name, label]) => new TabSet(id as string, name as string, label as string))
  );
}

function tabsOf(app: TabSet): ApexList {
  const rows = apexContext().tx.database.all(
    `SELECT t."Name", t."Label", t."SobjectName", t."Url", t."IsCustom" FROM "AppTabMember" m
     JOIN "TabDefinition" t ON t."Id" = m."TabDefinitionId" WHERE m."AppDefinitionId" = ? ORDER BY m."SortOrder"`,
    [app.name]
  );
  return new ApexList(
    libraryType("Schema.DescribeTabResult"),
    rows.map((row) => new Tab(row))
  );
}

const none = (type: string) => (): ApexList => new ApexList(libraryType(type), []);
const address = (path: string): string => orgDomain(apexContext().tx.database) + path;

/** Colours and icons are chosen by themes that the local org has none of: their lists are empty, their classes name them. */
export const describeTabClasses: readonly ClassDefinition[] = [
  defineClass({
    namespace: "Schema",
    name: "DescribeTabSetResult",
    documentation: "Apex Reference Guide: DescribeTabSetResult Class",
    members: describeMembers<TabSet>({
      Description: ["String", () => null],
      Label: ["String", (self) => self.label],
      LogoUrl: ["String", () => null],
      Namespace: ["String", () => null],
      Selected: ["Boolean", () => false],
      Tabs: ["List<Schema.DescribeTabResult>", tabsOf],
      TabSetId: ["String", (self) => self.id]
    })
  }),
  defineClass({
    namespace: "Schema",
    name: "DescribeTabResult",
    documentation: "Apex Reference Guide: DescribeTabResult Class",
    members: describeMembers<Tab>({
      Colors: ["List<Schema.DescribeColorResult>", none("Schema.DescribeColorResult")],
      Custom: ["Boolean", (self) => self.custom],
      IconUrl: ["String", () => null],
      Icons: ["List<Schema.DescribeIconResult>", none("Schema.DescribeIconResult")],
      Label: ["String", (self) => self.label],
      MiniIconUrl: ["String", () => null],
      Name: ["String", (self) => self.name],
      SobjectName: ["String", (self) => self.object],
      TabEnumOrId: ["String", (self) => self.name],
      Url: ["String", (self) => address(self.path)]
    })
  }),
  defineClass({
    namespace: "Schema",
    name: "DescribeIconResult",
    documentation: "Apex Reference Guide: DescribeIconResult Class",
    members: describeMembers<never>({
      ContentType: ["String", () => null],
      Height: ["Integer", () => null],
      Theme: ["String", () => null],
      Url: ["String", () => null],
      Width: ["Integer", () => null]
    })
  }),
  defineClass({
    namespace: "Schema",
    name: "DescribeColorResult",
    documentation: "Apex Reference Guide: DescribeColorResult Class",
    members: describeMembers<never>({
      Color: ["String", () => null],
      Context: ["String", () => null],
      Theme: ["String", () => null]
    })
  })
];
