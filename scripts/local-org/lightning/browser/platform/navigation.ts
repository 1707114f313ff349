import { currentReference, navigate, onNavigation, urlOf, type PageReference } from "local/router";

const Navigate = Symbol("navigate");
const GenerateUrl = Symbol("generateUrl");

type Constructor = new () => object;

function mixin(base: Constructor): Constructor {
  return class extends base {
    [Navigate](reference: PageReference, replace?: boolean): void {
      navigate(reference, replace);
    }
    [GenerateUrl](reference: PageReference): Promise<string> {
      return Promise.resolve(urlOf(reference));
    }
  };
}

/** "lightning/navigation: NavigationMixin". */
export const NavigationMixin = Object.assign(mixin, { Navigate, GenerateUrl });

/** "CurrentPageReference": a wire that follows the address. */
export class CurrentPageReference {
  private readonly callback: (reference: PageReference) => void;
  private stop: (() => void) | undefined;

  constructor(callback: (reference: PageReference) => void) {
    this.callback = callback;
  }

  connect(): void {
    this.stop = onNavigation((reference) => this.callback(reference));
    this.callback(currentReference());
  }

  update(): void {
    this.callback(currentReference());
  }

  disconnect(): void {
    this.stop?.();
  }
}

// The base components reach navigation through a private module of these names.
export const getNavigationContext = undefined;
export function generateUrl(_context: unknown, reference: PageReference): Promise<string> {
  return Promise.resolve(urlOf(reference));
}
export { navigateTo as navigate };
function navigateTo(_context: unknown, reference: PageReference): void {
  navigate(reference);
}
export const NavigationContext = class {
  constructor(callback: (context: object) => void) {
    callback({});
  }
  connect(): void {}
  update(): void {}
  disconnect(): void {}
};
