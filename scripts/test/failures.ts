/** The parts of a check's output that tell what failed, so that nobody looks for one line in ten thousand. */

export type OutputForm = "tap" | "text";

const mostLines = 60;

/** @returns each failure with what was printed about it; nothing where the output does not tell failures apart */
export function failuresIn(output: string, form: OutputForm): readonly string[] {
  return form === "tap" ? failuresOfTap(output.split("\n")) : [];
}

/** "Test Anything Protocol, version 14": a line `not ok`, and a YAML block below it that is indented further. */
function failuresOfTap(lines: readonly string[]): string[] {
  return lines.flatMap((line, index) => {
    const indent = /^( *)not ok \d+(?! .*# (?:SKIP|TODO))/.exec(line)?.[1];
    if (indent === undefined) return [];
    const end = lines.indexOf(`${indent}  ...`, index);
    const block = lines.slice(index, end < 0 ? index + 1 : end + 1);
    return holdsFailuresOfItsOwn(block) ? [] : [shortened(block).join("\n")];
  });
}

/** A file or a suite that failed since a test within it did, which is told by itself. */
function holdsFailuresOfItsOwn(block: readonly string[]): boolean {
  return block.some((line) => /failureType: 'subtestsFailed'/.test(line));
}

function shortened(block: readonly string[]): readonly string[] {
  return block.length <= mostLines ? block : [...block.slice(0, mostLines), `… ${block.length - mostLines} more lines`];
}
