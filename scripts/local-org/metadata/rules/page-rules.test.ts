import assert from "node:assert/strict";
import { test } from "node:test";
import { metadata, projectOf } from "./fixture.ts";
import { pageProblems } from "../../lightning/pages/flexi-page.ts";
import { pageRuleProblems } from "./page-rules.ts";

const bundle = {
  "lwc/card/card.js": "import { LightningElement } from 'lwc';\nexport default class Card extends LightningElement {}",
  "lwc/card/card.js-meta.xml": metadata(
    "LightningComponentBundle",
    '<apiVersion>66.0</apiVersion><isExposed>true</isExposed><targets><target>lightning__RecordPage</target></targets><targetConfigs><targetConfig targets="lightning__RecordPage"><property name="size" type="Integer" required="true"/><property name="title" type="String"/></targetConfig></targetConfigs>'
  )
};

function page(template: string, regions: string, type = "RecordPage"): string {
  return metadata(
    "FlexiPage",
    `${regions}<masterLabel>P</masterLabel><template><name>${template}</name></template><type>${type}</type>`
  );
}

function region(name: string, components = "", type = "Region"): string {
  return `<flexiPageRegions>${components}<name>${name}</name><type>${type}</type></flexiPageRegions>`;
}

function component(name: string, properties: Readonly<Record<string, string>> = {}): string {
  const given = Object.entries(properties)
    .map(
      ([key, value]) =>
        `<componentInstanceProperties><name>${key}</name><value>${value}</value></componentInstanceProperties>`
    )
    .join("");
  return `<itemInstances><componentInstance>${given}<componentName>${name}</componentName><identifier>${name}</identifier></componentInstance></itemInstances>`;
}

function refused(text: string): string[] {
  const project = projectOf({ ...bundle, "flexipages/P.flexipage-meta.xml": text });
  assert.deepEqual(project.problems, []);
  return pageRuleProblems(project).map(({ message }) => message);
}

// "Salesforce Help: Standard Lightning Page Templates"; the first two messages as deployments to orgs print them.
test("a page has a template of its type, and the template's regions", () => {
  assert.deepEqual(
    refused(page("flexipage:recordHomeTemplateDesktop", region("header") + region("main") + region("sidebar"))),
    []
  );
  assert.deepEqual(refused(page("flexipage:recordHomeTwoColTemplateDesktop", region("main"))), [
    "Template flexipage:recordHomeTwoColTemplateDesktop doesn't exist."
  ]);
  assert.deepEqual(refused(page("flexipage:recordHomeTemplateDesktop", region("leftcol"))), [
    "The 'leftcol' region (type Region) doesn't exist."
  ]);
  assert.deepEqual(refused(page("flexipage:recordHomeTemplateDesktop", region("main"), "AppPage")), [
    "Template flexipage:recordHomeTemplateDesktop is for pages of the type RecordPage, not AppPage."
  ]);
});

test("a template of the project is an Aura component", () => {
  assert.deepEqual(refused(page("c:ours", region("left"))), ["Template c:ours doesn't exist."]);
  const project = projectOf({
    "flexipages/P.flexipage-meta.xml": page("ours", region("left")),
    "aura/ours/ours.cmp": "<aura:component implements='lightning:recordHomeTemplate'/>",
    "aura/ours/ours.cmp-meta.xml": metadata(
      "AuraDefinitionBundle",
      "<apiVersion>66.0</apiVersion><description>T</description>"
    )
  });
  assert.deepEqual(pageRuleProblems(project), []);
});

test("a facet is there and shown by a component", () => {
  const shown = (facet: string) => region("main", component("flexipage:tabset", { tabs: facet }));
  const template = "flexipage:recordHomeTemplateDesktop";
  assert.deepEqual(refused(page(template, shown("Facet-a") + region("Facet-a", "", "Facet"))), []);
  assert.deepEqual(refused(page(template, shown("Facet-b"))), [
    "The facet Facet-b is defined by a component in the FlexiPage but not actually used."
  ]);
  assert.deepEqual(refused(page(template, region("Facet-a", "", "Facet"))), [
    "The 'Facet-a' region (type Facet) doesn't exist."
  ]);
});

// "Lightning Web Components Developer Guide: XML Configuration File Elements", property and targets.
test("a component's properties are its own, the required ones are filled in", () => {
  const on = (properties: Readonly<Record<string, string>>, name = "c:card") =>
    refused(page("flexipage:recordHomeTemplateDesktop", region("main", component(name, properties))));
  assert.deepEqual(on({ size: "3", title: "T" }), []);
  assert.deepEqual(on({ size: "3" }, "card"), []);
  assert.deepEqual(on({ size: "3", colour: "red" }), ["Invalid property [colour] in component [c:card]"]);
  assert.deepEqual(on({}), ["The required property [size] of component [c:card] is missing"]);
});

test("a component stands on pages of its targets", () => {
  assert.deepEqual(
    refused(page("flexipage:defaultAppHomeTemplate", region("main", component("c:card", { size: "3" })), "AppPage")),
    [
      "The component c:card isn't available on a page of the type AppPage: its bundle is not exposed to lightning__AppPage"
    ]
  );
});

test("pages that are not shown are kept, with the Aura components of their project", () => {
  const bar = page("one:utilityBarTemplateDesktop", region("utilityItems", component("c:clock")), "UtilityBar");
  const aura = {
    "aura/Clock/Clock.cmp": "<aura:component/>",
    "aura/Clock/Clock.cmp-meta.xml": metadata("AuraDefinitionBundle", "<apiVersion>66.0</apiVersion>")
  };
  const told = (files: Readonly<Record<string, string>>): string[] =>
    pageProblems(projectOf(files)).map(({ message }) => message);
  assert.deepEqual(told({ "flexipages/Bar.flexipage-meta.xml": bar, ...aura }), []);
  assert.deepEqual(told({ "flexipages/Bar.flexipage-meta.xml": bar }), [
    "We couldn't retrieve the design time component information for component c:clock."
  ]);
});
