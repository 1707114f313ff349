/**
 * One source file's generated JavaScript. Every statement stands on the line it has in its Apex source, so that native
 * stack traces and coverage speak of Apex lines; what must be shared is hoisted into the first line's head.
 */
export class ModuleWriter {
  private readonly chunks: string[] = [];
  private line = 1;
  private readonly head: string[] = [];
  private readonly names = new Map<string, string>();
  private readonly objects = new Map<unknown, string>();
  /** What the script gets as `$v`: library functions, analysed queries, describes, runtime types. */
  readonly values: unknown[] = [];
  readonly executableLines = new Set<number>();
  readonly coverage: boolean;
  private readonly support: ReadonlySet<string>;
  private readonly used = new Set<string>();

  constructor(support: ReadonlySet<string>, coverage: boolean) {
    this.support = support;
    this.coverage = coverage;
  }

  /** Writes code on the given source line, or on the current one where that has passed already. */
  at(line: number, code: string): void {
    if (line > this.line) {
      this.chunks.push("\n".repeat(line - this.line));
      this.line = line;
    }
    this.chunks.push(code);
  }

  write(code: string): void {
    this.chunks.push(code);
  }

  /** Leaves room for code that is known only later. */
  reserve(): { fill(code: string): void } {
    const index = this.chunks.push("") - 1;
    return { fill: (code) => (this.chunks[index] = code) };
  }

  /** Changes the end of what was written last. */
  replaceLast(end: RegExp, code: string): void {
    const index = this.chunks.findLastIndex((chunk) => chunk !== "");
    this.chunks[index] = this.chunks[index]!.replace(end, code);
  }

  /** A statement's counter, where the module is compiled with coverage. */
  count(line: number): string {
    this.executableLines.add(line);
    return this.coverage ? `$c[${line}]++;` : "";
  }

  /** The name under which the head holds a constant expression. */
  constant(code: string): string {
    let name = this.names.get(code);
    if (!name) {
      this.names.set(code, (name = `$k${this.names.size}`));
      this.head.push(`${name}=${code}`);
    }
    return name;
  }

  /** The name under which the head holds an object of the compiler's. */
  reference(value: unknown): string {
    let name = this.objects.get(value);
    if (!name) {
      const index = this.values.push(value) - 1;
      this.objects.set(value, (name = `$v${index}`));
      this.head.push(`${name}=$v[${index}]`);
    }
    return name;
  }

  /** The name of a function of `runtime/support`; refuses one that does not exist. */
  runtime(name: string): string {
    if (!this.support.has(name)) throw new Error(`No runtime support function ${name}`);
    this.used.add(name);
    return `$${name}`;
  }

  /** The generated class with that number. */
  classReference(index: number): string {
    return this.constant(`$g[${index}]`);
  }

  /** The whole script: a function expression of runtime support, classes, values and line counters. */
  toScript(): string {
    const head = ["$m=$r.running", ...[...this.used].map((name) => `$${name}=$r.${name}`), ...this.head];
    return `(function($r,$g,$v,$c){"use strict";const ${head.join(",")};${this.chunks.join("")}\n})`;
  }
}
