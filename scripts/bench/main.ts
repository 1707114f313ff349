/**
 * `npm run bench`: the local org against what it stands on, as ratios measured in one run, so that they hold on any
 * machine. Each pair runs in turn, several times; the medians are compared.
 */
import { cpus } from "node:os";
import { benchmarks } from "./benchmarks.ts";

const ROUNDS = 5;

console.log(`Node ${process.version}, ${cpus().length} × ${cpus()[0]?.model ?? "unknown processor"}\n`);
console.log(`${"benchmark".padEnd(62)}${"org".padStart(10)}${"baseline".padStart(11)}${"ratio".padStart(8)}`);
for (const { name, measured, baseline, once } of benchmarks()) {
  const [mine, theirs] = once ? [duration(measured), duration(baseline)] : pairwise(measured, baseline);
  console.log(
    `${name.padEnd(62)}${milliseconds(mine).padStart(10)}${milliseconds(theirs).padStart(11)}${(mine / theirs).toFixed(1).padStart(8)}`
  );
}

function pairwise(measured: () => void, baseline: () => void): [number, number] {
  const times: [number[], number[]] = [[], []];
  for (let round = 0; round <= ROUNDS; round++) {
    const pair = [duration(measured), duration(baseline)] as const;
    // The first round warms up.
    if (round > 0) pair.forEach((time, index) => times[index]!.push(time));
  }
  return [median(times[0]), median(times[1])];
}

function duration(work: () => void): number {
  const start = performance.now();
  work();
  return performance.now() - start;
}

function median(values: number[]): number {
  return values.sort((one, other) => one - other)[Math.floor(values.length / 2)]!;
}

function milliseconds(value: number): string {
  return `${value.toFixed(value < 10 ? 1 : 0)} ms`;
}
