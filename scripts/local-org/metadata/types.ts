import type {
  Field,
  FieldSet,
  RecordType,
  SObjectType,
  SharingModel,
  SharingReason,
  ValidationRule
} from "../schema/types.ts";

/** A place in a source file, 1-based; for messages. */
export interface SourcePlace {
  readonly path: string;
  readonly line: number;
  readonly column: number;
}

/** Everything wrong with a project's source, all of it at once; printed as `path:line:column message`. */
export interface SourceProblem extends SourcePlace {
  readonly message: string;
  /** e.g. `CustomObject`, `ApexClass`; what a deploy result calls componentType. */
  readonly componentType: string;
  readonly componentName: string;
}

export interface ApexSource {
  readonly name: string;
  /** Relative to the project's root, `/` separated. */
  readonly path: string;
  readonly source: string;
  readonly apiVersion: number;
  readonly status: "Active" | "Inactive" | "Deleted";
}

/** Fields of a custom object, or additions to a standard one. */
export interface ObjectSource {
  readonly name: string;
  readonly path: string;
  /** Absent where the project only adds fields to an object that exists. */
  readonly definition?: {
    readonly label: string;
    readonly labelPlural: string;
    readonly sharingModel: SharingModel;
    readonly kind: SObjectType["kind"];
    readonly customSettingType?: "List" | "Hierarchy";
    readonly nameField: Field;
    readonly hasHistory?: boolean;
    readonly publishesImmediately?: boolean;
    /** The compact layout that records show at the top; absent for the system's own. */
    readonly compactLayout?: string;
    /** Fields that search results show beside the name. */
    readonly searchResultFields?: readonly string[];
    /** Custom buttons above the object's lists, by name, in order. */
    readonly listButtons?: readonly string[];
    /** Standard buttons that the object's lists leave out, for example `New`. */
    readonly excludedListButtons?: readonly string[];
  };
  readonly fields: readonly Field[];
  readonly validationRules: readonly ValidationRule[];
  readonly recordTypes: readonly RecordType[];
  readonly fieldSets?: readonly FieldSet[];
  readonly sharingReasons?: readonly SharingReason[];
}

/** A metadata component that rooms above read as XML (FlexiPage, CustomApplication, CustomTab, Layout, PermissionSet …). */
export interface XmlComponent {
  readonly type: string;
  readonly name: string;
  readonly path: string;
  readonly xml: string;
  /** The parsed root element's content: repeated elements are always arrays where the type's list says so. */
  readonly content: Readonly<Record<string, unknown>>;
}

export interface BundleFile {
  readonly path: string;
  readonly content: Uint8Array;
}

export interface LightningBundle {
  readonly name: string;
  /** Folder, relative to the project's root. */
  readonly path: string;
  readonly files: readonly BundleFile[];
  /** From `<name>.js-meta.xml`. */
  readonly isExposed: boolean;
  readonly targets: readonly string[];
}

export interface StaticResource {
  readonly name: string;
  readonly path: string;
  readonly contentType: string;
  readonly content: Uint8Array;
}

export interface CustomLabel {
  readonly name: string;
  readonly value: string;
  readonly language: string;
  readonly path: string;
  /** By language code (`tr`, `pl`), from translations. */
  readonly translations: ReadonlyMap<string, string>;
}

export interface CustomMetadataRecord {
  readonly object: string;
  readonly developerName: string;
  readonly label: string;
  readonly path: string;
  /** Raw text by field name, null for xsi:nil. */
  readonly values: ReadonlyMap<string, string | null>;
}

/** "Metadata API Developer Guide: LanguageSettings". */
export interface LanguageSettings {
  readonly translationWorkbench: boolean;
  readonly endUserLanguages: boolean;
  readonly platformLanguages: boolean;
}

/** What a project says of itself and its org, beside its source. */
export interface ProjectDefinition {
  readonly sourceApiVersion: string;
  readonly namespace: string;
  /** What its org has turned on; absent where nobody says. */
  readonly languages?: LanguageSettings;
  /** Its org has person accounts, which cannot be turned off again. */
  readonly personAccounts?: boolean;
}

/** An SFDX project's source, read and checked against what the local org understands. */
export interface ProjectSource extends ProjectDefinition {
  readonly root: string;
  readonly objects: readonly ObjectSource[];
  readonly classes: readonly ApexSource[];
  readonly triggers: readonly ApexSource[];
  readonly labels: readonly CustomLabel[];
  readonly bundles: readonly LightningBundle[];
  readonly staticResources: readonly StaticResource[];
  readonly customMetadata: readonly CustomMetadataRecord[];
  /** Permission sets, profiles, FlexiPages, tabs, applications, layouts, list views, reports … */
  readonly components: readonly XmlComponent[];
  readonly problems: readonly SourceProblem[];
  /** Every source file as it is, for retrieving the metadata again. */
  readonly files?: readonly { readonly path: string; read(): Uint8Array }[];
}
