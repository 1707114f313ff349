import { normalizeId } from "../../../../values/id.ts";
import type { ApexDatetime } from "../../../../values/datetime.ts";
import type { ApexList } from "../../../runtime/collections.ts";
import { apexContext } from "../../../runtime/context.ts";
import { apexError } from "../../../runtime/exceptions.ts";
import type { ApexObject } from "../../../runtime/object.ts";
import { forgetWork } from "../../../runtime/written-work.ts";
import { testState } from "../../../testing/test-context.ts";
import { nullArgument } from "../../definition/arguments.ts";
import { invokeContinuationMethod, setContinuationResponse } from "../web/continuation.ts";
import { defineClass } from "../../definition/define.ts";
import { clearPageMessages, setCurrentPage } from "../../apexpages/page-context.ts";
import { packageScriptTests } from "../package-scripts.ts";
import { libraryRows } from "../../database/rows.ts";
import { testBroker } from "../../event-bus/test-broker.ts";
import { runningTest } from "./running-test.ts";
import { createStub } from "./stub.ts";
import { loadData } from "./test-data.ts";
import type { TypeToken } from "../../schema/tokens.ts";

function startTest(): void {
  const test = runningTest();
  if (test.phase !== "before") throw apexError("System.FinalException", "Testing already started");
  forgetWork();
  test.start();
}

function stopTest(): void {
  const test = runningTest();
  if (test.phase !== "started")
    throw apexError("System.FinalException", "Testing has not been started or was already stopped");
  test.stop();
  forgetWork();
}

function setMock(mocked: TypeToken | null, mock: ApexObject | null): void {
  if (mocked === null || mock === null) throw nullArgument();
  runningTest().mocks.set(mocked.type.name.toLowerCase().replace(/^system\./, ""), mock);
}

function standardPricebookId(): string {
  const [pricebook] = libraryRows("SELECT Id FROM Pricebook2 WHERE IsStandard = true LIMIT 1");
  if (!pricebook) throw apexError("System.UnexpectedException", "This org has no standard price book");
  return pricebook.id!;
}

/** Writes the creation date of a record that the test has made, past the save procedure. */
function setCreatedDate(id: string | null, created: ApexDatetime | null): void {
  if (id === null || created === null) throw nullArgument();
  const { database, schema } = apexContext().tx;
  const object = schema.objectByKeyPrefix(id.slice(0, 3));
  const known = normalizeId(id);
  if (!object || known === null) throw apexError("System.TypeException", `Invalid id: ${id}`);
  runningTest();
  const { changes } = database.run(`UPDATE "${object.name}" SET "CreatedDate" = ? WHERE "Id" = ?`, [
    created.epochMilliseconds,
    known
  ]);
  if (changes === 0) throw apexError("System.TypeException", `No such record: ${id}`);
}

function failNull(): never {
  throw nullArgument();
}

/** The permissions of a group are always those of its sets; only what its status says remains to be done. */
function calculateGroups(groups: readonly (string | null)[]): void {
  runningTest();
  const { database } = apexContext().tx;
  for (const group of groups) {
    const id = group === null ? failNull() : normalizeId(group);
    database.run('UPDATE "PermissionSetGroup" SET "Status" = ? WHERE "Id" = ?', ["Updated", id]);
  }
}

export const testClass = defineClass({
  name: "Test",
  documentation: "Apex Reference Guide: Test Class",
  members: {
    "static void calculatePermissionSetGroup(Id group)": (group: string | null) => calculateGroups([group]),
    "static void calculatePermissionSetGroup(List<Id> groups)": (groups: ApexList | null) =>
      calculateGroups((groups ?? failNull()).items as (string | null)[]),
    "static void clearApexPageMessages()": clearPageMessages,
    "static Object createStub(Type type, StubProvider provider)": createStub,
    "static void enableChangeDataCapture()": () => {
      runningTest().capturesAllChanges = true;
    },
    "static EventBus.TestBroker getEventBus()": () => testBroker,
    "static Id getStandardPricebookId()": standardPricebookId,
    "static Object invokeContinuationMethod(Object controller, Continuation request)": invokeContinuationMethod,
    "static Boolean isRunningTest()": () => testState() !== undefined,
    "static List<SObject> loadData(Schema.SObjectType type, String resource)": loadData,
    "static void setContinuationResponse(String requestLabel, HttpResponse response)": setContinuationResponse,
    "static void setCreatedDate(Id recordId, Datetime created)": setCreatedDate,
    "static void setCurrentPage(PageReference page)": setCurrentPage,
    "static void setCurrentPageReference(PageReference page)": setCurrentPage,
    "static void setFixedSearchResults(List<Id> found)": (found: ApexList | null) => {
      if (found === null) throw nullArgument();
      runningTest().fixedSearchResults = [...found.items] as string[];
    },
    "static void setMock(Type mocked, Object mock)": setMock,
    ...packageScriptTests,
    "static void startTest()": startTest,
    "static void stopTest()": stopTest
  }
});
