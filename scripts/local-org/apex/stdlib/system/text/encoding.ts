import {
  createHash,
  createHmac,
  createCipheriv,
  createDecipheriv,
  createSign,
  createVerify,
  randomBytes,
  randomInt,
  randomUUID,
  timingSafeEqual
} from "node:crypto";
import { Blob } from "../../../../values/blob.ts";
import { apexError } from "../../../runtime/exceptions.ts";
import { withoutNullArguments } from "../../definition/arguments.ts";
import { defineClass } from "../../definition/define.ts";
import { pdfOf } from "../../../../pdf/pdf.ts";
import { dictionary } from "../../../../values/dictionary.ts";

const blob = (bytes: Uint8Array) => new Blob(new Uint8Array(bytes));

export const blobClass = defineClass({
  name: "Blob",
  documentation: "Apex Reference Guide: Blob Class",
  members: withoutNullArguments({
    "Integer size()": (self: Blob) => self.size,
    "String toString()": blobText,
    "static Blob toPdf(String html)": toPdf,
    "static Blob valueOf(String text)": (text: string) => Blob.fromText(text)
  })
});

/** "Apex Reference Guide: Blob Class", toPdf: any text; HTML is rendered as Visualforce does it. */
function toPdf(html: string): Blob {
  try {
    return new Blob(pdfOf(html));
  } catch (error) {
    throw apexError("System.VisualforceException", (error as Error).message);
  }
}

/** @throws StringException where the bytes are no UTF-8. */
export function blobText(self: Blob): string {
  try {
    return self.toText();
  } catch {
    throw apexError("System.StringException", "BLOB is not a valid UTF-8 string");
  }
}

/** Percent encoding of `application/x-www-form-urlencoded`, as java.net.URLEncoder does it. */
function urlEncode(text: string): string {
  return encodeURIComponent(text)
    .replace(/[!'()~]/g, (unit) => `%${unit.charCodeAt(0).toString(16).toUpperCase()}`)
    .replaceAll("%20", "+");
}

function urlDecode(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll("+", " "));
  } catch {
    throw apexError(
      "System.IllegalArgumentException",
      `URLDecoder: Illegal hex characters in escape (%) pattern: ${text}`
    );
  }
}

function requireUtf8(charset: string): void {
  if (!/^utf-?8$/i.test(charset))
    throw apexError("System.IllegalArgumentException", `The local org encodes URLs in UTF-8 only, not in ${charset}`);
}

function fromBase64(text: string): Blob {
  if (!/^[A-Za-z0-9+/\s]*={0,2}\s*$/.test(text))
    throw apexError("System.StringException", "Unrecognized base64 character");
  return blob(Buffer.from(text, "base64"));
}

function fromHex(text: string): Blob {
  if (!/^(?:[0-9a-fA-F]{2})*$/.test(text))
    throw apexError("System.StringException", `Invalid hex characters in: ${text}`);
  return blob(Buffer.from(text, "hex"));
}

export const encodingUtilClass = defineClass({
  name: "EncodingUtil",
  documentation: "Apex Reference Guide: EncodingUtil Class",
  members: withoutNullArguments({
    "static Blob base64Decode(String text)": fromBase64,
    "static String base64Encode(Blob data)": (data: Blob) => Buffer.from(data.bytes).toString("base64"),
    "static Blob convertFromHex(String text)": fromHex,
    "static String convertToHex(Blob data)": (data: Blob) => Buffer.from(data.bytes).toString("hex"),
    "static String urlDecode(String text, String charset)": (text: string, charset: string) => {
      requireUtf8(charset);
      return urlDecode(text);
    },
    "static String urlEncode(String text, String charset)": (text: string, charset: string) => {
      requireUtf8(charset);
      return urlEncode(text);
    }
  })
});

const digests: Readonly<Record<string, string>> = dictionary({
  MD5: "md5",
  SHA1: "sha1",
  "SHA-1": "sha1",
  SHA256: "sha256",
  "SHA-256": "sha256",
  SHA512: "sha512",
  "SHA-512": "sha512"
});

function known(algorithms: Readonly<Record<string, string>>, name: string): string {
  const found = algorithms[name] ?? algorithms[name.toUpperCase()];
  if (found === undefined) throw apexError("System.InvalidParameterValueException", `Invalid algorithm: ${name}`);
  return found;
}

const macs: Readonly<Record<string, string>> = dictionary({
  hmacMD5: "md5",
  hmacSHA1: "sha1",
  hmacSHA256: "sha256",
  hmacSHA512: "sha512",
  HMACMD5: "md5",
  HMACSHA1: "sha1",
  HMACSHA256: "sha256",
  HMACSHA512: "sha512"
});
const ciphers: Readonly<Record<string, string>> = dictionary({
  AES128: "aes-128-cbc",
  AES192: "aes-192-cbc",
  AES256: "aes-256-cbc"
});
const signatures: Readonly<Record<string, string>> = dictionary({
  RSA: "RSA-SHA1",
  "RSA-SHA1": "RSA-SHA1",
  "RSA-SHA256": "RSA-SHA256",
  "RSA-SHA384": "RSA-SHA384",
  "RSA-SHA512": "RSA-SHA512"
});

function mac(algorithm: string, input: Blob, key: Blob): Buffer {
  return createHmac(known(macs, algorithm), key.bytes).update(input.bytes).digest();
}

