import { publishEvents } from "../../async/events.ts";
import { SObjectRecord } from "../../schema/record.ts";
import { ApexList } from "../runtime/collections.ts";
import { libraryType } from "../runtime/runtime-type.ts";
import { nullArgument } from "./arguments.ts";
import { defineClass } from "./define.ts";
import { DmlResult } from "./save-results.ts";

function publish(events: SObjectRecord | ApexList | null): unknown {
  if (events === null) throw nullArgument();
  const records = events instanceof ApexList ? (events.items as SObjectRecord[]) : [events];
  const results = publishEvents(records).map((result) => new DmlResult("SaveResult", result));
  return events instanceof ApexList ? new ApexList(libraryType("Database.SaveResult"), results) : results[0]!;
}

export const eventBusClass = defineClass({
  name: "EventBus",
  documentation: "Apex Reference Guide: EventBus Class",
  members: {
    "static Database.SaveResult publish(SObject event)": publish,
    "static List<Database.SaveResult> publish(List<SObject> events)": publish
  }
});
