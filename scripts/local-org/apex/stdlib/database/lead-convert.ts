import { apexError } from "../../runtime/exceptions.ts";
import { convertLeads, type LeadConversion, type LeadConversionResult } from "../../../save/lead-conversion.ts";
import { DmlError } from "../../../save/types.ts";
import type { SObjectRecord } from "../../../schema/record.ts";
import { ApexList } from "../../runtime/collections.ts";
import { apexContext } from "../../runtime/context.ts";
import { libraryType } from "../../runtime/runtime-type.ts";
import { accessOptions, type AccessLevelValue } from "../system/access.ts";
import { nullArgument } from "../definition/arguments.ts";
import { defineClass, type ClassDefinition, type Implementation } from "../definition/define.ts";
import { describeMembers } from "../schema/describe-members.ts";
import { saveOptionsOf, DmlOptions } from "./dml-options.ts";
import { registerReader } from "../system/json/json-types.ts";
import { PlatformValue, variable, type Members } from "../definition/platform-value.ts";
import { databaseErrors, errorOf } from "./save-results.ts";

/** Value of the class Database.LeadConvertResult. */
class ConvertOutcome {
  readonly apexTypeName = "Database.LeadConvertResult";
  readonly result: LeadConversionResult;
  readonly errors: ApexList;

  constructor(result: LeadConversionResult) {
    this.result = result;
    this.errors = databaseErrors(result.errors);
  }

  get jsonMembers(): Record<string, unknown> {
    return { ...this.result, errors: this.errors };
  }

  toString(): string {
    const { accountId, contactId, leadId, opportunityId, success } = this.result;
    return `Database.LeadConvertResult[getAccountId=${String(accountId)};getContactId=${String(contactId)};getLeadId=${String(leadId)};getOpportunityId=${String(opportunityId)};isSuccess=${String(success)};]`;
  }
}

function conversionOf({ values }: PlatformValue): LeadConversion {
  const text = (name: string) => (values[name] ?? null) as string | null;
  if (text("relatedpersonaccountid") !== null || values["relatedpersonaccountrecord"] != null)
    throw apexError("System.IllegalArgumentException", "Person accounts are not enabled for this organization");
  const record = (name: string) => (values[name] ?? null) as SObjectRecord | null;
  return {
    leadId: text("leadid"),
    accountId: text("accountid"),
    contactId: text("contactid"),
    opportunityId: text("opportunityid"),
    ownerId: text("ownerid"),
    convertedStatus: text("convertedstatus"),
    opportunityName: text("opportunityname"),
    createsOpportunity: values["donotcreateopportunity"] !== true,
    overwritesLeadSource: values["overwriteleadsource"] === true,
    account: record("accountrecord"),
    contact: record("contactrecord"),
    opportunity: record("opportunityrecord")
  };
}

function convert(
  given: PlatformValue | ApexList | null,
  allOrNone: boolean | DmlOptions | null,
  level: AccessLevelValue | null | undefined
): unknown {
  if (given === null || allOrNone === null) throw nullArgument();
  const { tx, saving } = apexContext();
  const wanted = (given instanceof ApexList ? given.items : [given]) as (PlatformValue | null)[];
  const conversions = wanted.map((one) => {
    if (one === null) throw nullArgument();
    return conversionOf(one);
  });
  const options = allOrNone instanceof DmlOptions ? saveOptionsOf(allOrNone) : { allOrNone };
  const results = convertLeads(tx, saving, conversions, { ...options, ...accessOptions(level) });
  if (options.allOrNone) throwFirst(results);
  const outcomes = results.map((result) => new ConvertOutcome(result));
  return given instanceof ApexList ? new ApexList(libraryType("Database.LeadConvertResult"), outcomes) : outcomes[0]!;
}

function throwFirst(results: readonly LeadConversionResult[]): void {
  const object = apexContext().tx.schema.object("Lead")!;
  const failures = results.flatMap(({ success, leadId, errors }, index) =>
    success ? [] : [{ index, id: leadId, object, errors }]
  );
  if (failures.length > 0) throw new DmlError("convertLead", failures);
}

