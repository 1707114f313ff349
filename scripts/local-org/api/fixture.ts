/** For tests of the API: a served org with one custom object, a trigger and an Apex REST resource. */
import { request } from "node:http";
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Connection } from "jsforce";
import { orgWith } from "../apex/testing/fixture.ts";
import type { Org } from "../org/types.ts";
import { serveOrg, type OrgServer } from "../server.ts";
import { assignment, begin, flowFile, inputs, to, variable } from "../flow/fixture.ts";
import type { OrgOptions } from "../org/embedded-org.ts";

export interface ServedOrg {
  readonly org: Org;
  readonly server: OrgServer;
  readonly connection: Connection;
  close(): Promise<void>;
}

const field = (name: string, body: string): [string, string] => [
  `objects/Invoice__c/fields/${name}.field-meta.xml`,
  `<CustomField xmlns="http://soap.sforce.com/2006/04/metadata"><fullName>${name}</fullName>${body}</CustomField>`
];

export const invoiceProject = {
  files: Object.fromEntries([
    [
      "objects/Invoice__c/Invoice__c.object-meta.xml",
      `<CustomObject xmlns="http://soap.sforce.com/2006/04/metadata"><deploymentStatus>Deployed</deploymentStatus><label>Invoice</label><pluralLabel>Invoices</pluralLabel><nameField><label>Number</label><type>Text</type></nameField><sharingModel>ReadWrite</sharingModel></CustomObject>`
    ],
    field(
      "Key__c",
      "<label>Key</label><type>Text</type><length>40</length><externalId>true</externalId><unique>true</unique><caseSensitive>true</caseSensitive>"
    ),
    field("Amount__c", "<label>Amount</label><type>Number</type><precision>16</precision><scale>2</scale>"),
    field("Legacy__c", "<label>Legacy</label><type>Text</type><length>40</length><externalId>true</externalId>"),
    field("IssuedAt__c", "<label>Issued</label><type>DateTime</type>"),
    field("Paid__c", "<label>Paid</label><type>Checkbox</type><defaultValue>false</defaultValue>"),
    field(
      "Customer__c",
      "<label>Customer</label><type>Lookup</type><referenceTo>Account</referenceTo><relationshipName>Invoices</relationshipName><relationshipLabel>Invoices</relationshipLabel>"
    ),
    [
      "objects/Account/fields/Code__c.field-meta.xml",
      `<CustomField xmlns="http://soap.sforce.com/2006/04/metadata"><fullName>Code__c</fullName><label>Code</label><type>Text</type><length>20</length><externalId>true</externalId><unique>true</unique></CustomField>`
    ],
    [
      "flows/Book_Invoice.flow-meta.xml",
      flowFile(
        "Book Invoice",
        `${begin("Make")}<recordCreates><name>Make</name><label>Make</label>${to("Double")}${inputs({ Name: "{Key}", Key__c: "{Key}", Amount__c: "{Amount}" })}<object>Invoice__c</object></recordCreates>
        ${assignment("Double", [
          ["Doubled", "Add", "{Amount}"],
          ["Doubled", "Add", "{Amount}"]
        ])}
        ${variable("Key", "String", "<isInput>true</isInput>")}${variable("Amount", "Number", "<isInput>true</isInput><scale>2</scale>")}
        ${variable("Doubled", "Number", "<isOutput>true</isOutput><scale>2</scale><value><numberValue>0</numberValue></value>")}`
      )
    ]
  ]),
  triggers: [
    "trigger RefuseNegative on Invoice__c (before insert, before update) { for (Invoice__c one : Trigger.new) if (one.Amount__c < 0) one.addError('Amount__c', 'An invoice cannot be negative'); }"
  ],
  classes: [
    `@RestResource(urlMapping='/invoices/*')
global with sharing class InvoiceResource {
  @HttpGet global static Decimal total() { return (Decimal) [SELECT SUM(Amount__c) total FROM Invoice__c][0].get('total'); }
  @HttpPost global static Id create(String key, Decimal amount) { Invoice__c one = new Invoice__c(Name = key, Key__c = key, Amount__c = amount); insert one; return one.Id; }
  @HttpDelete global static void fail() { Integer zero = 0; Integer broken = 1 / zero; }
}`,
    `public with sharing class BookInvoice {
  public class Input { @InvocableVariable(required=true) public String key; @InvocableVariable public Decimal amount; }
  public class Output { @InvocableVariable public Id invoiceId; @InvocableVariable public Decimal amount; }
  @InvocableMethod(label='Book Invoice') public static List<Output> book(List<Input> inputs) {
    List<Output> outputs = new List<Output>();
    for (Input one : inputs) {
      Invoice__c made = new Invoice__c(Name = one.key, Key__c = one.key, Amount__c = one.amount);
      insert made;
      Output output = new Output();
      output.invoiceId = made.Id;
      output.amount = one.amount;
      outputs.add(output);
    }
    return outputs;
  }
}`,
    `public class Doubler { @InvocableMethod public static List<Integer> twice(List<Integer> numbers) { List<Integer> result = new List<Integer>(); for (Integer one : numbers) result.add(one * 2); return result; } }`
  ]
};

/** @param cacheFolder keeps compiled pages for the next run; an empty one where absent */
export async function serveInvoices(
  options: OrgOptions = {},
  cacheFolder = mkdtempSync(join(tmpdir(), "cache-"))
): Promise<ServedOrg> {
  const org = orgWith(invoiceProject, { coverage: false, ...options });
  const server = await serveOrg({ org, port: 0, cacheFolder });
  const connection = new Connection({ instanceUrl: server.origin, accessToken: server.accessToken, version: "66.0" });
  return {
    org,
    server,
    connection,
    close: async () => {
      await server.close();
      org.close();
    }
  };
}

export interface RawAnswer {
  readonly status: number;
  readonly body: string;
}

/** A request as it is, by the administrator where no other token is given; `null` sends none. */
export function send(
  { server }: ServedOrg,
  method: string,
  path: string,
  options: { headers?: Record<string, string>; body?: string | Uint8Array; token?: string | null } = {}
): Promise<RawAnswer> {
  const token = options.token === undefined ? server.accessToken : options.token;
  return new Promise((resolve, reject) => {
    const outgoing = request(
      {
        host: "127.0.0.1",
        port: server.port,
        method,
        path,
        headers: { ...(token ? { Authorization: `Bearer ${token}` } : {}), ...options.headers }
      },
      (incoming) => {
        const chunks: Buffer[] = [];
        incoming.on("data", (chunk: Buffer) => chunks.push(chunk));
        incoming.on("end", () => resolve({ status: incoming.statusCode!, body: Buffer.concat(chunks).toString() }));
      }
    );
    outgoing.on("error", reject);
    outgoing.end(options.body);
  });
}
