import { createApexTestWireAdapter } from "@salesforce/sfdx-lwc-jest";

declare const labels: Readonly<Record<string, string>>;
declare const apexMethods: readonly string[];
declare const customPermissions: readonly string[];

// Components are tested with the texts that users see, and with Apex methods that each test answers itself.
for (const [name, text] of Object.entries(labels)) {
  jest.doMock(`@salesforce/label/c.${name}`, () => ({ __esModule: true, default: text }), { virtual: true });
}
for (const name of apexMethods) {
  jest.doMock(`@salesforce/apex/${name}`, () => ({ __esModule: true, default: createApexTestWireAdapter(jest.fn()) }), {
    virtual: true
  });
}
jest.doMock(
  "@salesforce/apex",
  () => ({ __esModule: true, refreshApex: jest.fn(() => Promise.resolve()), getSObjectValue: jest.fn() }),
  { virtual: true }
);
for (const name of customPermissions) {
  jest.doMock(`@salesforce/customPermission/${name}`, () => ({ __esModule: true, default: true }), { virtual: true });
}
jest.doMock("@salesforce/i18n/locale", () => ({ __esModule: true, default: "en-US" }), { virtual: true });
