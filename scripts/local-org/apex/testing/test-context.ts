import { apexContext } from "../runtime/context.ts";
import type { ApexObject } from "../runtime/object.ts";

/** What a running test method keeps; `ApexContext.test` of its contexts, those of its asynchronous jobs included. */
export interface TestState {
  /** `Test.setMock` by lower-case name of the mocked interface. */
  readonly mocks: Map<string, ApexObject>;
  /** Whether the method or its class says `SeeAllData=true`. */
  readonly seesAllData: boolean;
  /** `Test.setFixedSearchResults`; undefined before. */
  fixedSearchResults: readonly string[] | undefined;
  /** `Test.enableChangeDataCapture`: changes of all objects are told, whatever the org selects. */
  capturesAllChanges: boolean;
  phase: "before" | "started" | "stopped";
  /** Called by `Test.startTest` and `Test.stopTest`. */
  start(): void;
  stop(): void;
  /** Delivers platform events that the test has published so far. */
  deliverEvents(): void;
  /** Makes the publishing of events that were published so far fail. */
  failEvents(): void;
}

/** State of the running test; undefined where no test runs. */
export function testState(): TestState | undefined {
  return apexContext().test as TestState | undefined;
}
