import { posix } from "node:path";
import { zipSync } from "fflate";
import { buildSchema } from "../schema/build.ts";
import type {
  Field,
  FieldSet,
  PicklistValue,
  RecordType,
  Schema,
  SharingReason,
  ValidationRule
} from "../schema/types.ts";
import { readApex } from "./apex-source.ts";
import { componentTypes } from "./component-types.ts";
import { readCustomMetadata } from "./custom-metadata.ts";
import { readField, readPicklistValue } from "./field-source.ts";
import { LabelReader } from "./labels.ts";
import { readBundle } from "./lightning-bundle.ts";
import {
  readFieldSet,
  readObject,
  readRecordType,
  readSharingReason,
  readValidationRule,
  type ObjectParts
} from "./object-source.ts";
import { personRecordTypes, usesPersonAccounts } from "./person-accounts.ts";
import { SourceFile } from "./problems.ts";
import { checkElements } from "./rules/element-rules.ts";
import { checkTexts } from "./rules/text-rules.ts";
import type { TreeFile } from "./source-tree.ts";
import type {
  ApexSource,
  BundleFile,
  CustomMetadataRecord,
  LightningBundle,
  ObjectSource,
  ProjectDefinition,
  ProjectSource,
  SourceProblem,
  StaticResource,
  XmlComponent
} from "./types.ts";
import { elementsOf, parseXml, textOf, XmlSyntaxError, type XmlElement } from "./xml.ts";
import { dictionary } from "../values/dictionary.ts";

/** What is collected of one object from its folder's files. */
interface ObjectDraft {
  readonly name: string;
  path: string;
  definition: ObjectSource["definition"];
  readonly fields: Field[];
  readonly validationRules: ValidationRule[];
  readonly recordTypes: RecordType[];
  readonly fieldSets: FieldSet[];
  readonly sharingReasons: SharingReason[];
}

/** Reads the files of one project, each by its kind. */
export class ProjectReader {
  private readonly root: string;
  private readonly files: readonly TreeFile[];
  private readonly paths: ReadonlySet<string>;
  private readonly definition: ProjectDefinition;
  private readonly problems: SourceProblem[] = [];
  private readonly objects = new Map<string, ObjectDraft>();
  private readonly valueSets = new Map<string, readonly PicklistValue[]>();
  private readonly classes: ApexSource[] = [];
  private readonly triggers: ApexSource[] = [];
  private readonly components: XmlComponent[] = [];
  private readonly customMetadata: CustomMetadataRecord[] = [];
  private readonly bundleFiles = new Map<string, TreeFile[]>();
  private readonly resourceFiles = new Map<string, TreeFile[]>();
  private readonly labels = new LabelReader();

  constructor(root: string, files: readonly TreeFile[], definition: ProjectDefinition) {
    this.root = root;
    this.files = files;
    this.paths = new Set(files.map((file) => file.path));
    this.definition = definition;
  }

  read(): ProjectSource {
    this.readGlobalValueSets();
    for (const file of this.files) {
      this.readFile(file);
    }
    this.spreadActivity();
    const personAccounts = this.definition.personAccounts === true || usesPersonAccounts(this.objects, this.components);
    if (personAccounts) this.addPersonRecordTypes();
    return {
      root: this.root,
      ...this.definition,
      ...(personAccounts ? { personAccounts } : {}),
      objects: [...this.objects.values()],
      classes: this.classes,
      triggers: this.triggers,
      labels: this.labels.finish(),
      bundles: this.readBundles(),
      staticResources: this.readStaticResources(),
      customMetadata: this.customMetadata,
      components: this.components,
      problems: this.problems,
      files: this.files
    };
  }

