import { createServer, type AddressInfo, type Server, type Socket } from "node:net";

/** Types of columns, of those that Microsoft's protocol has. */
export type TdsType = "nvarchar" | "decimal" | "datetime" | "datetime2" | "date" | "int" | "bit";
export type TdsValue = string | number | boolean | Date | null;

export interface TdsColumn {
  readonly name: string;
  readonly type: TdsType;
}

export interface TdsResult {
  readonly columns: readonly TdsColumn[];
  readonly rows: Iterable<readonly TdsValue[]>;
}

const PACKET = 4096;
const [SQL_BATCH, RESPONSE, LOGIN7, PRELOGIN, ATTENTION] = [0x01, 0x04, 0x10, 0x12, 0x06];
const DAY_MS = 86_400_000;
const FIRST_DAY = Date.parse("0001-01-01T00:00:00Z");
const SCALE = 4;

/**
 * A server of the protocol of "[MS-TDS]: Tabular Data Stream Protocol" 7.4, as far as a client needs it that logs in
 * without encryption and sends statements as batches: PRELOGIN, LOGIN7, SQLBatch, and results of a few types.
 */
export class TdsServer {
  /** Statements in the order in which they came. */
  readonly statements: string[] = [];
  readonly logins: { user: string; password: string; database: string; readOnly: boolean }[] = [];
  port = 0;
  private readonly server: Server;
  private readonly sockets = new Set<Socket>();

  private constructor(answer: (sql: string) => TdsResult | undefined, password: string) {
    this.server = createServer((socket) => {
      this.sockets.add(socket);
      socket.on("error", () => undefined);
      void this.serve(socket, answer, password);
    });
  }

  /** @param answer undefined for a statement without a result; what it throws is the server's error */
  static async start(answer: (sql: string) => TdsResult | undefined, password: string): Promise<TdsServer> {
    const tds = new TdsServer(answer, password);
    await new Promise<void>((resolve) => tds.server.listen(0, "127.0.0.1", resolve));
    tds.port = (tds.server.address() as AddressInfo).port;
    return tds;
  }

  stop(): void {
    for (const socket of this.sockets) socket.destroy();
    this.server.close();
  }

  private async serve(socket: Socket, answer: (sql: string) => TdsResult | undefined, password: string): Promise<void> {
    for await (const { type, body } of messagesOf(socket)) {
      if (type === PRELOGIN) await send(socket, preloginAnswer());
      else if (type === LOGIN7) {
        const login = loginOf(body);
        this.logins.push(login);
        await send(
          socket,
          login.password === password ? loginAnswer() : errorAnswer(18456, `Login failed for user '${login.user}'.`)
        );
      } else if (type === ATTENTION) await send(socket, done(0x20));
      else if (type === SQL_BATCH) {
        const sql = body.subarray(body.readUInt32LE(0)).toString("utf16le");
        this.statements.push(sql);
        await this.answerTo(socket, sql, answer);
      }
    }
  }

  private async answerTo(socket: Socket, sql: string, answer: (sql: string) => TdsResult | undefined): Promise<void> {
    try {
      const result = answer(sql);
      if (result) await sendParts(socket, resultParts(result));
      else await send(socket, done(0));
    } catch (error) {
      await send(socket, errorAnswer(208, (error as Error).message));
    }
  }
}

/** 2.2.3.1: a message is one or several packets, the last of which has the bit of its end. */
async function* messagesOf(socket: Socket): AsyncGenerator<{ type: number; body: Buffer }> {
  let parts: Buffer[] = [];
  for await (const packet of packetsOf(socket)) {
    parts.push(packet.subarray(8));
    if ((packet[1]! & 1) === 0) continue;
    yield { type: packet[0]!, body: Buffer.concat(parts) };
    parts = [];
  }
}

async function* packetsOf(socket: Socket): AsyncGenerator<Buffer> {
  let bytes = Buffer.alloc(0);
  try {
    for await (const chunk of socket) {
      bytes = Buffer.concat([bytes, chunk as Buffer]);
      for (
        let length;
        bytes.length >= 8 && bytes.length >= (length = bytes.readUInt16BE(2));
        bytes = bytes.subarray(length)
      )
        yield bytes.subarray(0, length);
    }
  } catch {
    // The client is gone.
  }
}

function send(socket: Socket, body: Buffer): Promise<void> {
  return sendParts(socket, [body]);
}

async function sendParts(socket: Socket, parts: Iterable<Buffer>): Promise<void> {
  let id = 0;
  const write = async (body: Buffer, isLast: boolean): Promise<void> => {
    const header = Buffer.from([RESPONSE, isLast ? 1 : 0, 0, 0, 0, 0, ++id & 0xff, 0]);
    header.writeUInt16BE(body.length + 8, 2);
    if (!socket.write(Buffer.concat([header, body]))) await new Promise((resolve) => socket.once("drain", resolve));
  };
  let rest = Buffer.alloc(0);
  for (const part of parts) {
    rest = Buffer.concat([rest, part]);
    for (; rest.length > PACKET - 8; rest = rest.subarray(PACKET - 8)) await write(rest.subarray(0, PACKET - 8), false);
  }
  await write(rest, true);
}

/** 2.2.6.5: a version, and that nothing is encrypted. */
function preloginAnswer(): Buffer {
  return Buffer.from([0, 0, 11, 0, 6, 1, 0, 17, 0, 1, 0xff, 16, 0, 0, 0, 0, 0, 2]);
}

