/** Binary data ("Apex Reference Guide: Blob Class"). Immutable: nobody writes to `bytes`. */
export class Blob {
  readonly bytes: Uint8Array;

  constructor(bytes: Uint8Array) {
    this.bytes = bytes;
  }

  static fromText(text: string): Blob {
    return new Blob(new TextEncoder().encode(text));
  }

  get size(): number {
    return this.bytes.length;
  }

  /** The bytes as UTF-8 text. @throws TypeError where they are not UTF-8. */
  toText(): string {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(this.bytes);
  }

  equals(other: Blob): boolean {
    return Buffer.compare(this.bytes, other.bytes) === 0;
  }

  /** Apex shows only the size of binary data. */
  toString(): string {
    return `Blob[${this.size}]`;
  }
}
