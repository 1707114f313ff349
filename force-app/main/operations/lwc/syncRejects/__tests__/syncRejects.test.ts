import SyncRejects from "c/syncRejects";
import { getRecord } from "lightning/uiRecordApi";
import { all, button, clear, expectAccessible, one, settle, show, textOf, wired } from "test/support";

const COMMAND = "npm run sync -- replay --mapping my.json --rejects a/rejects.csv --target-org ALIAS";
const listed = [
  { code: "BAD_NUMBER", reason: "Amount: 'x' is not a number", row: "line 7" },
  { code: "INCOMPLETE", reason: "another line was rejected", row: "line 8" },
  { code: "BAD_NUMBER", reason: "Amount: 'y' is not a number", row: "line 9" },
  { code: "UNKNOWN_MEMBER", reason: "no member C-1", row: "line 10" },
  { code: "OTHER_SOURCE", reason: "the org has it from shop", row: "line 11" },
  { code: "FIELD_CUSTOM_VALIDATION_EXCEPTION", reason: "too old", row: "" }
];

async function shown(rejects: object[] | null = listed): Promise<ReturnType<typeof show>> {
  const element = show("c-sync-rejects", SyncRejects, { recordId: "r1" });
  // eslint-disable-next-line @lwc/lwc/no-unexpected-wire-adapter-usages
  wired(getRecord).emit({
    apiName: "LoyaltySyncRun__c",
    fields: {
      Rejects__c: { value: rejects && JSON.stringify(rejects) },
      Replay__c: { value: rejects && COMMAND },
      DocumentsRejected__c: { value: 1200 },
      LinesRejected__c: { value: 3000 }
    }
  });
  await settle();
  return element;
}

describe("syncRejects", () => {
  afterEach(clear);

  test("shows each reason once with what to do, and its rows", async () => {
    const element = await shown();
    expect(one(element, ".count").textContent).toContain("1,200 documents and 3,000 rows were rejected; 6 rows");
    expect(all(element, "section").map(({ dataset }) => dataset.code)).toEqual([
      "BAD_NUMBER",
      "INCOMPLETE",
      "UNKNOWN_MEMBER",
      "OTHER_SOURCE",
      "FIELD_CUSTOM_VALIDATION_EXCEPTION"
    ]);
    expect(all(element, "section h3").map(({ textContent }) => textContent)[0]).toBe("BAD_NUMBER: 2");
    expect(all(element, ".advice").map(({ textContent }) => textContent)).toEqual([
      expect.stringContaining("Put the value right"),
      expect.stringContaining("Another row of the same document"),
      expect.stringContaining("Enrol the customer"),
      expect.stringContaining("The mapping has to say"),
      expect.stringContaining("The org refused it")
    ]);
    expect(all(element, "tbody th").map(({ textContent }) => textContent)).toEqual([
      "line 7",
      "line 9",
      "line 8",
      "line 10",
      "line 11",
      ""
    ]);
    await expectAccessible(element);
  });

  test("says once what befell many rows", async () => {
    const element = await shown(
      [7, 8, 9].map((row) => ({ code: "NO_MEMBER", reason: "no customer", row: String(row) }))
    );
    expect(all(element, "tbody th").map(({ textContent }) => textContent)).toEqual(["7, 8, 9"]);
    expect(one(element, "section h3").textContent).toBe("NO_MEMBER: 3");
  });

  test("tells the command that tries them again, and copies it or says how", async () => {
    const writeText = jest.fn().mockResolvedValueOnce(undefined).mockRejectedValueOnce(new Error("no"));
    Object.defineProperty(navigator, "clipboard", { value: { writeText }, configurable: true });
    const element = await shown();
    expect(one(element, "code").textContent).toBe(COMMAND);
    button(element, "Copy the command").click();
    await settle();
    expect(writeText).toHaveBeenCalledWith(COMMAND);
    expect(one(element, ".copied").textContent).toBe("Copied.");
    button(element, "Copy the command").click();
    await settle();
    expect(one(element, ".copied").textContent).toContain("Ctrl+C");
  });

  test("says that all was used, waits, and says what went wrong", async () => {
    expect(textOf(await shown(null))).toContain("This run used everything.");
    clear();
    const failed = show("c-sync-rejects", SyncRejects, { recordId: "r1" });
    one(failed, "lightning-spinner");
    // eslint-disable-next-line @lwc/lwc/no-unexpected-wire-adapter-usages
    wired(getRecord).error({ message: "No access" });
    await settle();
    one(failed, "c-error-panel");
  });
});
