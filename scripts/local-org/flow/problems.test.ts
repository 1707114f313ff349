/** What the local org does not run is refused at the deployment, with the place of the element. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { assignment, begin, FlowOrg, startOf, to } from "./fixture.ts";

const refused = (content: string): string[] => new FlowOrg({}).deploy({ Flawed: content });

test("elements and actions of collections that are not run are refused by name", () => {
  assert.deepEqual(refused(`${begin("Wait")}<waits><name>Wait</name><label>Wait</label></waits>`), [
    "app/flows/Flawed.flow-meta.xml:3 The local org does not run waits of flows"
  ]);
  assert.match(
    refused(
      `${begin("Map")}<collectionProcessors><name>Map</name><label>Map</label><collectionProcessorType>RecommendationMapCollectionProcessor</collectionProcessorType></collectionProcessors>`
    ).join(),
    /does not run the collection processor RecommendationMapCollectionProcessor/
  );
});

test("an element that leads nowhere, an object that does not exist and a formula that cannot be read are refused", () => {
  assert.match(refused(begin("Nowhere")).join(), /The flow has no element Nowhere/);
  assert.match(refused(assignment("A", [], "B") + begin("A")).join(), /The flow has no element B/);
  assert.match(
    refused(startOf("Create", "RecordAfterSave", "A").replace("Order__c", "Unknown__c") + assignment("A", [])).join(),
    /The object Unknown__c of the flow does not exist/
  );
  assert.match(
    refused(
      `${begin("A")}${assignment("A", [])}<formulas><name>F</name><dataType>String</dataType><expression>LEFT({!Unknown}, 1)</expression></formulas>`
    ).join(),
    /The formula expression is invalid: .*Unknown/
  );
});

test("flows that nothing runs here are kept as they are: drafts, screens, processes, schedules, events", () => {
  const screen = `<processType>Flow</processType>${begin("S")}<screens><name>S</name><label>S</label></screens>`;
  const scheduled = `<start>${to("W")}<schedule><frequency>Daily</frequency></schedule><triggerType>Scheduled</triggerType></start><waits><name>W</name><label>W</label></waits>`;
  const draft = `<status>Draft</status>${begin("W")}<waits><name>W</name><label>W</label></waits>`;
  const process = `<processType>Workflow</processType>${begin("W")}<waits><name>W</name><label>W</label></waits>`;
  assert.deepEqual([screen, scheduled, draft, process].flatMap(refused), []);
});
