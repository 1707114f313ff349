declare module "lightning/uiRecordApi" {
  import type { WireAdapter } from "lwc-wire";
  export interface FieldValue {
    readonly value: unknown;
    readonly displayValue: string | null;
  }
  export interface RecordRepresentation {
    readonly apiName: string;
    readonly id: string;
    readonly fields: Readonly<Record<string, FieldValue>>;
  }
  type FieldReference = string | { readonly fieldApiName: string; readonly objectApiName: string };
  export const getRecord: WireAdapter<RecordRepresentation>;
  export function getFieldValue(record: RecordRepresentation | undefined, field: FieldReference): unknown;
  export function getFieldDisplayValue(
    record: RecordRepresentation | undefined,
    field: FieldReference
  ): string | null | undefined;
  export function notifyRecordUpdateAvailable(records: readonly { readonly recordId: string }[]): Promise<void>;
  export function updateRecord(input: {
    readonly fields: Readonly<Record<string, unknown>> & { readonly Id: string };
  }): Promise<RecordRepresentation>;
}
declare module "lightning/platformShowToastEvent" {
  export class ShowToastEvent extends CustomEvent<unknown> {
    constructor(options: {
      title?: string;
      message: string;
      messageData?: readonly (string | { url: string; label: string })[];
      variant?: "info" | "success" | "warning" | "error";
      mode?: "dismissible" | "pester" | "sticky";
    });
  }
}
declare module "lightning/navigation" {
  export interface PageReference {
    readonly type: string;
    readonly attributes?: Readonly<Record<string, string | undefined>>;
    readonly state?: Readonly<Record<string, string | undefined>>;
  }
  type Constructor<T> = new () => T;
  const Navigate: unique symbol;
  const GenerateUrl: unique symbol;
  interface Navigates {
    [Navigate](reference: PageReference, replace?: boolean): void;
    [GenerateUrl](reference: PageReference): Promise<string>;
  }
  interface NavigationMixinFunction {
    <T>(base: Constructor<T>): Constructor<T & Navigates>;
    readonly Navigate: typeof Navigate;
    readonly GenerateUrl: typeof GenerateUrl;
  }
  export const NavigationMixin: NavigationMixinFunction;
}
declare module "lightning/modal" {
  import { LightningElement } from "lwc";
  export interface ModalOptions {
    /** Names the dialog for assistive technology. */
    readonly label: string;
    readonly size?: "small" | "medium" | "large" | "full";
    readonly description?: string;
    readonly disableClose?: boolean;
    /** Public properties of the component that extends the modal. */
    readonly [property: string]: unknown;
  }
  export default class LightningModal extends LightningElement {
    /** Resolves with what the dialog hands to `close`, or undefined when it is dismissed. */
    static open(options: ModalOptions): Promise<unknown>;
    disableClose: boolean;
    close(result?: unknown): void;
  }
}
declare module "lightning/confirm" {
  export default class LightningConfirm {
    static open(options: {
      readonly message: string;
      readonly label: string;
      readonly variant?: "header" | "headerless";
      readonly theme?:
        "default" | "shade" | "inverse" | "alt-inverse" | "success" | "info" | "warning" | "error" | "offline";
    }): Promise<boolean>;
  }
}
declare module "lightning/toast" {
  export default class Toast {
    static show(
      options: {
        readonly label: string;
        readonly message?: string;
        readonly variant?: "info" | "success" | "warning" | "error";
        readonly mode?: "dismissible" | "sticky";
      },
      source: unknown
    ): Promise<unknown>;
  }
}
declare module "lightning/refresh" {
  /** Asks everything on the page that registered a handler to read its data again. */
  export class RefreshEvent extends CustomEvent<undefined> {
    constructor();
  }
  export function registerRefreshHandler(contextElement: unknown, handler: () => Promise<boolean>): string;
  export function unregisterRefreshHandler(id: string): void;
}
declare module "lightning/flowSupport" {
  /** Hands an output of the component to the flow. */
  export class FlowAttributeChangeEvent extends CustomEvent<unknown> {
    constructor(attributeName: string, attributeValue: unknown);
  }
  /** Goes on to what follows the screen. */
  export class FlowNavigationNextEvent extends CustomEvent<unknown> {
    constructor();
  }
  /** Ends the flow that shows the component. */
  export class FlowNavigationFinishEvent extends CustomEvent<unknown> {
    constructor();
  }
}
declare module "lightning/platformResourceLoader" {
  import type { LightningElement } from "lwc";
  export function loadScript(component: LightningElement, url: string): Promise<void>;
}
