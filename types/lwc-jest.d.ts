declare module "@salesforce/sfdx-lwc-jest" {
  /** An Apex method that tests answer: as a call through the mock, as a wire through `emit` and `error`. */
  export function createApexTestWireAdapter(call: jest.Mock): unknown;
}
