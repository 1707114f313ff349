import AddressFields from "c/addressFields";
import { all, clear, expectAccessible, settle, show } from "test/support";

const address = { recipient: "Ada", street: "1 Mill Lane", postalCode: null, city: "Bristol" };

describe("addressFields", () => {
  afterEach(clear);

  test("shows what is known, asks for what nobody can deliver without, and tells all of it when a part changes", async () => {
    const element = show("c-address-fields", AddressFields, { address });
    await settle();
    expect(all(element, "lightning-input").map(({ value }) => value)).toEqual([
      "Ada",
      "1 Mill Lane",
      "",
      "Bristol",
      "",
      ""
    ]);
    expect(all(element, "lightning-input").map(({ required }) => Boolean(required))).toEqual([
      true,
      true,
      false,
      true,
      false,
      false
    ]);
    await expectAccessible(element);
    const told = jest.fn();
    element.addEventListener("address", told);
    const postalCode = all(element, "lightning-input")[2]!;
    postalCode.dispatchEvent(new CustomEvent("change", { detail: { value: "BS1" } }));
    expect((told.mock.calls[0] as [CustomEvent])[0].detail).toMatchObject({ recipient: "Ada", postalCode: "BS1" });
  });
});
