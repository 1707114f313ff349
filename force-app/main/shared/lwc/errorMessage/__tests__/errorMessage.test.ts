import { errorMessage } from "c/errorMessage";

describe("errorMessage", () => {
  test.each([
    ["an Apex call's error", { body: { message: "Not enough points" } }, "Not enough points"],
    ["several errors of a wire", { body: [{ message: "First" }, { message: "Second" }] }, "First Second"],
    ["an error of JavaScript", new Error("Broken"), "Broken"],
    ["an answer without a body", { statusText: "Bad gateway" }, "Bad gateway"],
    [
      "a class that may not be called",
      { body: { message: "You do not have access to the Apex class named 'MemberCardController'." } },
      "You see loyalty data with a loyalty permission set only. Ask your administrator for one."
    ],
    [
      "the same in Turkish",
      { body: { message: "'MemberCardController' adlı Apex sınıfına erişiminiz yok." } },
      "You see loyalty data with a loyalty permission set only. Ask your administrator for one."
    ],
    ["a text", "Plain", "Plain"],
    ["nothing", undefined, "undefined"]
  ])("tells the sentence of %s", (_kind, error, sentence) => {
    expect(errorMessage(error)).toBe(sentence);
  });
});
