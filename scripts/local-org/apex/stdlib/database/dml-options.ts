import type { SaveOptions } from "../../../save/types.ts";
import { apexError } from "../../runtime/exceptions.ts";
import { defineClass, type ClassDefinition } from "../definition/define.ts";
import { property } from "../definition/properties.ts";

class DuplicateRuleHeader {
  readonly apexTypeName = "Database.DMLOptions.DuplicateRuleHeader";
  allowSave: boolean | null = null;
  runAsCurrentUser: boolean | null = null;
}

class AssignmentRuleHeader {
  readonly apexTypeName = "Database.DMLOptions.AssignmentRuleHeader";
  assignmentRuleId: string | null = null;
  useDefaultRule: boolean | null = null;
}

class EmailHeader {
  readonly apexTypeName = "Database.DMLOptions.EmailHeader";
  triggerAutoResponseEmail: boolean | null = null;
  triggerOtherEmail: boolean | null = null;
  triggerUserEmail: boolean | null = null;
}

/** Value of the class Database.DMLOptions. */
export class DmlOptions {
  readonly apexTypeName = "Database.DMLOptions";
  allowFieldTruncation: boolean | null = null;
  optAllOrNone: boolean | null = null;
  localeOptions: string | null = null;
  assignmentRuleHeader = new AssignmentRuleHeader();
  duplicateRuleHeader = new DuplicateRuleHeader();
  emailHeader = new EmailHeader();
}

/** What of the options the save procedure takes. */
export function saveOptionsOf(
  options: DmlOptions | null
): Pick<SaveOptions, "allOrNone" | "duplicateRuleAllowSave" | "truncatesTexts"> {
  if (options === null) throw apexError("System.NullPointerException", "Argument cannot be null.");
  const { allowSave } = options.duplicateRuleHeader;
  return {
    allOrNone: options.optAllOrNone ?? false,
    truncatesTexts: options.allowFieldTruncation === true,
    ...(allowSave === null ? {} : { duplicateRuleAllowSave: allowSave })
  };
}

export const dmlOptionsClasses: readonly ClassDefinition[] = [
  defineClass({
    namespace: "Database",
    name: "DMLOptions.DuplicateRuleHeader",
    documentation: "Apex Reference Guide: Database.DMLOptions Class, DuplicateRuleHeader",
    members: {
      "Boolean allowSave": property<DuplicateRuleHeader>("allowSave"),
      "Boolean runAsCurrentUser": property<DuplicateRuleHeader>("runAsCurrentUser")
    }
  }),
  // Assignment rules are stored and not executed, whatever this says.
  defineClass({
    namespace: "Database",
    name: "DMLOptions.AssignmentRuleHeader",
    documentation: "Apex Reference Guide: Database.DMLOptions Class, AssignmentRuleHeader",
    members: {
      "Id assignmentRuleId": property<AssignmentRuleHeader>("assignmentRuleId"),
      "Boolean useDefaultRule": property<AssignmentRuleHeader>("useDefaultRule")
    }
  }),
  // The local org sends no e-mail of its own, whatever this says.
  defineClass({
    namespace: "Database",
    name: "DMLOptions.EmailHeader",
    documentation: "Apex Reference Guide: Database.DMLOptions Class, EmailHeader",
    members: {
      "Boolean triggerAutoResponseEmail": property<EmailHeader>("triggerAutoResponseEmail"),
      "Boolean triggerOtherEmail": property<EmailHeader>("triggerOtherEmail"),
      "Boolean triggerUserEmail": property<EmailHeader>("triggerUserEmail")
    }
  }),
  defineClass({
    namespace: "Database",
    name: "DMLOptions",
    documentation: "Apex Reference Guide: Database.DMLOptions Class",
    members: {
      "DMLOptions()": () => new DmlOptions(),
      "Boolean allowFieldTruncation": property<DmlOptions>("allowFieldTruncation"),
      "String localeOptions": property<DmlOptions>("localeOptions"),
      "Boolean optAllOrNone": property<DmlOptions>("optAllOrNone"),
      "readonly Database.DMLOptions.AssignmentRuleHeader AssignmentRuleHeader": {
        get: (self: DmlOptions) => self.assignmentRuleHeader
      },
      "readonly Database.DMLOptions.DuplicateRuleHeader DuplicateRuleHeader": {
        get: (self: DmlOptions) => self.duplicateRuleHeader
      },
      "readonly Database.DMLOptions.EmailHeader EmailHeader": { get: (self: DmlOptions) => self.emailHeader }
    }
  })
];
