import { errorMessage } from "c/errorMessage";

describe("errorMessage", () => {
  test.each([
    ["an Apex call's error", { body: { message: "Not enough points" } }, "Not enough points"],
    ["several errors of a wire", { body: [{ message: "First" }, { message: "Second" }] }, "First Second"],
    ["an error of JavaScript", new Error("Broken"), "Broken"],
    ["an answer without a body", { statusText: "Bad gateway" }, "Bad gateway"],
    ["a text", "Plain", "Plain"],
    ["nothing", undefined, "undefined"]
  ])("tells the sentence of %s", (_kind, error, sentence) => {
    expect(errorMessage(error)).toBe(sentence);
  });
});
