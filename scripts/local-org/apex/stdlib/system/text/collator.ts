import { apexContext } from "../../../runtime/context.ts";
import { defineClass } from "../../definition/define.ts";

/** Value of the class System.Collator. */
class Collator {
  readonly apexTypeName = "System.Collator";
  private readonly order: Intl.Collator;

  constructor(locale: string) {
    this.order = new Intl.Collator(locale.replaceAll("_", "-"));
  }

  compare(one: string | null, other: string | null): number {
    if (one === null || other === null) return Number(other === null) - Number(one === null);
    return Math.sign(this.order.compare(one, other));
  }
}

/** Texts in the order of the running user's locale, null first. */
export const collatorClass = defineClass({
  name: "Collator",
  documentation: "Apex Reference Guide: Collator Class",
  implements: ["Comparator<String>"],
  members: {
    "static Collator getInstance()": () => new Collator(apexContext().tx.user.locale),
    "Integer compare(String one, String other)": (self: Collator, one: string | null, other: string | null) =>
      self.compare(one, other)
  }
});
