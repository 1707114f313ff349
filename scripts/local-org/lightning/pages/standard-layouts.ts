/**
 * Fields on the layouts that a new org has for its standard objects, by column, besides the custom fields, which a
 * project that brings no layout of its own wants to see as well ("Salesforce Help: Page Layouts").
 */
import { dictionary } from "../../values/dictionary.ts";
export const standardLayouts: Readonly<Record<string, readonly [readonly string[], readonly string[]]>> = dictionary({
  Account: [
    ["Name", "ParentId", "AccountNumber", "Type", "Industry", "AnnualRevenue", "NumberOfEmployees", "Description"],
    ["OwnerId", "Phone", "Fax", "Website", "BillingStreet", "BillingCity", "BillingPostalCode", "BillingCountry"]
  ],
  Contact: [
    ["Name", "AccountId", "Title", "Department", "Birthdate", "ReportsToId", "LeadSource", "Description"],
    ["OwnerId", "Phone", "MobilePhone", "Email", "MailingStreet", "MailingCity", "MailingPostalCode", "MailingCountry"]
  ],
  Lead: [
    ["Name", "Company", "Title", "LeadSource", "Industry", "Description"],
    ["OwnerId", "Status", "Rating", "Phone", "Email", "Street", "City", "PostalCode", "Country"]
  ],
  Opportunity: [
    ["Name", "AccountId", "Type", "LeadSource", "NextStep", "Description"],
    ["OwnerId", "CloseDate", "StageName", "Probability", "Amount", "CampaignId"]
  ],
  Case: [
    ["CaseNumber", "ContactId", "AccountId", "Type", "Reason", "Subject", "Description"],
    ["OwnerId", "Status", "Priority", "Origin", "CreatedDate", "ClosedDate"]
  ],
  Order: [
    ["OrderNumber", "AccountId", "ContractId", "Type", "Description"],
    ["OwnerId", "Status", "EffectiveDate", "EndDate", "TotalAmount"]
  ],
  Product2: [
    ["Name", "ProductCode", "Description"],
    ["Family", "IsActive"]
  ]
});
