/** What a wire hands to a component, and the constructor that `@wire` takes. */
declare module "lwc-wire" {
  export interface WireError {
    readonly body?: { readonly message?: string } | readonly { readonly message?: string }[];
    readonly status?: number;
    readonly statusText?: string;
    readonly message?: string;
  }
  export interface WireResult<T> {
    readonly data?: T;
    readonly error?: WireError;
  }
  export type WireAdapter<T> = new (callback: (value: WireResult<T>) => void) => {
    update(config: Record<string, unknown>): void;
    connect(): void;
    disconnect(): void;
  };
}
