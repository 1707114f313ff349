import { declaredType } from "./rules/declared-types.ts";
import type { SourceProblem } from "./types.ts";
import { placeOf, type XmlElement } from "./xml.ts";

/** A source file that is being read: its problems know its path and find their line in its text. */
export class SourceFile {
  readonly path: string;
  readonly text: string;
  readonly componentType: string;
  readonly componentName: string;
  private readonly problems: SourceProblem[];

  constructor(path: string, text: string, componentType: string, componentName: string, problems: SourceProblem[]) {
    this.path = path;
    this.text = text;
    this.componentType = componentType;
    this.componentName = componentName;
    this.problems = problems;
  }

  /** `needle` is a text near the mistake, such as `<type>Foo`. */
  problem(message: string, needle = ""): void {
    const place = needle === "" ? { line: 1, column: 1 } : placeOf(this.text, needle);
    this.problems.push({
      path: this.path,
      ...place,
      message,
      componentType: this.componentType,
      componentName: this.componentName
    });
  }

  /** A problem of the place where the character of that index stands. */
  problemAt(index: number, message: string): void {
    const { path, componentType, componentName } = this;
    const line = this.text.slice(0, index).split("\n").length;
    const column = index - this.text.lastIndexOf("\n", index);
    this.problems.push({ path, line, column, message, componentType, componentName });
  }

  /** Reports every child of `element` that is not in `known`. */
  requireKnown(element: XmlElement, known: ReadonlySet<string>, what: string): void {
    for (const name of Object.keys(element)) {
      // What no org knows either is refused by the rules for elements.
      if (!known.has(name) && declaredType(what)?.elements?.has(name) !== false) {
        this.problem(`Element ${name} of ${what} is not supported by the local org`, `<${name}`);
      }
    }
  }
}
