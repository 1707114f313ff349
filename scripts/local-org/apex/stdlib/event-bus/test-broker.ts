import { defineClass } from "../definition/define.ts";
import { runningTest } from "../system/test/running-test.ts";

/** Value of the class EventBus.TestBroker. */
export const testBroker = { apexTypeName: "EventBus.TestBroker" };

export const testBrokerClass = defineClass({
  namespace: "EventBus",
  name: "TestBroker",
  documentation: "Apex Reference Guide: EventBus.TestBroker Class",
  members: { "void deliver()": () => runningTest().deliverEvents(), "void fail()": () => runningTest().failEvents() }
});
