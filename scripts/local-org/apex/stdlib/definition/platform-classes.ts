import { accessLevelClass, accessTypeEnum } from "../system/access.ts";
import { businessHoursClass } from "../system/business-hours.ts";
import { addressClass, locationClass } from "../system/address.ts";
import { appMenuClass } from "../app-launcher/app-launcher.ts";
import { apexPagesClasses } from "../apexpages/apex-pages.ts";
import { approvalClasses } from "../approval/approval.ts";
import { datacloudClasses } from "../datacloud/datacloud.ts";
import { assertClass } from "../system/test/assert.ts";
import { auraClass } from "../system/web/aura.ts";
import { authClasses } from "../auth/auth.ts";
import { commercePaymentsClasses } from "../commerce-payments/commerce-payments.ts";
import { batchClasses } from "../database/batchable.ts";
import { asyncClasses } from "../system/async/async.ts";
import { cacheClasses } from "../cache/cache.ts";
import { collatorClass } from "../system/text/collator.ts";
import { compressionClasses } from "../compression/compression.ts";
import { connectApiClasses } from "../connect-api/connect-api.ts";
import { dataWeaveClasses } from "../data-weave/data-weave.ts";
import { databaseClass, savepointClass } from "../database/database.ts";
import { dateClass, timeClass } from "../system/time/date.ts";
import { datetimeClass, timeZoneClass } from "../system/time/datetime.ts";
import { changeEventHeaderClass } from "../event-bus/change-event-header.ts";
import { continuationClass } from "../system/web/continuation.ts";
import { cookieClass } from "../system/web/cookie.ts";
import { cursorClasses } from "../database/cursor.ts";
import type { ClassDefinition } from "./define.ts";
import { dynamicComponentClasses } from "../apexpages/dynamic-component.ts";
import { flowInterviewClass } from "../flow/flow-interview.ts";
import { formulaClasses } from "../formula-eval/formula-eval.ts";
import { invocableActionClasses } from "../invocable/invocable-action.ts";
import { orgLimitClasses } from "../system/org-limits.ts";
import { packageScriptClasses } from "../system/package-scripts.ts";
import { pageReferenceClasses } from "../system/web/page-reference.ts";
import { replicationClasses } from "../database/replication.ts";
import { selectOptionClass } from "../system/web/select-option.ts";
import { standardControllerClass } from "../apexpages/standard-controller.ts";
import { standardSetControllerClass } from "../apexpages/standard-set-controller.ts";
import { staticResourceMockClasses } from "../system/web/static-resource-mock.ts";
import { versionClass } from "../system/version.ts";
import { describeTabClasses } from "../schema/describe-tabs.ts";
import { visualEditorClasses } from "../visual-editor/visual-editor.ts";
import {
  describeFieldClass,
  displayTypeEnum,
  picklistEntryClass,
  soapTypeEnum,
  sobjectFieldClass
} from "../schema/describe-field.ts";
import {
  childRelationshipClass,
  describeObjectClass,
  dataCategoryClass,
  describeOptionsEnum,
  recordTypeInfoClass,
  schemaClass,
  sobjectTypeClass,
  sobjectTypeFieldsClass
} from "../schema/describe-object.ts";
import { domClasses } from "../dom/dom.ts";
import { dmlOptionsClasses } from "../database/dml-options.ts";
import { blobClass, cryptoClass, encodingUtilClass, uuidClass } from "../system/text/encoding.ts";
import { eventBusClass, eventTriggerContextClass, publishCallbackClasses } from "../event-bus/events.ts";
import { fieldSetClasses } from "../schema/field-sets.ts";
import { httpCalloutMockInterface, httpClass, httpRequestClass, httpResponseClass } from "../system/web/http.ts";
import { featureManagementClass } from "../system/feature-management.ts";
import { idClass } from "../system/id.ts";
import { jsonGeneratorClass } from "../system/json/json-generator.ts";
import { jsonParserClass, jsonTokenEnum } from "../system/json/json-parser.ts";
import { jsonClass } from "../system/json/json.ts";
import { labelClass } from "../system/label.ts";
import { leadConvertClasses } from "../database/lead-convert.ts";
import { limitsClass } from "../system/limits.ts";
import { mathClass } from "../system/math.ts";
import { messagingClasses } from "../messaging/messaging.ts";
import { metadataLayoutClasses } from "../metadata/metadata-layout.ts";
import { metadataOperationClasses } from "../metadata/metadata-operations.ts";
import { networkClass } from "../system/web/network.ts";
import {
  booleanClass,
  decimalClass,
  doubleClass,
  integerClass,
  longClass,
  roundingModeEnum
} from "../system/number.ts";
import { matcherClass, patternClass } from "../system/text/pattern.ts";
import { queryLocatorClass, queryLocatorIteratorClass } from "../database/query-locator.ts";
import { restContextClass, restRequestClass, restResponseClass } from "../system/web/rest.ts";
import { saveResultClasses } from "../database/save-results.ts";
import {
  callableInterface,
  comparatorInterface,
  quiddityEnum,
  requestClass,
  urlClass
} from "../system/small-classes.ts";
import { statusCodeEnum } from "../system/status-code.ts";
import { searchClass, searchResultClasses } from "../search/search.ts";
import { siteClass } from "../system/web/site.ts";
import { stringClass } from "../system/text/string.ts";
import { accessDecisionClass, securityClass } from "../system/strip-inaccessible.ts";
import { stubProviderInterface } from "../system/test/stub.ts";
import { loggingLevelEnum, systemClass, triggerOperationEnum } from "../system/system.ts";
import { testBrokerClass } from "../event-bus/test-broker.ts";
import { testClass } from "../system/test/test.ts";
import { typeClass } from "../system/type.ts";
import { userInfoClass } from "../system/user-info.ts";
import { userManagementClass } from "../system/user-management.ts";
import { webServiceClasses } from "../system/web/web-service.ts";
import { xmlStreamReaderClasses } from "../system/xml-stream-reader.ts";
import { xmlStreamWriterClass } from "../system/xml-stream-writer.ts";

