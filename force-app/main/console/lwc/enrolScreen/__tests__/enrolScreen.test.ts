import EnrolScreen from "c/enrolScreen";
import { clear, one, settle, show } from "test/support";

const CHANGE = "lightning__flowattributechange";
const FINISH = "lightning__flownavigationfinish";
const NEXT = "lightning__flownavigationnext";

/** Events in the order in which the flow hears them. */
async function heardOf(properties: object): Promise<{ memberId: unknown; heard: string[] }> {
  const element = show("c-enrol-screen", EnrolScreen, { recordId: "001", ...properties });
  const heard: string[] = [];
  for (const name of [CHANGE, FINISH, NEXT]) element.addEventListener(name, () => heard.push(name));
  await settle();
  one(element, "c-enrol-panel").dispatchEvent(new CustomEvent("enrolled", { detail: { memberId: "a01" } }));
  return { memberId: (element as unknown as { memberId: unknown }).memberId, heard };
}

describe("c-enrol-screen", () => {
  afterEach(clear);

  test("hands the member to the flow, and ends it where nothing follows", async () => {
    expect(await heardOf({})).toEqual({
      memberId: "a01",
      heard: [CHANGE, FINISH]
    });
  });

  test("goes on where something follows", async () => {
    const { heard } = await heardOf({ availableActions: ["NEXT", "BACK"] });
    expect(heard).toEqual([CHANGE, NEXT]);
  });
});
