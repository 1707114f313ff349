import getMappings from "@salesforce/apex/MappingController.getMappings";
import tryOut from "@salesforce/apex/MappingController.tryOut";
import DocumentMappings from "c/documentMappings";
import { all, button, called, clear, expectAccessible, one, settle, show } from "test/support";

const won = { name: "Won", label: "Won opportunity", objectName: "Opportunity", isActive: true, problems: [] };
const order = {
  name: "Order",
  label: "Activated order",
  objectName: "Order",
  isActive: false,
  problems: ["Amount: Order has no field Amunt."]
};

async function shown(mappings: object[]): Promise<ReturnType<typeof show>> {
  called(getMappings).mockResolvedValue(mappings);
  const element = show("c-document-mappings", DocumentMappings);
  await settle();
  return element;
}

describe("documentMappings", () => {
  afterEach(() => {
    clear();
    jest.resetAllMocks();
  });

  test("says of each mapping whether it is in use and what is wrong with it; one that is wrong cannot be tried", async () => {
    const element = await shown([order, won]);
    expect(all(element, "h3").map(({ textContent }) => textContent)).toEqual([
      "Activated order · Order · not in use",
      "Won opportunity · Opportunity · in use"
    ]);
    expect(all(element, ".problem").map(({ textContent }) => textContent)).toEqual([
      "Amount: Order has no field Amunt."
    ]);
    expect(all(element, "lightning-button")).toHaveLength(1);
    await expectAccessible(element);
  });

  test("shows what the latest records would become, and why some would not", async () => {
    const element = await shown([won]);
    called(tryOut).mockResolvedValue([
      { recordId: "1", externalId: "opportunity:1", memberNumber: "M-1", amount: 550, currencyCode: "USD", lines: 2 },
      { recordId: "2", externalId: "opportunity:2", lines: 0, refusal: "The customer is no member." }
    ]);
    button(element, "Try it").click();
    await settle();
    expect(tryOut).toHaveBeenCalledWith({ name: "Won" });
    expect(all(element, ".trial div").map(({ textContent }) => textContent)).toEqual([
      "M-1 · $550.00 · lines: 2",
      "The customer is no member."
    ]);
    expect(all(element, ".trial a").map(({ textContent }) => textContent)).toEqual(["opportunity:1", "opportunity:2"]);
    await expectAccessible(element);
  });

  test("says so where no record fulfils the conditions", async () => {
    const element = await shown([won]);
    called(tryOut).mockResolvedValue([]);
    button(element, "Try it").click();
    await settle();
    expect(one(element, ".mapping p").textContent).toMatch(/^No record/);
  });

  test("shows what went wrong where the mappings cannot be read", async () => {
    called(getMappings).mockRejectedValue({ body: { message: "Not you." } });
    const element = show("c-document-mappings", DocumentMappings);
    await settle();
    expect(one(element, "c-state-frame").error).toEqual({ body: { message: "Not you." } });
  });
});