  private readFile(file: TreeFile): void {
    const bundle = /^(.*\/lwc\/[^/]+)\/(.+)$/s.exec(file.path);
    const resource = /^(.*\/staticresources)\/([^/]+)(\/.*)?$/.exec(file.path);
    const metadata = /([^/]+)\.([A-Za-z]+)-meta\.xml$/.exec(file.path) ?? this.inMetadataFormat(file);
    if (bundle !== null) {
      group(this.bundleFiles, bundle[1]!, file);
    } else if (resource !== null) {
      group(this.resourceFiles, `${resource[1]}/${resource[2]!.replace(/(\.resource-meta\.xml|\.[^.]+)$/, "")}`, file);
    } else if (/\/lwc\/(\.eslintrc\.json|jsconfig\.json)$/.test(file.path)) {
      return;
    } else if (/\.(cls|trigger)$/.test(file.path)) {
      this.readApexFile(file);
    } else if (metadata !== null && metadata[2] === "app" && /\/aura\/[^/]+\/[^/]+$/.test(file.path)) {
      this.readComponent(file, metadata[1]!, "AuraDefinitionBundle");
    } else if (metadata !== null && isDocument(file, metadata[2]!)) {
      this.readComponent(file, metadata[1]!, "Document");
    } else if (metadata !== null && !/^(cls|trigger)$/.test(metadata[2]!)) {
      this.readMetadataFile(file, metadata[1]!, metadata[2]!);
    } else if (metadata === null && isContentOfMetadata(file) && !this.isPartOfComponent(file)) {
      this.sourceFile(file, "", posix.basename(file.path)).problem(
        "This kind of file is not supported by the local org"
      );
    }
  }

  /**
   * "Metadata API Developer Guide: Metadata Components and Types": packages in metadata format keep a component in
   * `Name.suffix`, and the CLI takes such files beside those in source format.
   */
  private inMetadataFormat(file: TreeFile): RegExpExecArray | null {
    const name = /([^/]+)\.([A-Za-z]+)$/.exec(file.path);
    const isMetadata = name !== null && (name[2] === "object" || oneFileTypes.has(name[2]!));
    return isMetadata && isContentOfMetadata(file) && !this.paths.has(`${file.path}-meta.xml`) ? name : null;
  }

  /** "Object Reference: Activity": custom fields of activities are fields of tasks and of events. */
  private spreadActivity(): void {
    const activity = this.objects.get("activity");
    if (activity === undefined) return;
    this.objects.delete("activity");
    for (const name of ["Task", "Event"]) {
      // Two relationships to one object cannot have one name: it is that of the tasks.
      const fields =
        name === "Task"
          ? activity.fields
          : activity.fields.map(({ childRelationshipName: _ofTasks, ...field }): Field => field);
      this.addObjectParts(name, activity.path, { ...activity, definition: undefined, fields });
    }
  }

  private addPersonRecordTypes(): void {
    const persons = this.objects.get("personaccount");
    this.objects.delete("personaccount");
    const recordTypes = personRecordTypes(persons?.recordTypes ?? []);
    const nothingElse = { definition: undefined, fields: [], validationRules: [] };
    this.addObjectParts("Account", persons?.path ?? "objects/Account", { ...nothingElse, recordTypes });
  }

