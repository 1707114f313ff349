import { unzipSync, zipSync, type Zippable } from "fflate";
import { Blob } from "../../../values/blob.ts";
import { ApexList, ApexMap, ApexSet } from "../../runtime/collections.ts";
import { enumConstant } from "../../runtime/enums.ts";
import { apexError } from "../../runtime/exceptions.ts";
import type { ApexEnum } from "../../runtime/object.ts";
import { libraryType, stringType } from "../../runtime/runtime-type.ts";
import { nullArgument } from "../definition/arguments.ts";
import { defineClass, type ClassDefinition } from "../definition/define.ts";

const levelEnum = defineClass({
  namespace: "Compression",
  name: "Level",
  documentation: "Apex Reference Guide: Level Enum",
  kind: "enum",
  constants: ["BEST_COMPRESSION", "BEST_SPEED", "DEFAULT_LEVEL", "NO_COMPRESSION"]
});

const methodEnum = defineClass({
  namespace: "Compression",
  name: "Method",
  documentation: "Apex Reference Guide: Method Enum",
  kind: "enum",
  constants: ["DEFLATED", "STORED"]
});

const levels = { BEST_COMPRESSION: 9, BEST_SPEED: 1, DEFAULT_LEVEL: 6, NO_COMPRESSION: 0 } as const;

type Method = "DEFLATED" | "STORED";

/** Value of the class Compression.ZipEntry. */
class ZipEntry {
  readonly apexTypeName = "Compression.ZipEntry";
  readonly name: string;
  content: Blob;
  method: Method;

  constructor(name: string, content: Blob, method: Method) {
    this.name = name;
    this.content = content;
    this.method = method;
  }
}

type Entries = Map<string, ZipEntry>;

class ZipWriter {
  readonly apexTypeName = "Compression.ZipWriter";
  readonly entries: Entries = new Map();
  level: keyof typeof levels = "DEFAULT_LEVEL";
  method: Method = "DEFLATED";

  add(name: string | null, content: Blob | null, method: Method = this.method): ZipEntry {
    if (name === null || content === null) throw nullArgument();
    if (this.entries.has(name)) throw zipError(`duplicate entry: ${name}`);
    const entry = new ZipEntry(name, content, method);
    this.entries.set(name, entry);
    return entry;
  }

  archive(): Blob {
    const files: Zippable = {};
    for (const { name, content, method } of this.entries.values())
      files[name] = [content.bytes, { level: method === "STORED" ? 0 : levels[this.level] }];
    return new Blob(zipSync(files));
  }
}

class ZipReader {
  readonly apexTypeName = "Compression.ZipReader";
  readonly entries: Entries = new Map();

  constructor(data: Blob | null) {
    if (data === null) throw nullArgument();
    const methods = new Map<string, Method>();
    for (const [name, bytes] of Object.entries(unzipped(data.bytes, methods)))
      this.entries.set(name, new ZipEntry(name, new Blob(bytes), methods.get(name)!));
  }
}

function unzipped(bytes: Uint8Array, methods: Map<string, Method>): Record<string, Uint8Array> {
  try {
    return unzipSync(bytes, {
      filter: ({ name, compression }) => {
        methods.set(name, compression === 0 ? "STORED" : "DEFLATED");
        return true;
      }
    });
  } catch (problem) {
    throw zipError((problem as Error).message);
  }
}

function zipError(message: string): Error {
  return apexError("Compression.ZipException", message);
}

function entryNamed(self: ZipReader | ZipWriter, name: string | null): ZipEntry | null {
  if (name === null) throw nullArgument();
  return self.entries.get(name) ?? null;
}

function extract(self: ZipReader, given: string | ZipEntry | null): Blob {
  const entry = entryNamed(self, given instanceof ZipEntry ? given.name : given);
  if (!entry) throw zipError(`entry not found: ${given instanceof ZipEntry ? given.name : String(given)}`);
  return entry.content;
}

