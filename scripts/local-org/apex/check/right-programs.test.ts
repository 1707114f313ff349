import assert from "node:assert/strict";
import { test } from "node:test";
import { problemsOf } from "../fixture.ts";
import { rightPrograms } from "./right-programs.ts";

for (const [page, source] of rightPrograms) {
  test(`takes, by "${page}": ${source}`, () => {
    assert.deepEqual(problemsOf([source]), []);
  });
}