/** Members of the class Database that convert leads: one or many, with and without allOrNone or DMLOptions, and AccessLevel. */
export const convertLeadMembers: Readonly<Record<string, Implementation>> = Object.fromEntries(
  [
    ["Database.LeadConvert", "Database.LeadConvertResult"],
    ["List<Database.LeadConvert>", "List<Database.LeadConvertResult>"]
  ].flatMap(([type, result]) => {
    const head = `static ${result} convertLead(${type} given`;
    const withOption = ["Boolean", "Database.DMLOptions"].flatMap((option): [string, Implementation][] => [
      [
        `${head}, ${option} option)`,
        (given: PlatformValue, allOrNone: boolean | DmlOptions | null) => convert(given, allOrNone, undefined)
      ],
      [
        `${head}, ${option} option, AccessLevel level)`,
        (given: PlatformValue, allOrNone: boolean | DmlOptions | null, level: AccessLevelValue | null) =>
          convert(given, allOrNone, level)
      ]
    ]);
    return [
      [`${head})`, (given: PlatformValue) => convert(given, true, undefined)],
      [
        `${head}, AccessLevel level)`,
        (given: PlatformValue, level: AccessLevelValue | null) => convert(given, true, level)
      ],
      ...withOption
    ] satisfies [string, Implementation][];
  })
);

/** Variables of LeadConvert with the names of their getters. */
const convertVariables = [
  ["Id", "AccountId", "getAccountId"],
  ["SObject", "AccountRecord", "getAccountRecord"],
  ["Boolean", "BypassAccountDedupeCheck", "getBypassAccountDedupeCheck"],
  ["Boolean", "BypassContactDedupeCheck", "getBypassContactDedupeCheck"],
  ["Id", "ContactId", "getContactId"],
  ["SObject", "ContactRecord", "getContactRecord"],
  ["String", "ConvertedStatus", "getConvertedStatus"],
  ["Boolean", "DoNotCreateOpportunity", "isDoNotCreateOpportunity"],
  ["Id", "LeadId", "getLeadId"],
  ["Id", "OpportunityId", "getOpportunityId"],
  ["String", "OpportunityName", "getOpportunityName"],
  ["SObject", "OpportunityRecord", "getOpportunityRecord"],
  ["Boolean", "OverwriteLeadSource", "isOverwriteLeadSource"],
  ["Id", "OwnerId", "getOwnerId"],
  ["Id", "RelatedPersonAccountId", "getRelatedPersonAccountId"],
  ["SObject", "RelatedPersonAccountRecord", "getRelatedPersonAccountRecord"],
  ["Boolean", "SendNotificationEmail", "isSendNotificationEmail"]
] as const;

function convertMembers(): Members {
  const members: Members = {
    "LeadConvert()": () =>
      new PlatformValue(
        "Database.LeadConvert",
        Object.fromEntries(
          convertVariables.filter(([type]) => type === "Boolean").map(([, name]) => [name.toLowerCase(), false])
        )
      )
  };
  for (const [type, name, getter] of convertVariables) {
    const { get, set } = variable(name);
    members[`${type} ${name}`] = { get, set: set! };
    members[`${type} ${getter}()`] = get;
    members[`void set${name}(${type} value)`] = set!;
  }
  return members;
}

export const leadConvertClasses: readonly ClassDefinition[] = [
  defineClass({
    namespace: "Database",
    name: "LeadConvert",
    documentation: "Apex Reference Guide: LeadConvert Class",
    members: convertMembers()
  }),
  defineClass({
    namespace: "Database",
    name: "LeadConvertResult",
    documentation: "Apex Reference Guide: LeadConvertResult Class",
    members: describeMembers<ConvertOutcome>({
      AccountId: ["Id", (self) => self.result.accountId],
      ContactId: ["Id", (self) => self.result.contactId],
      Errors: ["List<Database.Error>", (self) => self.errors],
      LeadId: ["Id", (self) => self.result.leadId],
      OpportunityId: ["Id", (self) => self.result.opportunityId],
      RelatedPersonAccountId: ["Id", () => null],
      Success: ["Boolean", (self) => self.result.success]
    })
  })
];

/** `JSON.deserialize('{"success":true,"accountId":"001…"}', Database.LeadConvertResult.class)`: how tests make results. */
registerReader("Database.LeadConvertResult", (members) => {
  const id = (name: string) => (members.get(name) as string | undefined) ?? null;
  const errors = members.get("errors");
  return new ConvertOutcome({
    success: members.get("success") === true,
    leadId: id("leadId"),
    accountId: id("accountId"),
    contactId: id("contactId"),
    opportunityId: id("opportunityId"),
    errors: Array.isArray(errors) ? errors.map(errorOf) : []
  });
});
