import { eachAlone } from "c/eachAlone";

const ids = Array.from({ length: 120 }, (_, index) => `m${index}`);

describe("eachAlone", () => {
  test("does all in few calls, and answers in their order", async () => {
    const work = jest.fn((some: string[]) => Promise.resolve(some.map((id) => id.toUpperCase())));
    const outcomes = await eachAlone(ids, work);
    expect(work).toHaveBeenCalledTimes(3);
    expect(outcomes.map((one) => "result" in one && one.result)).toEqual(ids.map((id) => id.toUpperCase()));
  });

  test("refuses the one that is to blame, and does each of the others once", async () => {
    const done: string[] = [];
    const work = (some: string[]): Promise<string[]> => {
      if (some.includes("m7") || some.includes("m99")) return Promise.reject(new Error("no"));
      done.push(...some);
      return Promise.resolve(some);
    };
    const outcomes = await eachAlone(ids, work);
    expect(outcomes.flatMap((one, index) => ("refusal" in one ? [ids[index]] : []))).toEqual(["m7", "m99"]);
    expect(done).toEqual(ids.filter((id) => id !== "m7" && id !== "m99"));
  });

  test("does nothing for nobody", async () => {
    expect(await eachAlone([], () => Promise.reject(new Error("called")))).toEqual([]);
  });
});
