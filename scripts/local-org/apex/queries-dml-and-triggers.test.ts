import assert from "node:assert/strict";
import { test } from "node:test";
import { openOrg } from "../org/embedded-org.ts";
import type { ProjectSource } from "../metadata/types.ts";
import { compileAnonymous } from "./compile.ts";
import { source } from "./fixture.ts";
import { createContext, runInContext } from "./runtime/context.ts";
import { textOf } from "./runtime/values.ts";
import { library } from "./stdlib/library.ts";

const emptyProject: ProjectSource = {
  root: "",
  sourceApiVersion: "66.0",
  namespace: "",
  objects: [],
  classes: [],
  triggers: [],
  labels: [],
  bundles: [],
  staticResources: [],
  customMetadata: [],
  components: [],
  problems: []
};

/** Runs statements as the body of a static method in an org of its own, with triggers; answers the text of `out`. */
function run(
  statements: string,
  options: { readonly triggers?: readonly string[]; readonly classes?: readonly string[] } = {}
): string {
  const org = openOrg();
  try {
    const main = source(
      "Main",
      `public with sharing class Main { public static String run() { String out = ''; ${statements} return out; } }`
    );
    const others = (options.classes ?? []).map((text) => source(/class (\w+)/.exec(text)![1]!, text));
    const triggers = (options.triggers ?? []).map((text, index) => ({
      ...source(`T${index}`, text),
      path: `T${index}.trigger`
    }));
    const deployed = org.deploy({ ...emptyProject, classes: [main, ...others], triggers });
    assert.deepEqual(
      deployed.problems.map(({ path, line, column, message }) => `${path}:${line}:${column} ${message}`),
      []
    );
    return org.transaction(org.administrator, (tx) =>
      org.runApex(tx, ({ program }) =>
        textOf(
          program
            .classByName("Main")!
            .methods.find(({ name }) => name === "run")!
            .invoke(null, [])
        )
      )
    );
  } finally {
    org.close();
  }
}

const family =
  "Account a = new Account(Name = 'P'); insert a; insert new List<Contact>{new Contact(LastName = 'X', AccountId = a.Id), new Contact(LastName = 'Y', AccountId = a.Id)};";

test("insert puts ids on the records", () => {
  assert.equal(run("Account a = new Account(Name = 'x'); insert a; out += a.Id != null;"), "true");
});

// A public project that deploys: trailheadapps/ready-to-fly.
test("a trigger of a class's name reaches the class", () => {
  assert.equal(
    run("Account a = new Account(); insert a; out += [SELECT Name FROM Account].Name;", {
      triggers: ["trigger Names on Account (before insert) { Names.give(Trigger.new); }"],
      classes: ["public class Names { public static void give(List<Account> all) { all[0].Name = 'given'; } }"]
    }),
    "given"
  );
});

test("a query binds variables, collections and expressions", () => {
  assert.equal(
    run(
      `${family} out += [SELECT COUNT() FROM Contact WHERE AccountId = :a.Id AND LastName IN :new Set<String>{'X', 'Z'}];`
    ),
    "1"
  );
});

test("a parent's fields are read through the relationship, null where there is no parent", () => {
  assert.equal(
    run(
      `${family} insert new Contact(LastName = 'Z'); for (Contact c : [SELECT Account.Name FROM Contact ORDER BY LastName]) out += c.Account.Name + ',';`
    ),
    "P,P,null,"
  );
});

test("child rows of a subquery are a list", () => {
  assert.equal(
    run(
      `${family} Account b = [SELECT Id, (SELECT LastName FROM Contacts ORDER BY LastName DESC) FROM Account]; out += b.Contacts.size() + b.Contacts[0].LastName;`
    ),
    "2Y"
  );
});

// "Apex Developer Guide: Working with SOQL and SOSL Query Results"
test("a field that was not queried refuses to be read", () => {
  assert.equal(
    run(
      `${family} Account b = [SELECT Id FROM Account]; try { out += b.Name; } catch (SObjectException e) { out = e.getMessage(); }`
    ),
    "SObject row was retrieved via SOQL without querying the requested field: Account.Name"
  );
});

// "Apex Developer Guide: Using SOQL Queries That Return One Record"
test("one row is demanded where a query is assigned to a record", () => {
  assert.equal(
    run("try { Account a = [SELECT Id FROM Account]; } catch (QueryException e) { out = e.getMessage(); }"),
    "List has no rows for assignment to SObject"
  );
  assert.equal(
    run(`${family} try { Contact c = [SELECT Id FROM Contact]; } catch (QueryException e) { out = e.getMessage(); }`),
    "List has more than 1 row for assignment to SObject"
  );
});

test("no row is null before ?. and ??", () => {
  assert.equal(
    run(
      "out += [SELECT Name FROM Account]?.Name; Account a = [SELECT Id FROM Account] ?? new Account(Name = 'd'); out += a.Name;"
    ),
    "nulld"
  );
});

test("a query loop over lists gives chunks of 200", () => {
  assert.equal(
    run(
      "List<Account> l = new List<Account>(); for (Integer i = 0; i < 450; i++) l.add(new Account(Name = 'n' + i)); insert l; for (List<Account> chunk : [SELECT Id FROM Account]) out += chunk.size() + ',';"
    ),
    "200,200,50,"
  );
});

test("aggregate rows answer by alias", () => {
  assert.equal(
    run(
      `${family} for (AggregateResult r : [SELECT AccountId parent, COUNT(Id) n FROM Contact GROUP BY AccountId]) out += r.get('n') + ':' + (r.get('parent') == a.Id);`
    ),
    "2:true"
  );
});

