/** Logistic regression of few features, and how well scores order outcomes. No randomness: the same rows give the same numbers. */

/** Coefficients: the constant first, then one for each feature. */
export type Coefficients = readonly number[];

export interface Example {
  readonly features: readonly number[];
  readonly outcome: 0 | 1;
}

const MOST_STEPS = 50;
const PRECISE = 1e-10;

/** Newton's method on the likelihood; it ends when no coefficient moves any more. */
export function fit(examples: readonly Example[]): Coefficients {
  const rows = examples.map(({ features }) => [1, ...features]);
  let coefficients = rows[0]!.map(() => 0);
  for (let step = 0; step < MOST_STEPS; step++) {
    const gradient = coefficients.map(() => 0);
    const curvature = coefficients.map(() => coefficients.map(() => 0));
    for (const [index, row] of rows.entries()) {
      const chance = sigmoid(dot(coefficients, row));
      addTimes(gradient, row, examples[index]!.outcome - chance);
      for (const [i, value] of row.entries()) addTimes(curvature[i]!, row, chance * (1 - chance) * value);
    }
    const move = solve(curvature, gradient);
    coefficients = coefficients.map((value, i) => value + move[i]!);
    if (move.every((value) => Math.abs(value) < PRECISE)) return coefficients;
  }
  throw new Error(`no answer after ${MOST_STEPS} steps`);
}

/** The chance of the outcome, from 0 to 1. */
export function chanceOf(coefficients: Coefficients, features: readonly number[]): number {
  return sigmoid(dot(coefficients, [1, ...features]));
}

/**
 * Area under the ROC curve: how often, of one example with the outcome and one without, the former has the higher score; equal
 * scores count half.
 */
export function areaUnderCurve(scored: readonly { readonly score: number; readonly outcome: 0 | 1 }[]): number {
  const sorted = [...scored].sort((a, b) => a.score - b.score);
  const positives = sorted.filter(({ outcome }) => outcome === 1).length;
  let rankSum = 0;
  for (let start = 0; start < sorted.length;) {
    let end = start;
    while (end < sorted.length && sorted[end]!.score === sorted[start]!.score) end++;
    const rank = (start + 1 + end) / 2;
    rankSum += rank * sorted.slice(start, end).filter(({ outcome }) => outcome === 1).length;
    start = end;
  }
  return (rankSum - (positives * (positives + 1)) / 2) / (positives * (sorted.length - positives));
}

function sigmoid(value: number): number {
  return 1 / (1 + Math.exp(-value));
}

/** Adds a row so many times to another. */
function addTimes(sum: number[], row: readonly number[], times: number): void {
  for (const [i, value] of row.entries()) sum[i]! += times * value;
}

function dot(one: readonly number[], other: readonly number[]): number {
  return one.reduce((sum, value, i) => sum + value * other[i]!, 0);
}

/** Gauss's elimination with the largest pivot. */
function solve(matrix: readonly (readonly number[])[], vector: readonly number[]): number[] {
  const rows = matrix.map((row, i) => [...row, vector[i]!]);
  for (let column = 0; column < rows.length; column++) {
    const pivot = rows
      .slice(column)
      .reduce((best, row) => (Math.abs(row[column]!) > Math.abs(best[column]!) ? row : best));
    rows[rows.indexOf(pivot)] = rows[column]!;
    rows[column] = pivot;
    for (const row of rows) if (row !== pivot) addTimes(row, pivot, -row[column]! / pivot[column]!);
  }
  return rows.map((row, i) => row[rows.length]! / row[i]!);
}
