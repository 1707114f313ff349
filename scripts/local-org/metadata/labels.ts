import type { SourceFile } from "./problems.ts";
import type { CustomLabel } from "./types.ts";
import { elementsOf, textOf, type XmlElement } from "./xml.ts";

const known: ReadonlySet<string> = new Set([
  "fullName",
  "categories",
  "language",
  "protected",
  "shortDescription",
  "value"
]);

interface LabelDraft extends CustomLabel {
  readonly translations: Map<string, string>;
}

/** Collects "Metadata API Developer Guide: CustomLabels" and their "Translations" from any number of files. */
export class LabelReader {
  private readonly labels = new Map<string, LabelDraft>();
  private readonly translations: { readonly language: string; readonly name: string; readonly value: string }[] = [];

  addLabels(file: SourceFile, content: XmlElement): void {
    for (const element of elementsOf(content, "labels")) {
      file.requireKnown(element, known, "CustomLabel");
      const name = textOf(element, "fullName") ?? "";
      if (this.labels.has(name.toLowerCase())) {
        file.problem(`Duplicate label: ${name}`, `<fullName>${name}`);
      }
      this.labels.set(name.toLowerCase(), {
        name,
        value: textOf(element, "value") ?? "",
        language: textOf(element, "language") ?? "en_US",
        path: file.path,
        translations: new Map()
      });
    }
  }

  addTranslations(language: string, content: XmlElement): void {
    for (const element of elementsOf(content, "customLabels")) {
      this.translations.push({ language, name: textOf(element, "name") ?? "", value: textOf(element, "label") ?? "" });
    }
  }

  finish(): CustomLabel[] {
    for (const { language, name, value } of this.translations) {
      this.labels.get(name.toLowerCase())?.translations.set(language, value);
    }
    return [...this.labels.values()];
  }
}
