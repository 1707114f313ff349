import { Presets, SingleBar } from "cli-progress";

/** Tells how far a run is: a bar on a terminal, one JSON line a step elsewhere. Never carries data of a customer. */
export interface ProgressReport {
  step(name: string, total: number): void;
  advance(done: number): void;
  endStep(): void;
  note(message: string, facts?: Readonly<Record<string, string | number>>): void;
}

const LOG_EVERY_MS = 5_000;

type Facts = Readonly<Record<string, string | number>>;

export function progressReport(output: NodeJS.WriteStream = process.stderr): ProgressReport {
  return output.isTTY
    ? new TerminalProgress(output)
    : new LogProgress((facts) => output.write(JSON.stringify({ time: new Date().toISOString(), ...facts }) + "\n"));
}

class TerminalProgress implements ProgressReport {
  private readonly output: NodeJS.WriteStream;
  private bar: SingleBar | undefined;

  constructor(output: NodeJS.WriteStream) {
    this.output = output;
  }

  step(name: string, total: number): void {
    this.endStep();
    const format = `${name.padEnd(22)} {bar} {percentage}% · {value}/{total} · {rate}/s · {eta_formatted} left`;
    this.bar = new SingleBar(
      { format, stream: this.output, clearOnComplete: false, hideCursor: true, etaBuffer: 50 },
      Presets.shades_classic
    );
    this.started = Date.now();
    this.bar.start(total, 0, { rate: 0 });
  }

  private started = 0;

  advance(done: number): void {
    const seconds = (Date.now() - this.started) / 1000;
    this.bar?.update(done, { rate: seconds > 0 ? Math.round(done / seconds) : 0 });
  }

  endStep(): void {
    this.bar?.stop();
    this.bar = undefined;
  }

  note(message: string): void {
    this.endStep();
    this.output.write(`${message}\n`);
  }
}

/** One line of facts an event. */
export class LogProgress implements ProgressReport {
  private readonly line: (facts: Facts) => void;
  private name = "";
  private total = 0;
  private done = 0;
  private started = 0;
  private lastLog = 0;

  constructor(line: (facts: Facts) => void) {
    this.line = line;
  }

  step(name: string, total: number): void {
    this.endStep();
    [this.name, this.total, this.done, this.started, this.lastLog] = [name, total, 0, Date.now(), Date.now()];
  }

  advance(done: number): void {
    this.done = done;
    if (Date.now() - this.lastLog < LOG_EVERY_MS) return;
    this.lastLog = Date.now();
    this.log("progress");
  }

  endStep(): void {
    if (this.name !== "") this.log("done");
    this.name = "";
  }

  note(message: string, facts: Facts = {}): void {
    this.endStep();
    this.line({ event: "note", message, ...facts });
  }

  private log(event: string): void {
    const seconds = Math.max(0.001, (Date.now() - this.started) / 1000);
    const rate = this.done / seconds;
    const secondsLeft = rate > 0 && this.total > this.done ? Math.round((this.total - this.done) / rate) : 0;
    this.line({ event, step: this.name, done: this.done, total: this.total, perSecond: Math.round(rate), secondsLeft });
  }
}
