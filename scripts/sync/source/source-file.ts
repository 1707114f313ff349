import { closeSync, createReadStream, openSync, readSync, type ReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { pipeline, Transform, type Readable } from "node:stream";
import { createGunzip } from "node:zlib";
import iconv from "iconv-lite";
import { readFault, SourceError } from "./source-error.ts";
import { encodingByMark, isUnicode, Utf8Watch } from "./text-encoding.ts";

const HEAD_BYTES = 65_536;
const CHUNK_BYTES = 65_536;
const GZIP_MARK = Buffer.from([0x1f, 0x8b]);

/** A file, perhaps gzipped, as text of a known encoding. */
export interface SourceFile {
  readonly path: string;
  /** For people: where it came from. */
  readonly name: string;
  readonly encoding: string;
  /** The first 64 KB, decoded. */
  readonly head: string;
  readonly bytesTotal: number;
}

/** The text of a file, and what was seen of it while it was read. */
export interface TextStream {
  readonly text: Readable;
  bytesRead(): number;
  /** Known at the end: whether the last line ends as lines do. */
  endsWithLine(): boolean;
  /** Known at the end: the bytes are UTF-8, whatever was said of them. */
  isUtf8AfterAll(): boolean;
}

/** Looks at the beginning of a file; `encoding` is what its owner says, or undefined. */
export async function lookAt(path: string, encoding: string | undefined, name = path): Promise<SourceFile> {
  const bytesTotal = await sizeOf(path, name);
  const start = await firstBytes(path, name);
  requireText(start, name);
  const byMark = encodingByMark(start);
  const seen = byMark ?? encodingByZeros(start);
  if (encoding !== undefined && seen !== undefined && !sameEncoding(encoding, seen))
    throw new SourceError(
      `${name}:1: source.encoding says ${encoding}, but the file ${byMark === undefined ? "is written in" : "begins with the mark of"} ${seen}`
    );
  const known = encoding ?? seen ?? "utf8";
  return { path, name, encoding: known, head: iconv.decode(start, known), bytesTotal };
}

/** Opens the text; a fault of the file arrives as {@link SourceError} at whoever reads the stream. */
export function openText(file: SourceFile): TextStream {
  return openDecoded(file, [iconv.decodeStream(file.encoding) as unknown as Transform]);
}

/** The same as bytes of UTF-8, a byte order mark among them, for readers that take bytes: most files are so already. */
export function openUtf8(file: SourceFile): TextStream {
  return file.encoding === "utf8" ? openDecoded(file, []) : openText(file);
}

function openDecoded({ path, encoding }: SourceFile, decoder: readonly Transform[]): TextStream {
  const [file, bytes] = openBytes(path);
  const watch = new LastByte();
  const utf8 = isUnicode(encoding) ? undefined : new Utf8Watch();
  const steps = [...bytes, watch, ...(utf8 ? [utf8] : []), ...decoder];
  const text = steps.at(-1)!;
  // What goes wrong destroys all of the chain, so that its reader learns of it.
  pipeline([file, ...steps] as never, (error: Error | null | undefined) => {
    if (error && !text.destroyed) text.destroy(error);
  });
  return {
    text,
    bytesRead: () => file.bytesRead,
    endsWithLine: () => watch.byte === undefined || watch.byte === 0x0a || watch.byte === 0x0d,
    isUtf8AfterAll: () => utf8?.isUtf8 === true
  };
}

function openBytes(path: string): [ReadStream, Transform[]] {
  const file = createReadStream(path);
  return [file, isGzip(path) ? [createGunzip({ chunkSize: CHUNK_BYTES })] : []];
}

/** By its first bytes (RFC 1952, 2.3.1): what comes in has no name, and no text begins so. */
function isGzip(path: string): boolean {
  const start = Buffer.alloc(2);
  try {
    const file = openSync(path, "r");
    readSync(file, start, 0, 2, 0);
    closeSync(file);
  } catch {
    return false;
  }
  return start.equals(GZIP_MARK);
}

async function firstBytes(path: string, name: string): Promise<Buffer> {
  const [file, steps] = openBytes(path);
  const bytes: Readable = steps.length === 0 ? file : file.pipe(steps[0]!);
  file.on("error", (error) => bytes.destroy(error));
  const parts: Buffer[] = [];
  let length = 0;
  try {
    for await (const part of bytes as AsyncIterable<Buffer>) {
      parts.push(part);
      length += part.length;
      if (length >= HEAD_BYTES) break;
    }
  } catch (error) {
    if (length === 0) throw new SourceError(`${name}: ${readFault(error as Error)}`);
  }
  file.destroy();
  return Buffer.concat(parts).subarray(0, HEAD_BYTES);
}

/** "APPNOTE.TXT", 4.3.7: what an archive begins with, and so does a workbook. */
const ZIP_MARK = Buffer.from([0x50, 0x4b, 0x03, 0x04]);

function requireText(start: Buffer, name: string): void {
  if (start.subarray(0, ZIP_MARK.length).equals(ZIP_MARK))
    throw new SourceError(`${name}: is an archive or a workbook, not text: unpack it, or say source.format xlsx`);
  if (start.subarray(0, GZIP_MARK.length).equals(GZIP_MARK)) throw new SourceError(`${name}: is gzipped twice`);
}

/** Half of the bytes of plain text in UTF-16 are zero: the second of each pair, or the first. */
function encodingByZeros(start: Uint8Array): string | undefined {
  const pairs = start.length >> 1;
  let [second, first] = [0, 0];
  for (let pair = 0; pair < pairs; pair++) {
    const [one, other] = [start[2 * pair], start[2 * pair + 1]];
    if (other === 0 && one !== 0) second++;
    if (one === 0 && other !== 0) first++;
  }
  if (pairs <= 3) return undefined;
  return second > pairs / 2 ? "utf16le" : first > pairs / 2 ? "utf16be" : undefined;
}

function sameEncoding(said: string, marked: string): boolean {
  const plain = (name: string): string => name.toLowerCase().replace(/[^a-z0-9]/g, "");
  return plain(said) === plain(marked) || (plain(said) === "utf16" && plain(marked).startsWith("utf16"));
}

async function sizeOf(path: string, name: string): Promise<number> {
  try {
    return (await stat(path)).size;
  } catch (error) {
    throw new SourceError(`${name}: ${readFault(error as Error)}`);
  }
}

/** Remembers the last byte that is not the zero of a wide character. */
class LastByte extends Transform {
  byte: number | undefined;

  override _transform(chunk: Buffer, _encoding: BufferEncoding, done: (error: null, chunk: Buffer) => void): void {
    for (let index = chunk.length - 1; index >= Math.max(0, chunk.length - 4); index--) {
      if (chunk[index] === 0) continue;
      this.byte = chunk[index];
      break;
    }
    done(null, chunk);
  }
}
