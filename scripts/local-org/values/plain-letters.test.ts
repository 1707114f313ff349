import assert from "node:assert/strict";
import { test } from "node:test";
import { plainLetters } from "./plain-letters.ts";

test("letters lose their marks and their case, Turkish, Polish and German ones too", () => {
  for (const [given, plain] of [
    ["Dağıtım", "dagitim"],
    ["İSTANBUL", "istanbul"],
    ["Café", "cafe"],
    ["ŁÓDŹ", "lodz"],
    ["Größe", "grosse"],
    ["مرحبا", "مرحبا"]
  ] as const)
    assert.equal(plainLetters(given), plain);
});
