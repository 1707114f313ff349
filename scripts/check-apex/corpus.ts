/**
 * `node scripts/launch.js check-apex/corpus`: where two compilers that nobody here wrote disagree with ours over the corpus of wrong
 * and of odd-looking right programs. Prints a line per disagreement: what the corpus says, who says otherwise, and the program.
 * docs/local-org.md judges them. Exit codes: 0 done, 2 a checker cannot run.
 */
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { rightPrograms } from "../local-org/apex/check/right-programs.ts";
import { wrongPrograms } from "../local-org/apex/check/wrong-programs.ts";
import { CheckerUnavailable, type Finding } from "./finding.ts";
import { checkGrammar } from "./grammar-checker.ts";
import { checkTypes } from "./type-checker.ts";

interface Program {
  readonly source: string;
  readonly right: boolean;
  readonly file: string;
}

const CLASSES = "force-app/main/default/classes";

async function main(): Promise<number> {
  const root = await mkdtemp(path.join(tmpdir(), "apex-corpus-"));
  try {
    const programs = await writeProject(root);
    const findings = [
      ...(await checkTypes(root)),
      ...(await checkGrammar(
        root,
        programs.map(({ file }) => file)
      ))
    ];
    const lines = programs.flatMap((program) => disagreements(program, findings));
    for (const line of lines) console.log(line);
    console.log(`${lines.length} disagreements over ${programs.length} programs`);
    return 0;
  } catch (error) {
    if (!(error instanceof CheckerUnavailable)) throw error;
    console.error(error.message);
    return 2;
  } finally {
    await rm(root, { recursive: true });
  }
}

/** Every program is called A; in one project each needs a name of its own. */
async function writeProject(root: string): Promise<Program[]> {
  await mkdir(path.join(root, CLASSES), { recursive: true });
  await writeFile(
    path.join(root, "sfdx-project.json"),
    JSON.stringify({ packageDirectories: [{ path: "force-app", default: true }], sourceApiVersion: "65.0" })
  );
  const all = [
    ...wrongPrograms.map(([source]) => ({ source, right: false })),
    ...rightPrograms.map(([, source]) => ({ source, right: true }))
  ];
  return Promise.all(
    all.map(async ({ source, right }, index) => {
      const name = `A${1000 + index}`;
      const file = `${CLASSES}/${name}.cls`;
      await writeFile(path.join(root, file), source.replace(/\bA\b/g, name));
      await writeFile(
        path.join(root, `${file}-meta.xml`),
        '<ApexClass xmlns="http://soap.sforce.com/2006/04/metadata"><apiVersion>65.0</apiVersion></ApexClass>'
      );
      return { source, right, file };
    })
  );
}

/** A grammar alone accepts most wrong programs: of them only what apex-ls accepts is told. */
function disagreements({ source, right, file }: Program, findings: readonly Finding[]): string[] {
  const of = (checker: string) => findings.find((finding) => finding.path === file && finding.checker === checker);
  const [types, grammar] = [of("apex-ls"), of("jorje")];
  if (right)
    return [types, grammar].flatMap((finding) =>
      finding ? [`right, but ${finding.checker}: ${finding.message}\n    ${source}`] : []
    );
  return types || grammar ? [] : [`wrong, but apex-ls and jorje accept it\n    ${source}`];
}

process.exitCode = await main();