function encrypt(algorithm: string, key: Blob, vector: Uint8Array, data: Blob): Buffer {
  return security(() => {
    const cipher = createCipheriv(known(ciphers, algorithm), key.bytes, vector);
    return Buffer.concat([cipher.update(data.bytes), cipher.final()]);
  });
}

function decrypt(algorithm: string, key: Blob, vector: Uint8Array, data: Uint8Array): Buffer {
  return security(() => {
    const decipher = createDecipheriv(known(ciphers, algorithm), key.bytes, vector);
    return Buffer.concat([decipher.update(data), decipher.final()]);
  });
}

function security<T>(work: () => T): T {
  try {
    return work();
  } catch (problem) {
    if (problem instanceof Error && problem.name === "System.InvalidParameterValueException") throw problem;
    throw apexError("System.SecurityException", (problem as Error).message);
  }
}

/** PKCS #8 keys come as bare DER. */
function sign(algorithm: string, input: Blob, key: Blob): Blob {
  return security(() =>
    blob(
      createSign(known(signatures, algorithm))
        .update(input.bytes)
        .sign({ key: Buffer.from(key.bytes), format: "der", type: "pkcs8" })
    )
  );
}

function verify(algorithm: string, input: Blob, signature: Blob, key: Blob): boolean {
  return security(() =>
    createVerify(known(signatures, algorithm))
      .update(input.bytes)
      .verify({ key: Buffer.from(key.bytes), format: "der", type: "spki" }, signature.bytes)
  );
}

export const cryptoClass = defineClass({
  name: "Crypto",
  documentation: "Apex Reference Guide: Crypto Class",
  members: withoutNullArguments({
    "static Blob decrypt(String algorithm, Blob key, Blob vector, Blob data)": (
      algorithm: string,
      key: Blob,
      vector: Blob,
      data: Blob
    ) => blob(decrypt(algorithm, key, vector.bytes, data.bytes)),
    "static Blob decryptWithManagedIV(String algorithm, Blob key, Blob data)": (
      algorithm: string,
      key: Blob,
      data: Blob
    ) => blob(decrypt(algorithm, key, data.bytes.slice(0, 16), data.bytes.slice(16))),
    "static Blob encrypt(String algorithm, Blob key, Blob vector, Blob data)": (
      algorithm: string,
      key: Blob,
      vector: Blob,
      data: Blob
    ) => blob(encrypt(algorithm, key, vector.bytes, data)),
    "static Blob encryptWithManagedIV(String algorithm, Blob key, Blob data)": (
      algorithm: string,
      key: Blob,
      data: Blob
    ) => {
      const vector = randomBytes(16);
      return blob(Buffer.concat([vector, encrypt(algorithm, key, vector, data)]));
    },
    "static Blob generateAesKey(Integer size)": (size: number) => {
      if (![128, 192, 256].includes(size))
        throw apexError("System.InvalidParameterValueException", `Invalid key size: ${size}`);
      return blob(randomBytes(size / 8));
    },
    "static Blob generateDigest(String algorithm, Blob input)": (algorithm: string, input: Blob) =>
      blob(createHash(known(digests, algorithm)).update(input.bytes).digest()),
    "static Blob generateMac(String algorithm, Blob input, Blob key)": (algorithm: string, input: Blob, key: Blob) =>
      blob(mac(algorithm, input, key)),
    "static Integer getRandomInteger()": () => randomInt(-(2 ** 31), 2 ** 31),
    "static Long getRandomLong()": () => randomBytes(8).readBigInt64BE(),
    "static Blob sign(String algorithm, Blob input, Blob key)": sign,
    "static Blob signWithCertificate(String algorithm, Blob input, String certificate)": (
      _algorithm: string,
      _input: Blob,
      certificate: string
    ) => {
      // Certificates are made in Setup and are no part of a project.
      throw apexError(
        "System.NoDataFoundException",
        `Data Not Available: The data you were trying to access could not be found: the local org has no certificate ${certificate}`
      );
    },
    "static Boolean verify(String algorithm, Blob input, Blob signature, Blob key)": verify,
    "static Boolean verifyHmac(String algorithm, Blob input, Blob key, Blob expected)": (
      algorithm: string,
      input: Blob,
      key: Blob,
      expected: Blob
    ) => {
      const computed = mac(algorithm, input, key);
      return computed.length === expected.size && timingSafeEqual(computed, expected.bytes);
    }
  })
});

/** Value of the class System.UUID. */
class Uuid {
  readonly apexTypeName = "System.UUID";
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }

  get contentKey(): string {
    return this.text;
  }

  get jsonText(): string {
    return this.text;
  }

  toString(): string {
    return this.text;
  }
}

export const uuidClass = defineClass({
  name: "UUID",
  documentation: "Apex Reference Guide: UUID Class",
  members: withoutNullArguments({
    "static UUID randomUUID()": () => new Uuid(randomUUID()),
    "static UUID fromString(String text)": (text: string) => {
      if (!/^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text))
        throw apexError("System.IllegalArgumentException", `Invalid UUID string: ${text}`);
      return new Uuid(text.toLowerCase());
    },
    "String toString()": (self: Uuid) => self.text,
    "Boolean equals(Object other)": (self: Uuid, other: unknown) => other instanceof Uuid && other.text === self.text
  })
});
