declare module "@salesforce/apex" {
  /** Asks the org again for what a wire gave out. */
  export function refreshApex(wired: unknown): Promise<void>;
  export function getSObjectValue(record: unknown, field: unknown): unknown;
}
declare module "@salesforce/schema/*" {
  const reference: { readonly fieldApiName: string; readonly objectApiName: string };
  export default reference;
}
declare module "@salesforce/user/Id" {
  const id: string;
  export default id;
}
declare module "@salesforce/i18n/lang" {
  const lang: string;
  export default lang;
}
declare module "@salesforce/i18n/locale" {
  const locale: string;
  export default locale;
}
declare module "@salesforce/i18n/timeZone" {
  const timeZone: string;
  export default timeZone;
}
declare module "@salesforce/client/formFactor" {
  const formFactor: "Large" | "Medium" | "Small";
  export default formFactor;
}
declare module "@salesforce/customPermission/*" {
  const granted: true | undefined;
  export default granted;
}
declare module "@salesforce/resourceUrl/*" {
  const url: string;
  export default url;
}
declare module "*.html" {
  const template: import("lwc").Template;
  export default template;
}
