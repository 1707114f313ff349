/**
 * `npm run bench`: the local org against what it stands on, as ratios measured in one run, so that they hold on any
 * machine. Each pair runs in turn, several times; the medians are compared. At the end `npm run bench:sync`, with its words.
 */
import { execFileSync } from "node:child_process";
import { cpus } from "node:os";
import { benchmarks } from "./benchmarks.ts";
import { cpuSecondsSince } from "./usage.ts";

const WARM_UP = 5;
const ROUNDS = 15;

console.log(`Node ${process.version}, ${cpus().length} × ${cpus()[0]?.model ?? "unknown processor"}\n`);
console.log(`${"benchmark".padEnd(62)}${"org".padStart(10)}${"baseline".padStart(11)}${"ratio".padStart(8)}`);
for (const { name, measured, baseline, once } of benchmarks()) {
  const [mine, theirs, ratio] = once ? wallClock(measured, baseline) : pairwise(measured, baseline);
  console.log(
    `${name.padEnd(62)}${milliseconds(mine).padStart(10)}${milliseconds(theirs).padStart(11)}${ratio.toFixed(2).padStart(8)}`
  );
}

console.log();
execFileSync(process.execPath, ["scripts/launch.js", "bench/sync-speed", ...process.argv.slice(2)], {
  stdio: "inherit"
});

type Compared = [mine: number, theirs: number, ratio: number];

function wallClock(measured: () => void, baseline: () => void): Compared {
  const [mine, theirs] = [measured, baseline].map((work) => {
    const start = performance.now();
    work();
    return performance.now() - start;
  }) as [number, number];
  return [mine, theirs, mine / theirs];
}

/** Medians by processor time, which other work on the machine changes less; who comes first leaves garbage to the other. */
function pairwise(measured: () => void, baseline: () => void): Compared {
  const pairs: [number, number][] = [];
  for (let round = 0; round < WARM_UP + ROUNDS; round++) {
    const first = round % 2 === 0 ? processorTime(measured) : undefined;
    const theirs = processorTime(baseline);
    const mine = first ?? processorTime(measured);
    if (round >= WARM_UP) pairs.push([mine, theirs]);
  }
  return [
    median(pairs.map(([mine]) => mine)),
    median(pairs.map(([, theirs]) => theirs)),
    median(pairs.map(([mine, theirs]) => mine / theirs))
  ];
}

function processorTime(work: () => void): number {
  const before = process.cpuUsage();
  work();
  return cpuSecondsSince(before) * 1000;
}

function median(values: number[]): number {
  return values.sort((one, other) => one - other)[Math.floor(values.length / 2)]!;
}

function milliseconds(value: number): string {
  return `${value.toFixed(value < 10 ? 1 : 0)} ms`;
}
