/** Modules that the build makes. */
declare module "local:components" {
  import type { LightningElement } from "lwc";
  export const components: Readonly<Record<string, (() => Promise<{ default: typeof LightningElement }>) | undefined>>;
}
