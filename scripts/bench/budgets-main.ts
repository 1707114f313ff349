/**
 * `npm run bench:budgets`: what the largest transactions are thought to cost on the platform, beside its limits, and which
 * Apex methods are the dearest of each. Arguments choose transactions by a part of their names. The estimates are counted, so
 * that they are the same on every machine.
 */
import { plainSave } from "../local-org/transaction/cost-table.ts";
import type { Range } from "../local-org/transaction/meter.ts";
import { budgets } from "./budgets.ts";
import { LoyaltyOrg, type Measured } from "./loyalty-org.ts";

const DEAREST = 12;

const chosen = process.argv.slice(2);
const loyalty = new LoyaltyOrg({ metering: "measured" });
for (const budget of budgets) {
  if (chosen.length > 0 && !chosen.some((part) => budget.name.includes(part))) continue;
  console.log(`\n## ${budget.name}\n`);
  print(budget.measure(loyalty));
}
loyalty.close();

function print({ usage, methods }: Measured): void {
  const { estimate, queries, queryRows, dmlStatements, dmlRows } = usage;
  console.log(`CPU ${seconds(estimate.cpu)}, heap ${megabytes(estimate.heap)}`);
  console.log(`${queries} SOQL, ${queryRows} rows, ${dmlStatements} DML, ${dmlRows} rows written`);
  console.log(
    `rows written: up to ${((plainSave.high * dmlRows) / 1000).toFixed(1)} s more, if the platform counts them\n`
  );
  console.log("| method | calls | itself | with what it calls |");
  console.log("| ------ | ----- | ------ | ------------------ |");
  for (const { method, calls, self, total } of methods.slice(0, DEAREST))
    console.log(`| ${method} | ${calls.toLocaleString("en")} | ${seconds(self)} | ${seconds(total)} |`);
}

function seconds({ low, high }: Range): string {
  return `${(low / 1000).toFixed(2)}–${(high / 1000).toFixed(2)} s`;
}

function megabytes({ low, high }: Range): string {
  return `${(low / 1e6).toFixed(1)}–${(high / 1e6).toFixed(1)} MB`;
}
