import type { Org } from "../../org/types.ts";
import { SetupWriter } from "../../security/system-data.ts";
import type { Transaction } from "../../transaction/transaction.ts";
import type { FileLines, TestOutcome } from "./test-org.ts";
import { percentOf } from "./test-results.ts";

interface StoredLines {
  readonly coveredLines: readonly number[];
  readonly uncoveredLines: readonly number[];
}

/**
 * Writes what a run has covered: a row per test method and file of "Tooling API: ApexCodeCoverage", and the sums of
 * "ApexCodeCoverageAggregate" and "ApexOrgWideCoverage", which earlier runs add to as long as the source is the same.
 */
export function keepCoverage(org: Org, outcome: TestOutcome, ids: ReadonlyMap<string, string>): void {
  org.transaction(org.administrator, (tx) => {
    const writer = new SetupWriter(tx);
    replaceMethodRows(tx, writer, outcome, ids);
    const totals = outcome.files.flatMap((file) => {
      const id = ids.get(file.name);
      return id === undefined ? [] : [{ id, ...joined(file, earlierLines(tx, id)) }];
    });
    tx.database.run('DELETE FROM "ApexCodeCoverageAggregate"');
    for (const { id, covered, uncovered } of totals)
      writer.insert("ApexCodeCoverageAggregate", { ApexClassOrTriggerId: id, ...lineValues(covered, uncovered) });
    tx.database.run('DELETE FROM "ApexOrgWideCoverage"');
    writer.insert("ApexOrgWideCoverage", { PercentCovered: percentOf(totals) });
  });
}

function replaceMethodRows(
  tx: Transaction,
  writer: SetupWriter,
  { files, methodCoverage }: TestOutcome,
  ids: ReadonlyMap<string, string>
): void {
  const testClasses = new Set(methodCoverage.map(({ testClass }) => ids.get(testClass) ?? ""));
  tx.database.run('DELETE FROM "ApexCodeCoverage" WHERE "ApexTestClassId" IN (SELECT value FROM json_each(?))', [
    JSON.stringify([...testClasses])
  ]);
  const linesOf = new Map(
    files.map((file) => [file.name, [...file.covered, ...file.uncovered].sort((one, other) => one - other)])
  );
  for (const { testClass, testMethod, name, covered } of methodCoverage) {
    const [file, all] = [ids.get(name), linesOf.get(name)];
    if (file === undefined || all === undefined) continue;
    const hit = new Set(covered);
    const values = lineValues(
      covered,
      all.filter((line) => !hit.has(line))
    );
    writer.insert("ApexCodeCoverage", {
      ApexTestClassId: ids.get(testClass) ?? null,
      TestMethodName: testMethod,
      ApexClassOrTriggerId: file,
      ...values
    });
  }
}

function earlierLines(tx: Transaction, id: string): StoredLines | undefined {
  const [row] = tx.database.all('SELECT "Coverage" FROM "ApexCodeCoverageAggregate" WHERE "ApexClassOrTriggerId" = ?', [
    id
  ]);
  return row && (JSON.parse(row[0] as string) as StoredLines);
}

function joined(
  { covered, uncovered }: FileLines,
  earlier: StoredLines | undefined
): { covered: readonly number[]; uncovered: readonly number[] } {
  const all = [...covered, ...uncovered].sort((one, other) => one - other);
  const before = earlier && [...earlier.coveredLines, ...earlier.uncoveredLines].sort((one, other) => one - other);
  if (!earlier || before?.join() !== all.join()) return { covered, uncovered };
  const hit = new Set([...covered, ...earlier.coveredLines]);
  return { covered: all.filter((line) => hit.has(line)), uncovered: all.filter((line) => !hit.has(line)) };
}

function lineValues(coveredLines: readonly number[], uncoveredLines: readonly number[]) {
  return {
    NumLinesCovered: coveredLines.length,
    NumLinesUncovered: uncoveredLines.length,
    Coverage: JSON.stringify({ coveredLines, uncoveredLines })
  };
}
