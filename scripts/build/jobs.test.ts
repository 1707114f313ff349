/**
 * A job that fails must be an entry that people see. "Apex Developer Guide: Firing Platform Events from Batch Apex" and
 * "Transaction Finalizers" are the platform's ways that limits do not cut off; every job of the app uses its one.
 */
import assert from "node:assert/strict";
import { test } from "node:test";
import { readProject } from "../local-org/metadata/project.ts";

const classes = readProject(".")
  .files!.filter(({ path }) => path.endsWith(".cls"))
  .map((file) => ({ path: file.path, text: Buffer.from(file.read()).toString() }))
  .filter(({ text }) => !/@IsTest/i.test(text));

/** The header of each class, inner ones too, that implements one of the interfaces. */
function implementing(name: string): { readonly path: string; readonly header: string; readonly text: string }[] {
  return classes.flatMap(({ path, text }) =>
    [...text.matchAll(/\bclass\s+\w+[^{]*\{/gi)]
      .map(([header]) => header)
      .filter((header) => new RegExp(`\\b${name}\\b`, "i").test(header))
      .map((header) => ({ path, header, text }))
  );
}

test("every batch job raises the event that makes its failures entries", () => {
  const jobs = implementing("Batchable");
  assert.ok(jobs.length >= 12, `${jobs.length} batch jobs`);
  const silent = jobs.filter(({ header }) => !/\bDatabase\.RaisesPlatformEvents\b/i.test(header));
  assert.deepEqual(
    silent.map(({ path }) => path),
    []
  );
});

test("every queueable job attaches the finalizer that makes its failure an entry, before all else", () => {
  const jobs = implementing("Queueable");
  assert.ok(jobs.length >= 1);
  const first =
    /void\s+execute\s*\(\s*(?:System\.)?QueueableContext\s+\w+\s*\)\s*\{\s*System\.attachFinalizer\(\s*new\s+JobFailureFinalizer\(/i;
  assert.deepEqual(
    jobs.filter(({ text }) => !first.test(text)).map(({ path }) => path),
    []
  );
});

test("nothing of the app runs in future methods, whose failures nobody hears of", () => {
  assert.deepEqual(
    classes.filter(({ text }) => /@future\b/i.test(text)).map(({ path }) => path),
    []
  );
});
