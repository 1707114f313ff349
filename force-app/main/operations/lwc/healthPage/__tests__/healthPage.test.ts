import getHealth from "@salesforce/apex/HealthController.getHealth";
import runNow from "@salesforce/apex/HealthController.runNow";
import scheduleMissing from "@salesforce/apex/HealthController.scheduleMissing";
import turnEvent from "@salesforce/apex/HealthController.turnEvent";
import turnNotice from "@salesforce/apex/HealthController.turnNotice";
import HealthPage from "c/healthPage";
import { scheduleText } from "c/scheduleText";
import { all, button, called, clear, expectAccessible, one, settle, show, textOf } from "test/support";

const job = {
  className: "PointExpiryJob",
  label: "Point expiry",
  cron: "0 0 2 * * ?",
  timeZone: "Europe/Istanbul",
  nextRunAt: "2026-03-02T02:00:00Z",
  lastRunAt: "2026-03-01T02:00:00Z",
  atWork: false,
  failed: true,
  openFailures: 1
};
const unscheduled = {
  className: "SettlementJob",
  label: "Settlements",
  cron: null,
  atWork: false,
  failed: false,
  openFailures: 0
};
const health = {
  jobs: [job, unscheduled],
  failures: [{ failureId: "f1", job: "PointExpiryJob", failedAt: "2026-03-01T02:00:05Z", message: "Locked" }],
  notices: [
    { name: "ClaimWaiting", label: "Claims that wait for a decision", isOn: true },
    { name: "JobFailed", label: "Jobs that fail", isOn: false }
  ],
  events: [
    { name: "Movement", label: "Publish Movements", isOn: false },
    { name: "Voucher", label: "Publish Vouchers", isOn: true }
  ],
  permissionSets: [
    { label: "Loyalty Agent", people: ["Ann", "Ben"] },
    { label: "Loyalty Viewer", people: [] }
  ],
  people: { languages: [{ code: "en_US", people: 2 }], withAccess: 2, withoutAccess: 0, licenses: [] },
  results: [
    {
      recordId: "b1",
      objectName: "LoyaltyBookCheck__c",
      objectLabel: "Loyalty Book Check",
      state: "Balanced",
      isBad: false,
      at: "2026-03-01T03:00:00Z",
      liability: 12345
    }
  ]
};

type Element = ReturnType<typeof show>;

async function shown(given: object = health): Promise<Element> {
  called(getHealth).mockResolvedValue(given);
  const element = show("c-health-page", HealthPage);
  await settle();
  return element;
}

const table = (element: Element): Element => one(element, "c-job-table");
const row = (element: Element, name: string): string =>
  one(table(element), `tr[data-job="${name}"]`).textContent.replace(/\s+/g, " ").trim();

