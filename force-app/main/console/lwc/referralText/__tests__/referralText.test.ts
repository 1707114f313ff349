import { promiseText } from "c/referralText";

const texts = {
  both: "{0} for you, {1} for the new one",
  referrerAlone: "{0} for you",
  refereeAlone: "{0} for the new one"
};
const promise = (overview: object): string => promiseText({ pointName: "Points", ...overview }, texts);

test("says what both sides get, rewards besides the points", () => {
  expect(promise({ referrerPoints: 1500, refereePoints: 200, refereeReward: "10% off" })).toBe(
    "1,500 Points for you, 200 Points + 10% off for the new one"
  );
});

test("a reward without points is told without points", () => {
  expect(promise({ referrerPoints: 0, referrerReward: "Mug", refereePoints: 0, refereeReward: "10% off" })).toBe(
    "Mug for you, 10% off for the new one"
  );
});

test("who gets nothing is not named", () => {
  expect(promise({ referrerPoints: 500, refereePoints: 0 })).toBe("500 Points for you");
  expect(promise({ referrerPoints: 0, refereePoints: 200 })).toBe("200 Points for the new one");
  expect(promise({ referrerPoints: 0, refereePoints: 0 })).toBe("");
});