const allEntries = (self: ZipReader | ZipWriter): ApexList =>
  new ApexList(libraryType("Compression.ZipEntry"), [...self.entries.values()]);

/** Comments, times, checksums and packed sizes of entries are not kept: the methods for them are missing. */
export const compressionClasses: readonly ClassDefinition[] = [
  levelEnum,
  methodEnum,
  defineClass({
    namespace: "Compression",
    name: "ZipEntry",
    documentation: "Apex Reference Guide: ZipEntry Class",
    members: {
      "Blob getContent()": (self: ZipEntry) => self.content,
      "Compression.Method getMethod()": (self: ZipEntry) => enumConstant(methodEnum, self.method),
      "String getName()": (self: ZipEntry) => self.name,
      "Long getUncompressedSize()": (self: ZipEntry) => BigInt(self.content.bytes.length),
      "Compression.ZipEntry setContent(Blob content)": (self: ZipEntry, content: Blob | null) => {
        if (content === null) throw nullArgument();
        self.content = content;
        return self;
      },
      "Compression.ZipEntry setMethod(Compression.Method method)": (self: ZipEntry, method: ApexEnum | null) => {
        if (method === null) throw nullArgument();
        self.method = method.name as Method;
        return self;
      }
    }
  }),
  defineClass({
    namespace: "Compression",
    name: "ZipWriter",
    documentation: "Apex Reference Guide: ZipWriter Class",
    members: {
      "ZipWriter()": () => new ZipWriter(),
      "Compression.ZipEntry addEntry(String name, Blob data)": (
        self: ZipWriter,
        name: string | null,
        data: Blob | null
      ) => self.add(name, data),
      "Compression.ZipEntry addEntry(Compression.ZipEntry prototype)": (self: ZipWriter, given: ZipEntry | null) => {
        if (given === null) throw nullArgument();
        return self.add(given.name, given.content, given.method);
      },
      "Blob getArchive()": (self: ZipWriter) => self.archive(),
      "List<Compression.ZipEntry> getEntries()": allEntries,
      "Compression.ZipEntry getEntry(String name)": entryNamed,
      "Set<String> getEntryNames()": (self: ZipWriter) => new ApexSet(stringType, self.entries.keys()),
      "Compression.Level getLevel()": (self: ZipWriter) => enumConstant(levelEnum, self.level),
      "Compression.Method getMethod()": (self: ZipWriter) => enumConstant(methodEnum, self.method),
      "void removeEntry(String name)": (self: ZipWriter, name: string | null) => {
        if (name === null) throw nullArgument();
        self.entries.delete(name);
      },
      "Compression.ZipWriter setLevel(Compression.Level level)": (self: ZipWriter, level: ApexEnum | null) => {
        if (level === null) throw nullArgument();
        self.level = level.name as keyof typeof levels;
        return self;
      },
      "Compression.ZipWriter setMethod(Compression.Method method)": (self: ZipWriter, method: ApexEnum | null) => {
        if (method === null) throw nullArgument();
        self.method = method.name as Method;
        return self;
      }
    }
  }),
  defineClass({
    namespace: "Compression",
    name: "ZipReader",
    documentation: "Apex Reference Guide: ZipReader Class",
    members: {
      "ZipReader(Blob data)": (data: Blob | null) => new ZipReader(data),
      "Blob extract(String name)": extract,
      "Blob extract(Compression.ZipEntry entry)": extract,
      "List<Compression.ZipEntry> getEntries()": allEntries,
      "Map<String, Compression.ZipEntry> getEntriesMap()": (self: ZipReader) =>
        new ApexMap(stringType, libraryType("Compression.ZipEntry"), self.entries),
      "Compression.ZipEntry getEntry(String name)": entryNamed,
      "List<String> getEntryNames()": (self: ZipReader) => new ApexList(stringType, [...self.entries.keys()])
    }
  })
];
