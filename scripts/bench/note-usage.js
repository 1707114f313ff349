/**
 * Loaded before a program that is measured (`NODE_OPTIONS=--import`): notes at its end what it took, one JSON line a process,
 * in the file that USAGE_FILE names. Plain JavaScript, since any program loads it.
 */
import { appendFileSync } from "node:fs";

process.on("exit", () => {
  const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
  const usage = { cpuSeconds: (userCPUTime + systemCPUTime) / 1e6, peakMegabytes: Math.round(maxRSS / 1024) };
  appendFileSync(process.env.USAGE_FILE, `${JSON.stringify(usage)}\n`);
});