  /** E-mail templates and the like keep their text in a file beside the metadata file, Aura and Experience bundles in a folder. */
  private isPartOfComponent(file: TreeFile): boolean {
    const folder =
      /^(.*\/(?:aiAuthoringBundles|aura|documents|experiences|digitalExperiences|genAiFunctions|genAiPlannerBundles|waveTemplates)\/[^/]+)\//.exec(
        file.path
      )?.[1];
    return (
      this.paths.has(`${file.path}-meta.xml`) ||
      (folder !== undefined &&
        this.files.some((other) => other.path.startsWith(folder) && other.path.endsWith("-meta.xml")))
    );
  }

  private readMetadataFile(file: TreeFile, name: string, suffix: string): void {
    switch (suffix) {
      case "object":
        this.parsed(file, "CustomObject", name, (source, content) =>
          this.addObjectParts(
            name,
            file.path,
            readObject(source, name, content, this.valueSets, standardFieldsOf(name)),
            true
          )
        );
        return;
      case "field":
        this.parsed(file, "CustomField", `${objectOf(file)}.${name}`, (source, content) => {
          const fields = readField(source, content, this.valueSets, standardFieldsOf(objectOf(file)));
          this.addObjectParts(objectOf(file), file.path, {
            definition: undefined,
            fields,
            validationRules: [],
            recordTypes: []
          });
        });
        return;
      case "validationRule":
        this.parsed(file, "ValidationRule", `${objectOf(file)}.${name}`, (source, content) =>
          this.addObjectParts(objectOf(file), file.path, {
            definition: undefined,
            fields: [],
            validationRules: [readValidationRule(source, content)],
            recordTypes: []
          })
        );
        return;
      case "recordType":
        this.parsed(file, "RecordType", `${objectOf(file)}.${name}`, (source, content) =>
          this.addObjectParts(objectOf(file), file.path, {
            definition: undefined,
            fields: [],
            validationRules: [],
            recordTypes: [readRecordType(source, content)]
          })
        );
        return;
      case "fieldSet":
        this.parsed(file, "FieldSet", `${objectOf(file)}.${name}`, (source, content) =>
          this.addObjectParts(objectOf(file), file.path, {
            definition: undefined,
            fields: [],
            validationRules: [],
            recordTypes: [],
            fieldSets: [readFieldSet(source, content)]
          })
        );
        return;
      case "sharingReason":
        this.parsed(file, "SharingReason", `${objectOf(file)}.${name}`, (source, content) =>
          this.addObjectParts(objectOf(file), file.path, {
            definition: undefined,
            fields: [],
            validationRules: [],
            recordTypes: [],
            sharingReasons: [readSharingReason(source, content)]
          })
        );
        this.readKnownComponent(file, name, suffix);
        return;
      case "labels":
        this.parsed(file, "CustomLabels", name, (source, content) => this.labels.addLabels(source, content));
        return;
      case "translation":
        this.parsed(file, "Translations", name, (_source, content) => this.labels.addTranslations(name, content));
        this.readComponent(file, name, "Translations");
        return;
      case "md":
        this.parsed(file, "CustomMetadata", name, (source, content) => {
          const record = readCustomMetadata(source, name, content);
          if (record !== undefined) {
            this.customMetadata.push(record);
          }
        });
        return;
      default:
        this.readKnownComponent(file, name, suffix);
    }
  }

  private readKnownComponent(file: TreeFile, name: string, suffix: string): void {
    const type = componentTypes[suffix];
    if (type === undefined) {
      this.sourceFile(file, suffix, name).problem(
        `Metadata of the kind .${suffix}-meta.xml is not supported by the local org`
      );
      return;
    }
    const isChild = /\/objects\/[^/]+\/[^/]+\/[^/]+$/.test(file.path);
    this.readComponent(file, isChild ? `${objectOf(file)}.${name}` : name, type.name, type.elements);
  }

  private readComponent(file: TreeFile, name: string, type: string, known?: ReadonlySet<string>): void {
    this.parsed(file, type, name, (source, content) => {
      if (known !== undefined) {
        source.requireKnown(content, known, type);
      }
      this.components.push({ type, name, path: file.path, xml: source.text, content });
    });
  }

  /** Values that fields refer to are read before the fields. */
  private readGlobalValueSets(): void {
    for (const file of this.files) {
      const name = /([^/]+)\.globalValueSet(?:-meta\.xml)?$/.exec(file.path)?.[1];
      if (name !== undefined) {
        this.parsed(
          file,
          "GlobalValueSet",
          name,
          (_source, content) => this.valueSets.set(name, elementsOf(content, "customValue").map(readPicklistValue)),
          false
        );
      }
    }
  }

  private addObjectParts(name: string, path: string, parts: ObjectParts, isObjectFile = false): void {
    const key = name.toLowerCase();
    const draft = this.objects.get(key) ?? {
      name,
      path,
      definition: undefined,
      fields: [],
      validationRules: [],
      recordTypes: [],
      fieldSets: [],
      sharingReasons: []
    };
    this.objects.set(key, draft);
    if (isObjectFile) {
      draft.path = path;
      draft.definition ??= parts.definition;
    }
    draft.fields.push(...parts.fields);
    draft.validationRules.push(...parts.validationRules);
    draft.recordTypes.push(...parts.recordTypes);
    draft.fieldSets.push(...(parts.fieldSets ?? []));
    draft.sharingReasons.push(...(parts.sharingReasons ?? []));
  }

  private readApexFile(file: TreeFile): void {
    const isTrigger = file.path.endsWith(".trigger");
    const name = posix.basename(file.path).replace(/\.[^.]+$/, "");
    const source = this.sourceFile(file, isTrigger ? "ApexTrigger" : "ApexClass", name);
    const meta = this.files.find((other) => other.path === `${file.path}-meta.xml`);
    if (meta === undefined) {
      source.problem(`The file ${posix.basename(file.path)}-meta.xml is missing`);
      return;
    }
    this.parsed(meta, source.componentType, name, (metaFile, content) =>
      (isTrigger ? this.triggers : this.classes).push(readApex(source, metaFile, content))
    );
  }

  private readBundles(): LightningBundle[] {
    return [...this.bundleFiles].flatMap(([path, files]) => {
      const name = posix.basename(path);
      const contents: BundleFile[] = files.map((file) => ({ path: file.path, content: file.read() }));
      const meta = bundleMeta(path, files);
      if (meta === undefined) {
        this.problemAt(
          files[0]!.path,
          "LightningComponentBundle",
          name,
          `The bundle ${name} has no ${name}.js-meta.xml`
        );
        return [];
      }
      let bundle: LightningBundle | undefined;
      this.parsed(meta, "LightningComponentBundle", name, (source, content) => {
        bundle = readBundle(source, name, path, contents, content);
      });
      return bundle ?? [];
    });
  }

  /** "Metadata API Developer Guide: StaticResource": one file, or a folder that becomes an archive. */
  private readStaticResources(): StaticResource[] {
    return [...this.resourceFiles].flatMap(([path, files]) => {
      const name = posix.basename(path);
      const meta = files.find((file) => file.path === `${path}.resource-meta.xml`);
      const content = files.filter((file) => file !== meta);
      if (meta === undefined || content.length === 0) {
        this.problemAt(
          files[0]!.path,
          "StaticResource",
          name,
          meta === undefined
            ? `The file ${name}.resource-meta.xml is missing`
            : `The content of the static resource ${name} is missing`
        );
        return [];
      }
      let contentType = "";
      this.parsed(meta, "StaticResource", name, (source, element) => {
        contentType = textOf(element, "contentType") ?? "";
        if (contentType === "") {
          source.problem("Required field is missing: contentType");
        } else if (!mimeType.test(contentType)) {
          source.problem(`The contentType of a static resource is a MIME type: ${JSON.stringify(contentType)}`);
        }
      });
      return [{ name, path: content[0]!.path, contentType, content: resourceContent(path, content) }];
    });
  }

  private parsed(
    file: TreeFile,
    type: string,
    name: string,
    read: (source: SourceFile, content: XmlElement) => void,
    report = true
  ): void {
    const source = this.sourceFile(file, type, name);
    try {
      const document = parseXml(source.text);
      read(source, document.content);
      if (report) {
        checkElements(source, document, Number(this.definition.sourceApiVersion));
        checkTexts(source, document.root, document.content);
      }
    } catch (error) {
      if (!(error instanceof XmlSyntaxError)) {
        throw error;
      }
      if (report) {
        this.problems.push({
          path: file.path,
          line: error.line,
          column: error.column,
          message: `Error parsing file: ${error.message}`,
          componentType: type,
          componentName: name
        });
      }
    }
  }

  private sourceFile(file: TreeFile, type: string, name: string): SourceFile {
    return new SourceFile(file.path, Buffer.from(file.read()).toString("utf8"), type, name, this.problems);
  }

  private problemAt(path: string, componentType: string, componentName: string, message: string): void {
    this.problems.push({ path, line: 1, column: 1, message, componentType, componentName });
  }
}

