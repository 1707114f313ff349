import type { DmlOperation } from "../../../save/types.ts";
import type { SObjectRecord } from "../../../schema/record.ts";
import { apexError, toApexException } from "../../runtime/exceptions.ts";
import { saveRecords } from "../../runtime/written-work.ts";
import { addMessages } from "./apex-pages.ts";
import { nullArgument } from "../definition/arguments.ts";
import { defineClass } from "../definition/define.ts";
import { PageReference } from "../system/web/page-reference.ts";

/** The pages of standard controllers speak of records by ids of 15 characters; so do tests of public projects. */
function pageOf(id: string, action = ""): PageReference {
  return new PageReference(`/${id.slice(0, 15)}${action}`);
}

export const homePage = (): PageReference => new PageReference("/home/home.jsp");

/**
 * "Message Class: When using a standard controller, all validation errors … that occur when the user saves the page are
 * automatically added to the page error collections": the page stays, which null stands for.
 */
export function orMessages(work: () => PageReference): PageReference | null {
  try {
    return work();
  } catch (problem) {
    const exception = toApexException(problem);
    if (!exception?.dmlFailures) throw problem;
    addMessages(exception);
    return null;
  }
}

/** Standard controllers run in user mode ("Visualforce Developer Guide: Building a Controller Extension"). */
export function saveAsUser(operation: DmlOperation, records: readonly SObjectRecord[]): void {
  saveRecords(operation, records, { allOrNone: true, accessMode: "user", withSharing: true });
}

/** Only pages let controllers load records, and no page is rendered here: their records always come from Apex. */
export const loadedByCaller = (method: string) => (): never => {
  throw apexError(
    "System.SObjectException",
    `You cannot call ${method} when the data is being passed into the controller by the caller.`
  );
};

/** Value of the class ApexPages.StandardController. */
class StandardController {
  readonly apexTypeName = "ApexPages.StandardController";
  readonly record: SObjectRecord;

  constructor(record: SObjectRecord) {
    this.record = record;
  }

  get object() {
    return this.record.type;
  }

  /** The list of the object's records. */
  get listPage(): PageReference {
    return new PageReference(`/${this.object.keyPrefix}/o`);
  }

  view(): PageReference {
    return this.record.id === null ? this.listPage : pageOf(this.record.id);
  }

  edit(): PageReference {
    const { id } = this.record;
    return id === null ? new PageReference(`/${this.object.keyPrefix}/e`) : pageOf(id, "/e");
  }

  save(): PageReference | null {
    return orMessages(() => {
      saveAsUser(this.record.id === null ? "insert" : "update", [this.record]);
      return this.view();
    });
  }

  delete(): PageReference | null {
    return orMessages(() => {
      saveAsUser("delete", [this.record]);
      return this.listPage;
    });
  }
}

export const standardControllerClass = defineClass({
  namespace: "ApexPages",
  name: "StandardController",
  documentation: "Apex Reference Guide: StandardController Class",
  members: {
    "StandardController(SObject record)": (record: SObjectRecord | null) => {
      if (record === null) throw nullArgument();
      return new StandardController(record);
    },
    "void addFields(List<String> fieldNames)": loadedByCaller("addFields"),
    "PageReference cancel()": (self: StandardController) => self.view(),
    "PageReference delete()": (self: StandardController) => self.delete(),
    "PageReference edit()": (self: StandardController) => self.edit(),
    "String getId()": (self: StandardController) => self.record.id?.slice(0, 15) ?? null,
    "SObject getRecord()": (self: StandardController) => self.record,
    "void reset()": loadedByCaller("reset"),
    "PageReference save()": (self: StandardController) => self.save(),
    "PageReference view()": (self: StandardController) => self.view()
  }
});
