import type { PageReference } from "lightning/navigation";

const Navigate = Symbol("Navigate");
const GenerateUrl = Symbol("GenerateUrl");

type Constructor = new () => HTMLElement;

/** Stands for `lightning/navigation`: says with an event where it was asked to go. */
export const NavigationMixin = Object.assign(
  (base: Constructor): Constructor =>
    class extends base {
      [Navigate](reference: PageReference): void {
        this.dispatchEvent(new CustomEvent("navigate", { detail: reference }));
      }
      [GenerateUrl](): Promise<string> {
        return Promise.resolve("/");
      }
    },
  { Navigate, GenerateUrl }
);
