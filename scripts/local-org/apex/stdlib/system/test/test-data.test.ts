import { test } from "node:test";
import { holds } from "../../../testing/fixture.ts";

const meta =
  '<?xml version="1.0" encoding="UTF-8"?><StaticResource xmlns="http://soap.sforce.com/2006/04/metadata"><contentType>text/csv</contentType></StaticResource>';

function resources(texts: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(texts).flatMap(([name, text]) => [
      [`staticresources/${name}.csv`, text],
      [`staticresources/${name}.resource-meta.xml`, meta]
    ])
  );
}

// "Apex Developer Guide: Loading Test Data"
test("a test loads records from a CSV file", () => {
  holds(
    `@IsTest static void loads() {
      List<SObject> loaded = Test.loadData(Account.SObjectType, 'ACCOUNTS');
      Assert.areEqual(1, Limits.getDmlStatements());
      List<Account> accounts = [SELECT Id, Name, NumberOfEmployees, Description, Site FROM Account ORDER BY Name];
      Assert.areEqual(2, accounts.size());
      Assert.areEqual(accounts[0].Id, loaded[0].Id);
      Assert.areEqual('A, B', accounts[0].Name);
      Assert.areEqual(7, accounts[0].NumberOfEmployees);
      Assert.areEqual('two\\nlines', accounts[0].Description);
      Assert.areEqual(null, accounts[0].Site);
      Assert.areEqual('here', accounts[1].Site);
    }`,
    {
      files: resources({
        Accounts: 'Name,numberofemployees,Description,Site\r\n"A, B",7,"two\nlines",\r\nC,8,,here\r\n'
      })
    }
  );
});

test("what stands for ids in one file is found by the lookups of the next", () => {
  holds(
    `@IsTest static void loads() {
      List<Account> accounts = Test.loadData(Account.SObjectType, 'Accounts');
      Test.loadData(Contact.SObjectType, 'Contacts');
      Assert.areEqual('B', [SELECT Account.Name FROM Contact WHERE LastName = 'X'].Account.Name);
      Assert.areEqual(accounts[0].Id, [SELECT AccountId FROM Contact WHERE LastName = 'Y'].AccountId);
    }`,
    {
      files: resources({ Accounts: "Id,Name\n1,A\n2,B\n", Contacts: "AccountId,LastName\n2,X\n1,Y\n" })
    }
  );
});

test("files that are missing, name no field or hold values of another type load nothing", () => {
  holds(
    `static void refuses(String resource, String reason) {
      try { Test.loadData(Account.SObjectType, resource); } catch (Exception e) {
        Assert.isTrue(e.getMessage().contains(reason), e.getMessage());
        Assert.areEqual(0, [SELECT COUNT() FROM Account]);
        return;
      }
      Assert.fail(resource);
    }
    @IsTest static void refusesFiles() {
      refuses('Missing', 'Missing');
      refuses('NoField', 'Nonsense');
      refuses('NoNumber', 'NumberOfEmployees');
      refuses('NoCells', 'NoCells');
      refuses('NoName', 'REQUIRED_FIELD_MISSING');
      try { Test.loadData(null, 'NoName'); Assert.fail(); } catch (NullPointerException e) { Assert.isNotNull(e); }
    }`,
    {
      files: resources({
        NoField: "Name,Nonsense\nA,1\n",
        NoNumber: "Name,NumberOfEmployees\nA,many\n",
        NoCells: "Name,Site\nA\n",
        NoName: "Name,Site\nA,here\n,there\n"
      })
    }
  );
});
