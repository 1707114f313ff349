import { apexContext } from "../../runtime/context.ts";
import { apexError } from "../../runtime/exceptions.ts";
import type { LabelText } from "../../runtime/program.ts";
import { nullArgument } from "../definition/arguments.ts";
import { defineClass } from "../definition/define.ts";

/** A label's text in a language; in the label's own where there is no translation. */
export function textOfLabel(label: LabelText, language: string): string {
  return label.translations.get(language) ?? label.translations.get(language.split("_")[0]!) ?? label.value;
}

function labelNamed(name: string | null): LabelText {
  if (name === null) throw nullArgument();
  const label = apexContext().program.labels.get(name.toLowerCase());
  if (!label) throw apexError("System.InvalidParameterValueException", `Label does not exist: ${name}`);
  return label;
}

export const labelClass = defineClass({
  name: "Label",
  documentation: "Apex Reference Guide: Label Class",
  members: {
    "static String get(String namespace, String label)": (_namespace: string | null, label: string | null) =>
      textOfLabel(labelNamed(label), apexContext().tx.user.language),
    "static String get(String namespace, String label, String language)": (
      _namespace: string | null,
      label: string | null,
      language: string | null
    ) => textOfLabel(labelNamed(label), language ?? apexContext().tx.user.language),
    "static Boolean translationExists(String namespace, String label, String language)": (
      _namespace: string | null,
      label: string | null,
      language: string | null
    ) => language !== null && labelNamed(label).translations.has(language)
  }
});
