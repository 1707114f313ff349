import getEntry from "@salesforce/apex/MemberCardController.getEntry";
import EntryExplanation from "c/entryExplanation";
import { clear, expectAccessible, one, settle, show, textOf, wired } from "test/support";

const entry = {
  kind: "Reversal",
  status: "Posted",
  documentNumber: "R-7",
  activity: null,
  explanation: { original: "4711", steps: [{ rule: "original", points: -150 }] }
};

const shown = (): ReturnType<typeof show> => show("c-entry-explanation", EntryExplanation, { recordId: "a02" });

describe("entryExplanation", () => {
  afterEach(clear);

  test("tells the sum behind an entry in plain words", async () => {
    const element = shown();
    await settle();
    one(element, "lightning-spinner");
    wired(getEntry).emit(entry);
    await settle();
    expect(textOf(element)).toMatch(/Return · R-7.*Share of what 4711 earned.*-150/);
    await expectAccessible(element);
  });

  test("says so where an entry has no explanation, and shows the org's error", async () => {
    const plain = shown();
    wired(getEntry).emit({ ...entry, explanation: null });
    await settle();
    expect(textOf(plain)).toMatch(/has no explanation/);
    const failed = shown();
    wired(getEntry).error({ message: "Down" });
    await settle();
    one(failed, "c-error-panel");
  });
});