function group(groups: Map<string, TreeFile[]>, key: string, file: TreeFile): void {
  const files = groups.get(key);
  if (files === undefined) {
    groups.set(key, [file]);
  } else {
    files.push(file);
  }
}

/** "Media Types", RFC 6838, with parameters; it becomes a header of HTTP as it stands. */
const mimeType = /^[\w.+-]+\/[\w.+-]+(?: *; *[\w-]+=[\w."-]+)*$/;

/** Suffixes of what is read into the project's own parts, not kept as a component. */
const readByItself: ReadonlySet<string> = new Set(["object", "labels", "translation", "md"]);

/** Suffixes that other files have too count in the folder of their type only. */
const commonSuffixes: Readonly<Record<string, string | undefined>> = dictionary({
  md: "customMetadata",
  xml: "emailservices"
});

/**
 * The CLI knows components by the suffixes of metadata types and leaves other files (notes, pictures, build files) where
 * they lie ("Salesforce DX Developer Guide: Salesforce DX Project Structure and Source Format"; measured with its
 * source-deploy-retrieve library).
 */
function isContentOfMetadata(file: TreeFile): boolean {
  const suffix = posix.extname(file.path).slice(1);
  const onlyFolder = commonSuffixes[suffix];
  return onlyFolder === undefined
    ? readByItself.has(suffix) || Object.hasOwn(componentTypes, suffix)
    : posix.basename(posix.dirname(file.path)) === onlyFolder;
}

/** "Metadata API Developer Guide: Document": in metadata format its file is called after the content, `Logo.png-meta.xml`. */
function isDocument({ path }: TreeFile, suffix: string): boolean {
  return /\/documents\/[^/]+\/[^/]+-meta\.xml$/.test(path) && suffix !== "document";
}

/**
 * The CLI deploys a component's folder whole whatever its configuration file is called, and a public project has one with a
 * misspelt name ("Lightning Web Components Developer Guide: Component Configuration File"): one is the component's.
 */
function bundleMeta(path: string, files: readonly TreeFile[]): TreeFile | undefined {
  const metas = files.filter((file) => posix.dirname(file.path) === path && file.path.endsWith(".js-meta.xml"));
  return metas.length === 1
    ? metas[0]
    : metas.find((file) => file.path === `${path}/${posix.basename(path)}.js-meta.xml`);
}

/** Suffixes of the types whose components are content of their own beside an XML file, or folders. */
const typesWithContent: ReadonlySet<string> = new Set(
  "page component cmp auradoc evt intf tokens email asset dwl document xml site digitalExperience bundle genAiFunction wapp wdash wdf wds wlens wdpr xmd".split(
    " "
  )
);

/** Suffixes of the types that have one XML file a component. */
const oneFileTypes: ReadonlySet<string> = new Set(
  ["labels", "translation", "md", ...Object.keys(componentTypes)].filter((suffix) => !typesWithContent.has(suffix))
);

/** The object in whose folder a part's file lies: `objects/Invoice__c/fields/…`. */
function objectOf(file: TreeFile): string {
  return /\/objects\/([^/]+)\//.exec(`/${file.path}`)?.[1] ?? "";
}

let standardSchema: Schema | undefined;

function standardFieldsOf(object: string): (name: string) => Field | undefined {
  standardSchema ??= buildSchema();
  return (name) => standardSchema!.object(object)?.field(name);
}

function resourceContent(path: string, files: readonly TreeFile[]): Uint8Array {
  const isFolder = files.some((file) => file.path.startsWith(`${path}/`));
  if (!isFolder) {
    return files[0]!.read();
  }
  const entries = files.map((file) => [file.path.slice(path.length + 1), new Uint8Array(file.read())] as const);
  return zipSync(Object.fromEntries(entries), { mtime: new Date(1980, 0, 1) });
}
