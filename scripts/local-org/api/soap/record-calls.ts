import { convertLeads, type LeadConversion } from "../../save/lead-conversion.ts";
import { mergeRecords } from "../../save/merge.ts";
import { DmlError, type SaveOptions, type SaveResult } from "../../save/types.ts";
import { describeGlobal, describeObject } from "../../schema/describe.ts";
import { SObjectRecord, type RecordError } from "../../schema/record.ts";
import { PlatformError } from "../../transaction/platform-error.ts";
import type { Transaction } from "../../transaction/transaction.ts";
import { ApexDatetime } from "../../values/datetime.ts";
import { normalizeId } from "../../values/id.ts";
import { ApiError, type ApiRequest } from "../http/exchange.ts";
import { changePassword, resetPassword } from "../rest/user-password.ts";
import { recordFromJson, requireObject } from "../records/from-json.ts";
import {
  elementIn,
  soapElements,
  soapText,
  soapTexts,
  type SoapCall,
  type SoapElement,
  type SoapService,
  type XmlContent
} from "./envelope.ts";

const asUser: SaveOptions = { allOrNone: false, accessMode: "user", withSharing: true, countLimits: false };

/** Calls of the SOAP API that the REST API has no resource for, and its describes. */
export const recordCalls: SoapService["operations"] = {
  undelete: ({ arguments: given }, request) => undelete(request, soapTexts(given, "ids")),
  convertLead: ({ arguments: given }, request) =>
    soapElements(given, "leadConverts").map((conversion) => convertLead(request, conversion)),
  merge: ({ arguments: given }, request) => mergeRequests(given).map((asked) => merge(request, asked)),
  // "SOAP API Developer Guide: setPassword()", "resetPassword()", "getServerTimestamp()".
  setPassword: ({ arguments: given }, request) => {
    changePassword(request, soapText(given, "userId") ?? "", soapText(given, "password"));
    return "";
  },
  resetPassword: ({ arguments: given }, request) => ({
    password: resetPassword(request, soapText(given, "userId") ?? "")
  }),
  getServerTimestamp: (_call, request) => ({
    timestamp: request.transaction((tx) => new ApexDatetime(tx.clock.now()).toApiText())
  }),
  describeGlobal: (_call, { org, user }) => withoutNulls(describeGlobal(org.schema, user.language)),
  describeSObject: describe,
  describeSObjects: describe
};

/** "SOAP API Developer Guide: describeSObjects()", "describeSObject()". */
function describe({ arguments: given }: SoapCall, { org, user }: ApiRequest): XmlContent {
  return soapTexts(given, "sObjectType").map((name) =>
    withoutNulls(describeObject(org.schema, requireObject(org.schema, name), user.language))
  );
}

/** What has no value is left out, and addresses are REST's own. */
function withoutNulls(value: unknown): XmlContent {
  if (Array.isArray(value)) return value.map(withoutNulls);
  if (typeof value !== "object" || value === null) return value as XmlContent;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([name, one]) => one !== null && name !== "urls")
      .map(([name, one]) => [name, withoutNulls(one)])
  );
}

/** "SOAP API Developer Guide: undelete()": each record for itself. */
function undelete(request: ApiRequest, ids: readonly string[]): XmlContent {
  return request.transaction((tx) =>
    ids.map((given) => {
      const id = normalizeId(given);
      const type = id === null ? undefined : tx.schema.objectByKeyPrefix(id.slice(0, 3));
      if (id === null || type === undefined) return failed([invalidId(given)]);
      const [result] = request.org.saving.save(tx, "undelete", [new SObjectRecord(type, { Id: id })], asUser);
      return saved(result!);
    })
  );
}

/** "SOAP API Developer Guide: convertLead()", LeadConvert. */
function convertLead(request: ApiRequest, asked: SoapElement): XmlContent {
  const conversion = conversionOf(asked);
  return request.transaction((tx) => {
    const [result] = convertLeads(tx, request.org.saving, [conversion], asUser);
    const { success, errors, ...ids } = result!;
    return { ...ids, success, errors: errors.map(errorContent) };
  });
}

function conversionOf(asked: SoapElement): LeadConversion {
  const id = (name: string): string | null => normalizeId(soapText(asked, name) ?? "");
  return {
    leadId: id("leadId"),
    accountId: id("accountId"),
    contactId: id("contactId"),
    opportunityId: id("opportunityId"),
    ownerId: id("ownerId"),
    convertedStatus: soapText(asked, "convertedStatus") ?? null,
    opportunityName: soapText(asked, "opportunityName") ?? null,
    createsOpportunity: soapText(asked, "doNotCreateOpportunity") !== "true",
    overwritesLeadSource: soapText(asked, "overwriteLeadSource") === "true",
    account: null,
    contact: null,
    opportunity: null
  };
}

/** "SOAP API Developer Guide: merge()", MergeRequest: the master with the values that it is to keep. */
function merge(request: ApiRequest, asked: SoapElement): XmlContent {
  const ids = soapTexts(asked, "recordToMergeIds").map((id) => normalizeId(id) ?? id);
  return request.transaction((tx) => {
    try {
      const { relatedIds, ...result } = mergeRecords(
        tx,
        request.org.saving,
        masterOf(tx, elementIn(asked, "masterRecord")),
        ids,
        asUser
      );
      if (!result.success) return saved(result);
      return { id: result.id, success: true, mergedRecordIds: ids, updatedRelatedIds: [...relatedIds] };
    } catch (error) {
      if (!(error instanceof PlatformError)) throw error;
      return failed(errorsOf(error));
    }
  });
}

/** The call's element is `request`; jsforce writes the parameter's name of the guide. */
function mergeRequests(given: SoapElement): SoapElement[] {
  return [...soapElements(given, "request"), ...soapElements(given, "mergeRequests")];
}

function masterOf(tx: Transaction, { type, ...fields }: SoapElement): SObjectRecord {
  if (typeof type !== "string") throw new ApiError(500, "INVALID_TYPE", "The master record needs its type");
  return recordFromJson(tx.schema, requireObject(tx.schema, type), fields).record;
}

function errorsOf(error: PlatformError): readonly RecordError[] {
  if (error instanceof DmlError) return error.failures.flatMap(({ errors }) => errors);
  return [{ statusCode: error.statusCode, message: error.message, fields: error.fields }];
}

function invalidId(given: string): RecordError {
  return { statusCode: "MALFORMED_ID", message: `malformed id ${given}`, fields: [] };
}

function saved({ id, success, errors }: SaveResult): XmlContent {
  return success ? { id, success: true } : failed(errors);
}

function failed(errors: readonly RecordError[]): XmlContent {
  return { errors: errors.map(errorContent), success: false };
}

function errorContent({ fields, message, statusCode }: RecordError): XmlContent {
  return { fields: [...fields], message, statusCode };
}
