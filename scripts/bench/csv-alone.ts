/** Reads a CSV file by csv-parse and does nothing with it: what there is to be gained by reading faster. */
import { createReadStream } from "node:fs";
import { createGunzip } from "node:zlib";
import { parse } from "csv-parse";
import { cpuSecondsSince } from "./usage.ts";

const file = process.argv[2]!;
const bytes = createReadStream(file);
const text = file.endsWith(".gz") ? bytes.pipe(createGunzip()) : bytes;
const started = process.cpuUsage();
let rows = 0;
for await (const _ of text.pipe(parse())) rows++;
console.log(JSON.stringify({ rows, cpuSeconds: cpuSecondsSince(started) }));
