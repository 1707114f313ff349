import { closeSync, openSync, readSync, writeSync } from "node:fs";

const BUFFER_BYTES = 1 << 18;

/** Where a text stands in a {@link RowFile}, in bytes. */
export interface StoredText {
  readonly start: number;
  readonly length: number;
}

/** Texts on disk that are hardly ever read again: a file that only grows costs less than a table. Starts empty. */
export class RowFile {
  private readonly descriptor: number;
  private readonly buffer = Buffer.allocUnsafe(BUFFER_BYTES);
  private buffered = 0;
  private written = 0;

  constructor(path: string) {
    this.descriptor = openSync(path, "w+", 0o600);
  }

  append(text: string): StoredText {
    // A character of a string has at most three bytes in UTF-8.
    if (text.length * 3 > BUFFER_BYTES - this.buffered) this.flush();
    const start = this.written + this.buffered;
    if (text.length * 3 > BUFFER_BYTES) {
      const bytes = Buffer.from(text);
      this.write(bytes);
      return { start, length: bytes.length };
    }
    const length = this.buffer.write(text, this.buffered);
    this.buffered += length;
    return { start, length };
  }

  read({ start, length }: StoredText): string {
    this.flush();
    const bytes = Buffer.allocUnsafe(length);
    for (let done = 0; done < length;) {
      const read = readSync(this.descriptor, bytes, done, length - done, start + done);
      if (read === 0) throw new Error(`the rows of the run end at ${start + done} bytes`);
      done += read;
    }
    return bytes.toString("utf8");
  }

  close(): void {
    closeSync(this.descriptor);
  }

  private flush(): void {
    if (this.buffered > 0) this.write(this.buffer.subarray(0, this.buffered));
    this.buffered = 0;
  }

  private write(bytes: Buffer): void {
    for (let done = 0; done < bytes.length;)
      done += writeSync(this.descriptor, bytes, done, bytes.length - done, this.written + done);
    this.written += bytes.length;
  }
}
