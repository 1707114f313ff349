declare module "@salesforce/sfdx-lwc-jest" {
  /** An Apex method that tests answer: as a call through the mock, as a wire through `emit` and `error`. */
  export function createApexTestWireAdapter(call: jest.Mock): unknown;
}
declare module "node:fs" {
  export function readFileSync(path: string, encoding: "utf8"): string;
}
declare module "node:vm" {
  export function runInNewContext(code: string, context: Readonly<Record<string, unknown>>): unknown;
}
