import { closeSync, openSync, writeSync } from "node:fs";

const BUFFER_CHARACTERS = 1 << 16;

/** Writes CSV line by line through a small buffer; a full disk throws where it happens. */
export class CsvFile {
  readonly path: string;
  private readonly descriptor: number;
  private buffer = "";
  rows = 0;
  bytes = 0;

  constructor(path: string, header: readonly string[]) {
    this.path = path;
    this.descriptor = openSync(path, "w", 0o600);
    this.append(header);
  }

  write(cells: readonly string[]): void {
    this.append(cells);
    this.rows++;
  }

  close(): void {
    this.flush();
    closeSync(this.descriptor);
  }

  private append(cells: readonly string[]): void {
    const line = cells.map(quoted).join(",") + "\n";
    this.buffer += line;
    this.bytes += Buffer.byteLength(line);
    if (this.buffer.length >= BUFFER_CHARACTERS) this.flush();
  }

  private flush(): void {
    const bytes = Buffer.from(this.buffer);
    for (let written = 0; written < bytes.length;) written += writeSync(this.descriptor, bytes, written);
    this.buffer = "";
  }
}

function quoted(cell: string): string {
  return /[",\r\n]|^\s|\s$/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}
