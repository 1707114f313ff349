/**
 * Trains the model of the churn risk and tests it on what came later:
 *   npm run churn -- FILE.csv.gz
 * FILE is an export of the form of UCI Online Retail. Trained is on what was known on 3 March 2011 and happened until 1 June;
 * tested on what was known on 1 June and on 1 September. Prints the coefficients that ChurnRisk.cls has, and for each test the
 * area under the curve of the model and of the days since the last purchase alone.
 */
import { areaUnderCurve, chanceOf, fit, type Coefficients, type Example } from "./logistic.ts";
import { dayOf, examplesAt, HORIZON, readPurchases } from "./purchases.ts";

const TRAINED_UNTIL = "2011-06-01";
const TESTED_FROM = ["2011-06-01", "2011-09-01"];

const [file] = process.argv.slice(2);
if (file === undefined) {
  console.error("Usage: npm run churn -- FILE.csv.gz");
  process.exit(2);
}
const purchases = [...(await readPurchases(file)).values()];
const training = examplesAt(purchases, dayOf(TRAINED_UNTIL) - HORIZON);
const coefficients = fit(training);
console.log(`trained on ${training.length} customers: ${coefficients.map((value) => value.toFixed(4)).join(", ")}`);
console.log(`on average: ${[0, 1, 2].map((i) => meanOf(training, i).toFixed(4)).join(", ")}`);
for (const day of TESTED_FROM) report(day, examplesAt(purchases, dayOf(day)), coefficients);

function meanOf(examples: readonly Example[], feature: number): number {
  return examples.reduce((sum, { features }) => sum + features[feature]!, 0) / examples.length;
}

function report(day: string, examples: readonly Example[], model: Coefficients): void {
  const area = (scoreOf: (example: Example) => number): string =>
    areaUnderCurve(examples.map((example) => ({ score: scoreOf(example), outcome: example.outcome }))).toFixed(3);
  const lost = examples.filter(({ outcome }) => outcome === 1).length;
  const expected = examples.reduce((sum, { features }) => sum + chanceOf(model, features), 0);
  const percent = (count: number): string => `${((count / examples.length) * 100).toFixed(1)} %`;
  console.log(
    `${day}: ${examples.length} customers, ${percent(lost)} did not come back, ${percent(expected)} expected; ` +
      `AUC ${area(({ features }) => chanceOf(model, features))}, days since the last purchase alone ${area(({ features }) => features[0]!)}`
  );
}
