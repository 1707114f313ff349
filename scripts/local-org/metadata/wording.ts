import { elementOf, elementsOf, textOf, type XmlElement } from "./xml.ts";
import type { ProjectSource, XmlComponent } from "./types.ts";
import { namespaced } from "../schema/namespace.ts";
import type { Field, SObjectType } from "../schema/types.ts";
import type { SchemaWords } from "../schema/words.ts";
import { standardWords } from "./standard-words.ts";

/** What things are called in one language; where nobody translated them, as the schema calls them. */
export interface Wording extends SchemaWords {
  /** e.g. `tr`. */
  readonly language: string;
  app(name: string, otherwise: string): string;
  appDescription(name: string, otherwise: string): string;
  tab(name: string, otherwise: string): string;
  /** The title of a section, whichever of the object's layouts has it. */
  section(type: SObjectType, label: string): string;
  quickAction(type: SObjectType | undefined, name: string, otherwise: string): string;
  /** A custom button or link of the object. */
  button(type: SObjectType, name: string, otherwise: string): string;
}

const known = new WeakMap<ProjectSource, Map<string, Wording>>();

/** "Metadata API Developer Guide: Translations, CustomObjectTranslation": `tr_TR` and `tr` are one language. */
export function wordingOf(project: ProjectSource | undefined, language: string): Wording {
  const code = language.split(/[-_]/)[0]!.toLowerCase();
  if (!project) return new ReadWording(undefined, code);
  const ofProject = known.get(project) ?? new Map<string, Wording>();
  known.set(project, ofProject);
  const wording = ofProject.get(code) ?? new ReadWording(project, code);
  ofProject.set(code, wording);
  return wording;
}

class ReadWording implements Wording {
  readonly language: string;
  private readonly texts = new Map<string, string>();

  constructor(project: ProjectSource | undefined, language: string) {
    this.language = language;
    for (const component of project?.components ?? []) {
      if (component.type === "Translations" && component.name === language) this.readGlobal(component);
      const object = objectOf(component, language);
      if (object) this.readObject(namespaced(object, project!.namespace), component);
    }
  }

  app(name: string, otherwise: string): string {
    return this.text(otherwise, "app", name);
  }
  appDescription(name: string, otherwise: string): string {
    return this.text(otherwise, "app description", name);
  }
  tab(name: string, otherwise: string): string {
    return this.text(otherwise, "tab", name);
  }
  object(type: SObjectType): string {
    return this.text(standardWords(this.language, type.name)?.[0] ?? type.label, "object", type.name);
  }
  plural(type: SObjectType): string {
    return this.text(standardWords(this.language, type.name)?.[1] ?? type.labelPlural, "plural", type.name);
  }
  field(type: SObjectType, field: Field): string {
    return this.text(field.label, "field", type.name, field.nameField && type.custom ? "" : field.name);
  }
  help(type: SObjectType, field: Field): string | undefined {
    return this.text(field.inlineHelpText ?? "", "help", type.name, field.name) || undefined;
  }
  value(type: SObjectType, field: Field, label: string): string {
    return this.text(label, "value", type.name, field.name, label);
  }
  section(type: SObjectType, label: string): string {
    return this.text(label, "section", type.name, label);
  }
  quickAction(type: SObjectType | undefined, name: string, otherwise: string): string {
    return this.text(otherwise, "action", type?.name ?? "", name);
  }
  button(type: SObjectType, name: string, otherwise: string): string {
    return this.text(otherwise, "button", type.name, name);
  }

  private text(otherwise: string, ...path: readonly string[]): string {
    return this.texts.get(keyOf(path)) ?? otherwise;
  }

  private put(text: string | undefined, ...path: readonly string[]): void {
    if (text) this.texts.set(keyOf(path), text);
  }

  private readGlobal({ content }: XmlComponent): void {
    for (const [kind, element] of [
      ["app", "customApplications"],
      ["tab", "customTabs"]
    ] as const)
      for (const one of elementsOf(content as XmlElement, element))
        this.put(textOf(one, "label"), kind, textOf(one, "name")!);
    for (const one of elementsOf(content as XmlElement, "customApplications"))
      this.put(textOf(one, "description"), "app description", textOf(one, "name")!);
    for (const one of elementsOf(content as XmlElement, "quickActions"))
      this.put(textOf(one, "label"), "action", "", textOf(one, "name")!);
  }

  private readObject(object: string, component: XmlComponent): void {
    const content = component.content as XmlElement;
    if (component.type === "CustomFieldTranslation") return this.readField(object, content);
    for (const one of elementsOf(content, "caseValues")) this.readCase(object, one);
    for (const one of [...elementsOf(content, "fields"), ...elementsOf(content, "standardFields")])
      this.readField(object, one);
    this.put(textOf(content, "nameFieldLabel"), "field", object, "");
    for (const section of elementsOf(content, "layouts").flatMap((layout) => elementsOf(layout, "sections")))
      this.put(textOf(section, "label"), "section", object, textOf(section, "section")!);
    for (const one of elementsOf(content, "quickActions"))
      this.put(textOf(one, "label"), "action", object, textOf(one, "name")!);
    for (const one of elementsOf(content, "webLinks"))
      this.put(textOf(one, "label"), "button", object, textOf(one, "name")!);
  }

  private readCase(object: string, one: XmlElement): void {
    const [form, possessive] = [textOf(one, "caseType"), textOf(one, "possessive")];
    if ((form ?? "Nominative") !== "Nominative" || (possessive ?? "None") !== "None") return;
    this.put(textOf(one, "value"), textOf(one, "plural") === "true" ? "plural" : "object", object);
  }

  private readField(object: string, one: XmlElement): void {
    const name = textOf(one, "name")!;
    const label = textOf(one, "label") ?? nominativeOf(one);
    this.put(label, "field", object, name);
    this.put(textOf(one, "help"), "help", object, name);
    for (const value of elementsOf(one, "picklistValues"))
      this.put(textOf(value, "translation"), "value", object, name, textOf(value, "masterLabel")!);
  }
}

function nominativeOf(field: XmlElement): string | undefined {
  const value = elementOf(field, "caseValues");
  return value && textOf(value, "value");
}

/** Objects and fields are named without regard to case and, in a project's files, without its namespace. */
function keyOf(path: readonly string[]): string {
  return path.map((part) => part.replace(/^\w+?__(?=\w+__\w+$)/, "").toLowerCase()).join("\n");
}

/** The object that a translation is about: `objectTranslations/Order__c-tr/…`. */
function objectOf({ type, path }: XmlComponent, language: string): string | undefined {
  if (type !== "CustomObjectTranslation" && type !== "CustomFieldTranslation") return undefined;
  const [, object, code] = /\/objectTranslations\/([^/]+?)-(\w+)(?:\/|\.objectTranslation)/.exec(`/${path}`) ?? [];
  return code === language ? object : undefined;
}
