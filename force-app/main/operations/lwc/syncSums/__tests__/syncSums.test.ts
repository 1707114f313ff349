import SyncSums from "c/syncSums";
import { getRecord } from "lightning/uiRecordApi";
import { all, clear, expectAccessible, one, settle, show, wired } from "test/support";

const VALUES = {
  DocumentsRead__c: 1206,
  DocumentsAccepted__c: 1200,
  DocumentsUnchanged__c: 4,
  DocumentsRejected__c: 2,
  AmountRead__c: 2040.5,
  AmountAccepted__c: 2.04,
  AmountUnchanged__c: 38.345,
  AmountRejected__c: null
};

const rows = (element: ReturnType<typeof show>): string[] =>
  all(element, "tbody tr").map((row) =>
    [...row.querySelectorAll("th, td")].map(({ textContent }) => textContent).join(" ")
  );

describe("syncSums", () => {
  afterEach(clear);

  test("sets documents and sums side by side, with the decimals that they have", async () => {
    const element = show("c-sync-sums", SyncSums, { recordId: "r1" });
    one(element, "c-state-frame");
    const fields = Object.fromEntries(Object.entries(VALUES).map(([name, value]) => [name, { value }]));
    // eslint-disable-next-line @lwc/lwc/no-unexpected-wire-adapter-usages
    wired(getRecord).emit({ apiName: "LoyaltySyncRun__c", fields });
    await settle();
    expect(rows(element)).toEqual(["Read 1,206 2,040.5", "Accepted 1,200 2.04", "Unchanged 4 38.345", "Rejected 2 0"]);
    await expectAccessible(element);
  });

  test("says what went wrong", async () => {
    const element = show("c-sync-sums", SyncSums, { recordId: "r1" });
    // eslint-disable-next-line @lwc/lwc/no-unexpected-wire-adapter-usages
    wired(getRecord).error({ message: "No access" });
    await settle();
    one(element, "c-error-panel");
  });
});
