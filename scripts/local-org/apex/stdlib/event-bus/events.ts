import { executionOf, type EventTriggerState } from "../../../async/jobs.ts";
import { publishEvents, type EventPublishResult } from "../../../async/events.ts";
import type { SObjectRecord } from "../../../schema/record.ts";
import { ApexList } from "../../runtime/collections.ts";
import type { ApexObject } from "../../runtime/object.ts";
import { apexContext } from "../../runtime/context.ts";
import { apexError } from "../../runtime/exceptions.ts";
import { libraryType, stringType } from "../../runtime/runtime-type.ts";
import { nullArgument } from "../definition/arguments.ts";
import { defineClass, type ClassDefinition } from "../definition/define.ts";
import { DmlResult } from "../database/save-results.ts";

function publish(events: SObjectRecord | ApexList | null, callback?: ApexObject | null): unknown {
  if (events === null || callback === null) throw nullArgument();
  const records = events instanceof ApexList ? (events.items as SObjectRecord[]) : [events];
  const results = publishEvents(records, callback).map((result) => new DmlResult("Database.SaveResult", result));
  return events instanceof ApexList ? new ApexList(libraryType("Database.SaveResult"), results) : results[0]!;
}

export const eventBusClass = defineClass({
  name: "EventBus",
  documentation: "Apex Reference Guide: EventBus Class",
  members: {
    "static Database.SaveResult publish(SObject event)": publish,
    "static List<Database.SaveResult> publish(List<SObject> events)": publish,
    "static Database.SaveResult publish(SObject event, Object callback)": publish,
    "static List<Database.SaveResult> publish(List<SObject> events, Object callback)": publish
  }
});

const outsideOfEvents: EventTriggerState = { retries: 0, lastError: null, checkpoint: null };

/** Value of the class EventBus.TriggerContext. */
class EventTriggerContext {
  readonly apexTypeName = "EventBus.TriggerContext";
  readonly state: EventTriggerState;

  constructor(state: EventTriggerState) {
    this.state = state;
  }
}

export const eventTriggerContextClass = defineClass({
  namespace: "EventBus",
  name: "TriggerContext",
  documentation: "Apex Reference Guide: TriggerContext Class",
  members: {
    "static EventBus.TriggerContext currentContext()": () =>
      new EventTriggerContext(executionOf(apexContext()).eventTrigger ?? outsideOfEvents),
    "readonly String lastError": { get: (self: EventTriggerContext) => self.state.lastError },
    "readonly Integer retries": { get: (self: EventTriggerContext) => self.state.retries },
    "String getResumeCheckpoint()": (self: EventTriggerContext) => self.state.checkpoint,
    "void setResumeCheckpoint(String replayId)": (self: EventTriggerContext, replayId: string | null) => {
      if (replayId === null) throw nullArgument();
      if (self.state === outsideOfEvents)
        throw apexError("EventBus.InvalidReplayIdException", "There is no trigger on an event to resume");
      self.state.checkpoint = replayId;
    }
  }
});

/** What publish callbacks are told ("Platform Events Developer Guide: Get the Result of Asynchronous Platform Event Publishing"). */
const uuids = {
  "List<String> getEventUuids()": (self: EventPublishResult) => new ApexList(stringType, [...self.eventUuids])
};

export const publishCallbackClasses: readonly ClassDefinition[] = (["Success", "Failure"] as const).flatMap(
  (outcome) => [
    defineClass({
      namespace: "EventBus",
      name: `${outcome}Result`,
      documentation: `Apex Reference Guide: ${outcome}Result Interface`,
      members: uuids
    }),
    defineClass({
      namespace: "EventBus",
      name: `EventPublish${outcome}Callback`,
      documentation: `Apex Reference Guide: EventPublish${outcome}Callback Interface`,
      kind: "interface",
      members: { [`void on${outcome}(EventBus.${outcome}Result result)`]: null }
    })
  ]
);