/** 2.2.6.4 */
function loginOf(body: Buffer): TdsServer["logins"][number] {
  const text = (at: number, change = (byte: number): number => byte): string => {
    const [start, characters] = [body.readUInt16LE(at), body.readUInt16LE(at + 2)];
    return Buffer.from(body.subarray(start, start + characters * 2).map(change)).toString("utf16le");
  };
  const plain = (byte: number): number => {
    const swapped = byte ^ 0xa5;
    return ((swapped << 4) | (swapped >> 4)) & 0xff;
  };
  return { user: text(40), password: text(44, plain), database: text(68), readOnly: (body[26]! & 0x20) !== 0 };
}

/** 2.2.7.14 */
function loginAnswer(): Buffer {
  const program = shortText("Test");
  const body = Buffer.concat([Buffer.from([1, 0x74, 0, 0, 4]), program, Buffer.from([16, 0, 0, 0])]);
  return Buffer.concat([Buffer.from([0xad]), uint16(body.length), body, done(0)]);
}

/** 2.2.7.10 */
function errorAnswer(number: number, message: string): Buffer {
  const text = Buffer.from(message, "utf16le");
  const head = Buffer.alloc(6);
  head.writeUInt32LE(number, 0);
  head.set([1, 14], 4);
  const body = Buffer.concat([
    head,
    uint16(message.length),
    text,
    shortText("Test"),
    shortText(""),
    Buffer.from([1, 0, 0, 0])
  ]);
  return Buffer.concat([Buffer.from([0xaa]), uint16(body.length), body, done(2)]);
}

/** 2.2.7.6 */
function done(status: number): Buffer {
  return Buffer.concat([Buffer.from([0xfd]), uint16(status), Buffer.alloc(10)]);
}

function* resultParts({ columns, rows }: TdsResult): Generator<Buffer> {
  // 2.2.7.4
  yield Buffer.concat([Buffer.from([0x81]), uint16(columns.length), ...columns.map(columnOf)]);
  // 2.2.7.19
  for (const row of rows)
    yield Buffer.concat([Buffer.from([0xd1]), ...row.map((value, index) => valueOf(value, columns[index]!.type))]);
  yield done(0);
}

function columnOf({ name, type }: TdsColumn): Buffer {
  const types: Readonly<Record<TdsType, number[]>> = {
    nvarchar: [0xe7, 0x40, 0x1f, 9, 4, 0xd0, 0, 0x34],
    decimal: [0x6a, 17, 18, SCALE],
    datetime: [0x6f, 8],
    datetime2: [0x2a, 3],
    date: [0x28],
    int: [0x26, 4],
    bit: [0x68, 1]
  };
  return Buffer.concat([Buffer.from([0, 0, 0, 0, 1, 0, ...types[type]]), shortText(name)]);
}

/** 2.2.5.4 and 2.2.5.5.1 */
function valueOf(value: TdsValue, type: TdsType): Buffer {
  if (value === null) return type === "nvarchar" ? Buffer.from([0xff, 0xff]) : Buffer.from([0]);
  if (type === "nvarchar") {
    const text = Buffer.from(String(value), "utf16le");
    return Buffer.concat([uint16(text.length), text]);
  }
  const bytes = { decimal, datetime, datetime2, date, int, bit }[type](value);
  return Buffer.concat([Buffer.from([bytes.length]), bytes]);
}

function decimal(value: TdsValue): Buffer {
  const [whole, part = ""] = String(value).replace("-", "").split(".");
  const bytes = Buffer.alloc(9);
  bytes[0] = String(value).startsWith("-") ? 0 : 1;
  bytes.writeBigUInt64LE(BigInt(whole! + part.padEnd(SCALE, "0")), 1);
  return bytes;
}

function datetime(value: TdsValue): Buffer {
  const milliseconds = (value as Date).getTime() - Date.UTC(1900, 0, 1);
  const bytes = Buffer.alloc(8);
  bytes.writeInt32LE(Math.floor(milliseconds / DAY_MS), 0);
  bytes.writeUInt32LE(Math.round(((milliseconds % DAY_MS) * 3) / 10), 4);
  return bytes;
}

function datetime2(value: TdsValue): Buffer {
  const since = (value as Date).getTime() - FIRST_DAY;
  const bytes = Buffer.alloc(7);
  bytes.writeUIntLE(since % DAY_MS, 0, 4);
  bytes.writeUIntLE(Math.floor(since / DAY_MS), 4, 3);
  return bytes;
}

function date(value: TdsValue): Buffer {
  const bytes = Buffer.alloc(3);
  bytes.writeUIntLE(Math.floor(((value as Date).getTime() - FIRST_DAY) / DAY_MS), 0, 3);
  return bytes;
}

function int(value: TdsValue): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeInt32LE(Number(value));
  return bytes;
}

function bit(value: TdsValue): Buffer {
  return Buffer.from([value === true ? 1 : 0]);
}

/** A length byte in characters before it. */
function shortText(text: string): Buffer {
  return Buffer.concat([Buffer.from([text.length]), Buffer.from(text, "utf16le")]);
}

function uint16(value: number): Buffer {
  const bytes = Buffer.alloc(2);
  bytes.writeUInt16LE(value);
  return bytes;
}
