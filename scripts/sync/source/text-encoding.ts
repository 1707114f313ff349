import { Transform, type Readable } from "node:stream";
import iconv from "iconv-lite";

/**
 * What no text has, and what is left of bytes that another encoding wrote: the replacement character, zeros, and control
 * characters, which are letters and signs in Windows' encodings and nothing in ISO's.
 */
export const UNDECODABLE = /[\uFFFD\u0000\u0080-\u0084\u0086-\u009F]/;

const BYTE_ORDER_MARKS: readonly (readonly [encoding: string, bytes: readonly number[]])[] = [
  ["utf8", [0xef, 0xbb, 0xbf]],
  // Before those of UTF-16, of which the first begins alike.
  ["utf32le", [0xff, 0xfe, 0, 0]],
  ["utf32be", [0, 0, 0xfe, 0xff]],
  ["utf16le", [0xff, 0xfe]],
  ["utf16be", [0xfe, 0xff]]
];

export function isKnownEncoding(name: string): boolean {
  return iconv.encodingExists(name);
}

/** What the first bytes say of the encoding, where they are a byte order mark. */
export function encodingByMark(start: Uint8Array): string | undefined {
  return BYTE_ORDER_MARKS.find(([, mark]) => mark.every((byte, index) => start[index] === byte))?.[0];
}

export function isUnicode(encoding: string): boolean {
  return /^(utf|ucs)/i.test(encoding);
}

/** Decodes bytes as they come; a byte order mark is dropped. */
export function decoded(bytes: Readable, encoding: string): Readable {
  return bytes.pipe(iconv.decodeStream(encoding)) as unknown as Readable;
}

/** Watches bytes that are to be read in another encoding, and knows in the end whether they are UTF-8 for certain. */
export class Utf8Watch extends Transform {
  private readonly decoder = new TextDecoder("utf-8", { fatal: true });
  private beyondAscii = false;
  private valid = true;

  /** All of it is valid UTF-8, and not by being plain ASCII: other encodings hit that by chance hardly ever. */
  get isUtf8(): boolean {
    return this.valid && this.beyondAscii;
  }

  override _transform(chunk: Buffer, _encoding: BufferEncoding, done: (error: null, chunk: Buffer) => void): void {
    if (this.valid) {
      this.beyondAscii ||= chunk.some((byte) => byte > 127);
      this.check(chunk);
    }
    done(null, chunk);
  }

  override _flush(done: () => void): void {
    this.check();
    done();
  }

  private check(chunk?: Buffer): void {
    try {
      if (chunk) this.decoder.decode(chunk, { stream: true });
      else this.decoder.decode();
    } catch {
      this.valid = false;
    }
  }
}
