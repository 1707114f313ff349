import { accessLevelClass, accessTypeEnum } from "./access.ts";
import { addressClass, locationClass } from "./address.ts";
import { appMenuClass } from "./app-launcher.ts";
import { apexPagesClasses } from "./apex-pages.ts";
import { approvalClasses } from "./approval.ts";
import { assertClass } from "./assert.ts";
import { asyncClasses } from "./async.ts";
import { cacheClasses } from "./cache.ts";
import { collatorClass } from "./collator.ts";
import { compressionClasses } from "./compression.ts";
import { connectApiClasses } from "./connect-api.ts";
import { dataWeaveClasses } from "./data-weave.ts";
import { databaseClass, savepointClass } from "./database.ts";
import { dateClass, timeClass } from "./date.ts";
import { datetimeClass, timeZoneClass } from "./datetime.ts";
import { changeEventHeaderClass } from "./change-event-header.ts";
import { continuationClass } from "./continuation.ts";
import { cookieClass } from "./cookie.ts";
import { cursorClasses } from "./cursor.ts";
import type { ClassDefinition } from "./define.ts";
import { dynamicComponentClasses } from "./dynamic-component.ts";
import { flowInterviewClass } from "./flow-interview.ts";
import { formulaClasses } from "./formula-eval.ts";
import { invocableActionClasses } from "./invocable-action.ts";
import { orgLimitClasses } from "./org-limits.ts";
import { packageScriptClasses } from "./package-scripts.ts";
import { pageReferenceClasses } from "./page-reference.ts";
import { replicationClasses } from "./replication.ts";
import { selectOptionClass } from "./select-option.ts";
import { standardControllerClass } from "./standard-controller.ts";
import { standardSetControllerClass } from "./standard-set-controller.ts";
import { staticResourceMockClasses } from "./static-resource-mock.ts";
import { versionClass } from "./version.ts";
import { visualEditorClasses } from "./visual-editor.ts";
import {
  describeFieldClass,
  displayTypeEnum,
  picklistEntryClass,
  soapTypeEnum,
  sobjectFieldClass
} from "./describe-field.ts";
import {
  childRelationshipClass,
  describeObjectClass,
  dataCategoryClass,
  describeOptionsEnum,
  recordTypeInfoClass,
  schemaClass,
  sobjectTypeClass,
  sobjectTypeFieldsClass
} from "./describe-object.ts";
import { domClasses } from "./dom.ts";
import { dmlOptionsClasses } from "./dml-options.ts";
import { blobClass, cryptoClass, encodingUtilClass, uuidClass } from "./encoding.ts";
import { eventBusClass, eventTriggerContextClass, publishCallbackClasses } from "./events.ts";
import { fieldSetClasses } from "./field-sets.ts";
import { httpCalloutMockInterface, httpClass, httpRequestClass, httpResponseClass } from "./http.ts";
import { idClass } from "./id.ts";
import { jsonGeneratorClass } from "./json-generator.ts";
import { jsonParserClass, jsonTokenEnum } from "./json-parser.ts";
import { jsonClass } from "./json.ts";
import { labelClass } from "./label.ts";
import { leadConvertClasses } from "./lead-convert.ts";
import { limitsClass } from "./limits.ts";
import { mathClass } from "./math.ts";
import { messagingClasses } from "./messaging.ts";
import { metadataLayoutClasses } from "./metadata-layout.ts";
import { metadataOperationClasses } from "./metadata-operations.ts";
import { networkClass } from "./network.ts";
import { booleanClass, decimalClass, doubleClass, integerClass, longClass, roundingModeEnum } from "./number.ts";
import { matcherClass, patternClass } from "./pattern.ts";
import { queryLocatorClass, queryLocatorIteratorClass } from "./query-locator.ts";
import { restContextClass, restRequestClass, restResponseClass } from "./rest.ts";
import { saveResultClasses } from "./save-results.ts";
import {
  callableInterface,
  comparatorInterface,
  featureManagementClass,
  quiddityEnum,
  requestClass,
  urlClass
} from "./small-classes.ts";
import { statusCodeEnum } from "./status-code.ts";
import { searchClass, searchResultClasses } from "./search.ts";
import { siteClass } from "./site.ts";
import { stringClass } from "./string.ts";
import { accessDecisionClass, securityClass } from "./strip-inaccessible.ts";
import { stubProviderInterface } from "./stub.ts";
import { loggingLevelEnum, systemClass, triggerOperationEnum } from "./system.ts";
import { testBrokerClass, testClass } from "./test.ts";
import { typeClass } from "./type.ts";
import { userInfoClass } from "./user-info.ts";
import { webServiceClasses } from "./web-service.ts";
import { xmlStreamReaderClasses } from "./xml-stream-reader.ts";
import { xmlStreamWriterClass } from "./xml-stream-writer.ts";

/** The platform's classes that are no part of the language itself. */
export const platformClasses: readonly ClassDefinition[] = [
  accessDecisionClass,
  accessLevelClass,
  accessTypeEnum,
  addressClass,
  ...apexPagesClasses,
  appMenuClass,
  ...approvalClasses,
  assertClass,
  ...asyncClasses,
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
  uuidClass,
  versionClass,
  ...visualEditorClasses,
  ...webServiceClasses,
  ...replicationClasses,
  ...packageScriptClasses,
  ...xmlStreamReaderClasses,
  xmlStreamWriterClass
];