/** The platform's classes that are no part of the language itself. */
export const platformClasses: readonly ClassDefinition[] = [
  accessDecisionClass,
  accessLevelClass,
  businessHoursClass,
  accessTypeEnum,
  addressClass,
  ...apexPagesClasses,
  appMenuClass,
  ...approvalClasses,
  ...datacloudClasses,
  assertClass,
  ...asyncClasses,
  ...batchClasses,
  auraClass,
  ...authClasses,
  ...commercePaymentsClasses,
  blobClass,
  booleanClass,
  ...cacheClasses,
  callableInterface,
  changeEventHeaderClass,
  childRelationshipClass,
  collatorClass,
  comparatorInterface,
  ...compressionClasses,
  ...connectApiClasses,
  continuationClass,
  cookieClass,
  cryptoClass,
  ...cursorClasses,
  ...dataWeaveClasses,
  databaseClass,
  dateClass,
  datetimeClass,
  decimalClass,
  describeFieldClass,
  describeObjectClass,
  dataCategoryClass,
  describeOptionsEnum,
  displayTypeEnum,
  ...dmlOptionsClasses,
  ...domClasses,
  doubleClass,
  ...dynamicComponentClasses,
  encodingUtilClass,
  eventBusClass,
  eventTriggerContextClass,
  featureManagementClass,
  ...fieldSetClasses,
  flowInterviewClass,
  ...formulaClasses,
  httpCalloutMockInterface,
  httpClass,
  httpRequestClass,
  httpResponseClass,
  idClass,
  integerClass,
  ...invocableActionClasses,
  jsonClass,
  jsonGeneratorClass,
  jsonParserClass,
  jsonTokenEnum,
  labelClass,
  ...leadConvertClasses,
  limitsClass,
  locationClass,
  loggingLevelEnum,
  longClass,
  matcherClass,
  mathClass,
  ...messagingClasses,
  ...metadataLayoutClasses,
  ...metadataOperationClasses,
  networkClass,
  ...orgLimitClasses,
  ...pageReferenceClasses,
  patternClass,
  picklistEntryClass,
  ...publishCallbackClasses,
  queryLocatorClass,
  queryLocatorIteratorClass,
  quiddityEnum,
  recordTypeInfoClass,
  requestClass,
  restContextClass,
  restRequestClass,
  restResponseClass,
  roundingModeEnum,
  ...saveResultClasses,
  savepointClass,
  schemaClass,
  searchClass,
  ...searchResultClasses,
  securityClass,
  selectOptionClass,
  siteClass,
  soapTypeEnum,
  sobjectFieldClass,
  sobjectTypeClass,
  sobjectTypeFieldsClass,
  standardControllerClass,
  standardSetControllerClass,
  ...staticResourceMockClasses,
  statusCodeEnum,
  stringClass,
  stubProviderInterface,
  systemClass,
  testBrokerClass,
  testClass,
  timeClass,
  timeZoneClass,
  triggerOperationEnum,
  typeClass,
  urlClass,
  userInfoClass,
  userManagementClass,
  uuidClass,
  versionClass,
  ...describeTabClasses,
  ...visualEditorClasses,
  ...webServiceClasses,
  ...replicationClasses,
  ...packageScriptClasses,
  ...xmlStreamReaderClasses,
  xmlStreamWriterClass
];
