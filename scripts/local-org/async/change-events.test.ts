import assert from "node:assert/strict";
import { test } from "node:test";
import { holds, orgWith, type ProjectTexts } from "../apex/testing/fixture.ts";
import type { Org } from "../org/types.ts";
import { SObjectRecord } from "../schema/record.ts";

/** Writes what it is told into tasks, a line an event: kind, object, names of fields, and who runs it. */
const trigger = (name: string, on: string) => `trigger ${name} on ${on} (after insert) {
  List<Task> told = new List<Task>();
  for (${on} event : Trigger.new) {
    EventBus.ChangeEventHeader header = event.ChangeEventHeader;
    told.add(new Task(
      Subject = header.getChangeType() + ' ' + header.getEntityName(),
      CallDisposition = String.join(header.getChangedFields(), ',') + ';' + String.join(header.nulledFields, ',') + ';' + event.get('Name'),
      CallObject = header.getRecordIds()[0] + ' ' + (header.commitUser == UserInfo.getUserId()) + ' ' + UserInfo.getName()
    ));
  }
  insert told;
}`;
const xml = (kind: string, body: string) =>
  `<?xml version="1.0" encoding="UTF-8"?>\n<${kind} xmlns="http://soap.sforce.com/2006/04/metadata">${body}</${kind}>\n`;
const accounts: ProjectTexts = { triggers: [trigger("OnAccountChange", "AccountChangeEvent")] };
const selected: ProjectTexts = {
  ...accounts,
  files: {
    "platformEventChannelMembers/ChangeEvents_AccountChangeEvent.platformEventChannelMember-meta.xml": xml(
      "PlatformEventChannelMember",
      "<eventChannel>ChangeEvents</eventChannel><selectedEntity>AccountChangeEvent</selectedEntity>"
    )
  }
};

// "Change Data Capture Developer Guide: Test Change Event Triggers", "Change Event Header Fields"
test("a test that enables change data capture sees creation, update, deletion and undeletion told", () => {
  holds(
    `@IsTest static void tells() {
      Test.enableChangeDataCapture();
      Account account = new Account(Name = 'Acme', Phone = '1');
      insert account;
      Assert.areEqual(0, [SELECT COUNT() FROM Task]);
      Test.getEventBus().deliver();
      Task created = [SELECT Subject, CallDisposition, CallObject FROM Task];
      Assert.areEqual('CREATE Account', created.Subject);
      Assert.areEqual(';;Acme', created.CallDisposition);
      Assert.areEqual(account.Id + ' false Automated Process', created.CallObject);
      delete created;

      update new Account(Id = account.Id, Name = 'Acme & Co', Phone = null);
      Test.getEventBus().deliver();
      List<String> parts = [SELECT CallDisposition FROM Task WHERE Subject = 'UPDATE Account'].CallDisposition.split(';');
      Assert.areEqual(new Set<String>{ 'Name', 'Phone', 'LastModifiedDate' }, new Set<String>(parts[0].split(',')));
      Assert.areEqual('Phone', parts[1]);
      Assert.areEqual('Acme & Co', parts[2]);

      update new Account(Id = account.Id, Phone = '2');
      delete account;
      undelete account;
      Test.getEventBus().deliver();
      Assert.areEqual(1, [SELECT COUNT() FROM Task WHERE Subject = 'DELETE Account' AND CallDisposition = ';;null']);
      Assert.areEqual(1, [SELECT COUNT() FROM Task WHERE Subject = 'UNDELETE Account' AND CallDisposition = ';;Acme & Co']);
      Assert.areEqual(1, [SELECT COUNT() FROM Task WHERE Subject = 'UPDATE Account' AND CallDisposition LIKE '%;;null'],
        'what has not changed is null');
    }
    @IsTest static void toldAtStopTest() {
      Test.enableChangeDataCapture();
      Test.startTest();
      insert new List<Account>{ new Account(Name = 'One'), new Account(Name = 'Two') };
      Test.stopTest();
      Assert.areEqual(2, [SELECT COUNT() FROM Task WHERE Subject = 'CREATE Account']);
    }`,
    accounts
  );
});

test("without a selection or the test's word nothing is told, nor is what was rolled back", () => {
  holds(
    `@IsTest static void untold() {
      insert new Account(Name = 'Acme');
      Test.getEventBus().deliver();
      Assert.areEqual(0, [SELECT COUNT() FROM Task]);
    }
    @IsTest static void rolledBack() {
      Test.enableChangeDataCapture();
      Savepoint before = Database.setSavepoint();
      insert new Account(Name = 'Acme');
      Database.rollback(before);
      Test.getEventBus().deliver();
      Assert.areEqual(0, [SELECT COUNT() FROM Task]);
    }
    @IsTest static void savedInPart() {
      Test.enableChangeDataCapture();
      Database.insert(new List<Account>{ new Account(Name = 'Acme'), new Account() }, false);
      Test.getEventBus().deliver();
      Assert.areEqual(1, [SELECT COUNT() FROM Task]);
    }`,
    accounts
  );
});

// "Metadata API Developer Guide: PlatformEventChannelMember"
test("what a channel selects is told after the commit, of programs' saves as of Apex's", async () => {
  const org = orgWith(selected);
  org.executeAnonymous(org.administrator, "insert new Account(Name = 'Acme');", { write: () => undefined });
  saveAccount(org);
  await org.idle();
  assert.deepEqual(subjectsIn(org), [["CREATE Account"], ["CREATE Account"]]);
});

test("a program's save of an object that no channel selects is told to nobody", async () => {
  const org = orgWith(accounts);
  saveAccount(org);
  await org.idle();
  assert.deepEqual(subjectsIn(org), []);
});

function saveAccount(org: Org): void {
  const account = new SObjectRecord(org.schema.object("Account")!, { Name: "Acme" });
  const options = { allOrNone: true, accessMode: "user", withSharing: true } as const;
  org.transaction(org.administrator, (tx) => org.saving.save(tx, "insert", [account], options));
}

const subjectsIn = (org: Org) =>
  org.transaction(org.administrator, (tx) => tx.database.all('SELECT "Subject" FROM "Task"'));

test("a custom object's events end in __ChangeEvent, and their trigger is a subscriber", () => {
  holds(
    `@IsTest static void tells() {
      Test.enableChangeDataCapture();
      insert new Employee__c(Name = 'Ada');
      Test.getEventBus().deliver();
      Assert.areEqual('CREATE Employee__c', [SELECT Subject FROM Task].Subject);
      Assert.areEqual('Employee__ChangeEvent', [SELECT Topic FROM EventBusSubscriber WHERE Name = 'OnEmployeeChange'].Topic);
    }`,
    {
      triggers: [trigger("OnEmployeeChange", "Employee__ChangeEvent")],
      files: {
        "objects/Employee__c/Employee__c.object-meta.xml": xml(
          "CustomObject",
          "<deploymentStatus>Deployed</deploymentStatus><label>Employee</label><nameField><label>Name</label><type>Text</type></nameField><pluralLabel>Employees</pluralLabel><sharingModel>ReadWrite</sharingModel>"
        )
      }
    }
  );
});