test("a failed DML statement tells row, status, fields and message", () => {
  assert.equal(
    run(
      "try { insert new List<Contact>{new Contact(LastName = 'ok'), new Contact()}; } catch (DmlException e) { out = e.getNumDml() + ' ' + e.getDmlIndex(0) + ' ' + e.getDmlType(0) + ' ' + e.getDmlFieldNames(0); } out += [SELECT COUNT() FROM Contact];"
    ),
    "1 1 REQUIRED_FIELD_MISSING (LastName)0"
  );
});

test("dynamic queries find the variables in sight", () => {
  assert.equal(
    run(
      `${family} String wanted = 'X'; List<Contact> l = Database.query('SELECT Id FROM Contact WHERE LastName = :wanted'); Contact c = Database.query('SELECT LastName FROM Contact WHERE LastName = :WANTED'); out += l.size() + c.LastName;`
    ),
    "1X"
  );
});

test("before triggers change fields, after triggers see ids and refuse writing", () => {
  const trigger = `trigger T on Account (before insert, after insert) {
    for (Account a : Trigger.new) {
      if (Trigger.isBefore) { a.Description = Trigger.operationType + ' ' + a.Id; continue; }
      try { a.Description = 'x'; } catch (FinalException e) { Log.text += e.getMessage() + ' ' + Trigger.newMap.containsKey(a.Id) + Trigger.size; }
    }
  }`;
  const log = "public class Log { public static String text = ''; }";
  assert.equal(
    run("insert new Account(Name = 'x'); out += [SELECT Description FROM Account].Description + '|' + Log.text;", {
      triggers: [trigger],
      classes: [log]
    }),
    "BEFORE_INSERT null|Record is read-only true1"
  );
});

// "Apex Developer Guide: Trigger Exceptions"
test("an error that a trigger adds refuses the record", () => {
  const trigger = "trigger T on Account (before insert) { Trigger.new[0].addError('Never'); }";
  assert.equal(
    run(
      "Database.SaveResult r = Database.insert(new Account(Name = 'x'), false); out += r.isSuccess() + r.getErrors()[0].getMessage();",
      { triggers: [trigger] }
    ),
    "falseNever"
  );
});

test("an exception that leaves a trigger is told with its place", () => {
  const trigger = "trigger T on Account (before insert) {\n String s;\n s.length();\n}";
  assert.equal(
    run("try { insert new Account(Name = 'x'); } catch (DmlException e) { out = e.getDmlMessage(0); }", {
      triggers: [trigger]
    }),
    "T: execution of BeforeInsert\n\ncaused by: System.NullPointerException: Attempt to de-reference a null object\n\nTrigger.T: line 3, column 1"
  );
});

test("a trigger of one line is told with its name, too", () => {
  assert.match(
    run("try { insert new Account(Name = 'x'); } catch (DmlException e) { out = e.getDmlMessage(0); }", {
      triggers: ["trigger T on Account (before insert) { String s; s.length(); }"]
    }),
    /\nTrigger\.T: line 1, column 1$/
  );
});

test("static blocks run before the first static method of their class, once per transaction", () => {
  const log = "public class Log { public static String text = ''; }";
  const helper =
    "public class Helper { static { Log.text += 'block;'; } public static void go() { Log.text += 'go;'; } }";
  assert.equal(run("Helper.go(); Helper.go(); out = Log.text;", { classes: [log, helper] }), "block;go;go;");
});

test("anonymous Apex runs against the same classes and may declare its own", () => {
  const org = openOrg();
  const classes = [source("Main", "public class Main { public static String text = ''; }")];
  const compiled = compileAnonymous(
    { classes, triggers: [], schema: org.schema, soql: org.soql, library, labels: new Map(), coverage: false },
    "Integer n = twice(2);\nMain.text += n + new Local().name;\ninsert new Account(Name = Main.text);\nInteger twice(Integer i) { return i * 2; }\nclass Local { String name = 'x'; }"
  );
  assert.deepEqual(compiled.problems ?? [], []);
  if (compiled.problems) return;
  const names = org.transaction(org.administrator, (tx) => {
    const context = createContext({ tx, soql: org.soql, saving: org.saving, program: compiled.program });
    runInContext(context, compiled.run);
    return tx.database.all('SELECT "Name" FROM "Account"');
  });
  assert.deepEqual(
    names.map(([name]) => name),
    ["4x"]
  );
  org.close();
});

test("static variables live as long as the transaction", () => {
  const org = openOrg();
  const deployed = org.deploy({
    ...emptyProject,
    classes: [
      source("Main", "public class Main { static Integer n = 0; public static Integer next() { return ++n; } }")
    ]
  });
  assert.equal(deployed.success, true);
  const next = () => org.program.classByName("Main")!.methods[0]!.invoke(null, []);
  const twice = () => org.transaction(org.administrator, (tx) => org.runApex(tx, () => [next(), next()]));
  assert.deepEqual(
    [twice(), twice()],
    [
      [1, 2],
      [1, 2]
    ]
  );
  org.close();
});

// "Apex Developer Guide: Execution Governors and Limits"
test("the limit of queries cannot be caught", () => {
  assert.throws(
    () =>
      run(
        "try { for (Integer i = 0; i < 200; i++) { Integer n = [SELECT COUNT() FROM Account]; } } catch (Exception e) { out = 'caught'; } finally { out = 'finally'; }"
      ),
    /Too many SOQL queries: 101/
  );
});
