import { apexError } from "../../../runtime/exceptions.ts";
import { testState, type TestState } from "../../../testing/test-context.ts";

/** The test that runs; an exception of Apex outside of one. */
export function runningTest(): TestState {
  const test = testState();
  if (!test) throw apexError("System.TypeException", "This method can only be called from a test");
  return test;
}
