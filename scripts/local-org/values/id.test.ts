import assert from "node:assert/strict";
import { test } from "node:test";
import { Blob } from "./blob.ts";
import { isValidId, normalizeId, sameId, toId15 } from "./id.ts";

test("a 15-character id gets the suffix that makes it safe in any case", () => {
  assert.equal(normalizeId("001D000000JlJVi"), "001D000000JlJViIAN");
  assert.equal(normalizeId("001D000000JlJViian"), "001D000000JlJViIAN");
  assert.equal(toId15("001D000000JlJViIAN"), "001D000000JlJVi");
});

test("a text of another length or alphabet is no id", () => {
  for (const wrong of ["", "001", "001D000000JlJV!", "001D000000JlJViI"]) {
    assert.equal(isValidId(wrong), false, wrong);
    assert.equal(normalizeId(wrong), null, wrong);
  }
});

test("ids whose suffix does not fit are ids, and differ from each other", () => {
  assert.equal(normalizeId("001D000000JlJVi002"), "001D000000JlJVi002");
  assert.ok(!sameId("001D000000JlJVi001", "001D000000JlJVi002"));
});

test("ids of 15 and 18 characters name the same record", () => {
  assert.ok(sameId("001D000000JlJVi", "001D000000JlJViIAN"));
  assert.ok(!sameId("001D000000JlJVi", "001D000000JlJVj"));
});

test("a blob is text only where its bytes are UTF-8", () => {
  assert.equal(Blob.fromText("ağ").size, 3);
  assert.equal(Blob.fromText("ağ").toText(), "ağ");
  assert.throws(() => new Blob(Uint8Array.of(0xff)).toText(), TypeError);
  assert.ok(Blob.fromText("a").equals(new Blob(Uint8Array.of(97))));
});
