import { api, LightningElement } from "lwc";
import locale from "@salesforce/i18n/locale";
import { labelText } from "c/labelText";
import { lineOf, numberText } from "c/localeText";
import accessLabel from "@salesforce/label/c.LoyaltyHealthAccess";
import languagesLabel from "@salesforce/label/c.LoyaltyHealthLanguages";
import licenseLabel from "@salesforce/label/c.LoyaltyHealthLicense";
import licensesLabel from "@salesforce/label/c.LoyaltyHealthLicenses";
import licenseUnlimitedLabel from "@salesforce/label/c.LoyaltyHealthLicenseUnlimited";
import notTranslatedLabel from "@salesforce/label/c.LoyaltyHealthNotTranslated";
import type { OrgPeople as People } from "apex-types";

/** The languages of the app; whoever has another one reads it in English. */
const TRANSLATED = ["en", "pl", "tr"];

/** Who works in the org: how many have the app, in which languages they read it, and their licenses. */
export default class OrgPeople extends LightningElement {
  @api people!: People;

  labels = { languages: languagesLabel, licenses: licensesLabel };

  get accessText(): string {
    const { withAccess, withoutAccess } = this.people;
    return labelText(accessLabel, numberText(withAccess), numberText(withoutAccess));
  }
  get languages(): string[] {
    return (this.people.languages ?? []).map(({ code, people }) => {
      const tag = (code ?? "").replace("_", "-");
      const isTranslated = TRANSLATED.includes(tag.split("-")[0]!);
      return lineOf(`${nameOf(tag)}: ${numberText(people)}`, !isTranslated && notTranslatedLabel);
    });
  }
  get licenses(): string[] {
    return (this.people.licenses ?? []).map(({ name, used, total }) =>
      typeof total === "number"
        ? labelText(licenseLabel, name ?? "", numberText(used), numberText(total))
        : labelText(licenseUnlimitedLabel, name ?? "", numberText(used))
    );
  }
}

function nameOf(tag: string): string {
  return new Intl.DisplayNames(locale, { type: "language" }).of(tag) ?? tag;
}