describe("healthPage", () => {
  afterEach(() => {
    clear();
    jest.resetAllMocks();
  });

  test("waits for the org, and then shows jobs, failures, results and people in words", async () => {
    called(getHealth).mockReturnValue(new Promise(() => undefined));
    one(show("c-health-page", HealthPage), "c-state-frame");
    clear();
    const element = await shown();
    expect(row(element, "PointExpiryJob")).toMatch(
      /^Point expiry ?each day, 2:00.AM ?Europe\/Istanbul ?Feb 28, 2026, 6:00.PM ?failed ?Mar 1, 2026, 6:00.PM ?1$/
    );
    expect(row(element, "SettlementJob")).toMatch(/^Settlements ?not scheduled ?never ?not scheduled ?0$/);
    expect(textOf(element)).toMatch(/Point expiry · Feb 28, 2026.*Locked/);
    expect(textOf(element)).toMatch(/Loyalty Book Check ?Balanced ?Feb 28, 2026.* · 12,345 points owed/);
    expect(textOf(element)).toMatch(/Loyalty Agent ?Ann, Ben ?Loyalty Viewer ?nobody/);
    await expectAccessible(element);
  });

  test("starts a job, tells it and reads again", async () => {
    const element = await shown();
    called(getHealth).mockResolvedValue({ ...health, jobs: [{ ...job, atWork: true }, unscheduled] });
    button(table(element), "Run now").click();
    await settle();
    expect(runNow).toHaveBeenCalledWith({ className: "PointExpiryJob" });
    expect(one(element, ".told").textContent).toBe("Point expiry was started.");
    expect(row(element, "PointExpiryJob")).toMatch(/at work/);
  });

  test("turns a notification on and off, and says so", async () => {
    const element = await shown();
    const [claims, jobs] = all(element, "lightning-input");
    expect([claims!.checked, jobs!.checked]).toEqual([true, false]);
    claims!.dispatchEvent(new CustomEvent("change", { detail: { checked: false } }));
    await settle();
    expect(turnNotice).toHaveBeenCalledWith({ name: "ClaimWaiting", isOn: false });
    expect(one(element, ".told").textContent).toBe("Not told any more: Claims that wait for a decision");
    jobs!.dispatchEvent(new CustomEvent("change", { detail: { checked: true } }));
    await settle();
    expect(one(element, ".told").textContent).toBe("Told from now on: Jobs that fail");
  });

  test("turns events on and off, and says so", async () => {
    const element = await shown();
    const [movements, vouchers] = all(element, ".events lightning-input");
    expect([movements!.checked, vouchers!.checked]).toEqual([false, true]);
    movements!.dispatchEvent(new CustomEvent("change", { detail: { checked: true } }));
    await settle();
    expect(turnEvent).toHaveBeenCalledWith({ name: "Movement", isOn: true });
    expect(one(element, ".told").textContent).toBe("On from now on: Publish Movements");
    vouchers!.dispatchEvent(new CustomEvent("change", { detail: { checked: false } }));
    await settle();
    expect(one(element, ".told").textContent).toBe("Off from now on: Publish Vouchers");
  });

  test("schedules what is missing, and offers it only then", async () => {
    const element = await shown();
    called(getHealth).mockResolvedValue({ ...health, jobs: [job] });
    button(element, "Schedule what is missing (1)").click();
    await settle();
    expect(scheduleMissing).toHaveBeenCalled();
    expect(all(element, "lightning-button").map(({ label }) => label)).toEqual(["Refresh"]);
  });

  test("shows why a job was not started, and why nothing can be read", async () => {
    const element = await shown();
    called(runNow).mockRejectedValueOnce({ body: { message: "At work" } });
    button(table(element), "Run now").click();
    await settle();
    expect(one(element, "c-error-panel").error).toEqual({ body: { message: "At work" } });
    called(getHealth).mockRejectedValueOnce({ body: { message: "Down" } });
    button(element, "Refresh").click();
    await settle();
    expect(one(element, "c-error-panel").error).toEqual({ body: { message: "Down" } });
  });

  test("says that nothing failed and that nothing has run yet", async () => {
    const element = await shown({ jobs: [], failures: [], permissionSets: [], results: [] });
    expect(textOf(element)).toMatch(/No job has an open failure\..*No book check, forecast or sync has run yet\./);
  });

  test("opens what it names", async () => {
    const element = await shown();
    const went = jest.fn();
    element.addEventListener("navigate", went);
    for (const link of all(element, "a")) link.click();
    const targets = (went.mock.calls as [CustomEvent<{ attributes: object }>][]).map(
      ([{ detail }]) => detail.attributes
    );
    expect(targets).toEqual([
      { objectApiName: "LoyaltyJobFailure__c", recordId: "f1", actionName: "view" },
      { objectApiName: "LoyaltyBookCheck__c", recordId: "b1", actionName: "view" }
    ]);
  });
});

test("schedules are told in words, and what is none of the usual ones as it stands", () => {
  expect(scheduleText("0 5 * * * ?")).toBe("each hour, 5 min past");
  expect(scheduleText("0 30 14 * * ?")).toMatch(/^each day, 2:30.PM$/);
  expect(scheduleText("0 0 3 ? * SUN")).toMatch(/^each Sunday, 3:00.AM$/);
  expect(scheduleText("0 0 4 2 * ?")).toMatch(/^each month on day 2, 4:00.AM$/);
  for (const other of ["0 0 3 ? * MON-FRI", "0 0 4 L * ?", "0 0 0 1 1 ? 2030", "0 0 8-18 * * ?"])
    expect(scheduleText(other)).toBe(other);
});
