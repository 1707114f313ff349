/** Modules that the build makes. */
declare module "local:components" {
  export const components: Readonly<Record<string, (() => Promise<{ default: typeof import("lwc").LightningElement }>) | undefined>>;
}
