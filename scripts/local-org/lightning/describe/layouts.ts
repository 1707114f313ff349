import { wordingOf, type Wording } from "../../metadata/wording.ts";
import { elementsOf, textOf, type XmlElement } from "../../metadata/xml.ts";
import { requireObject } from "../../api/records/from-json.ts";
import { ApiError, type ApiRequest } from "../../api/http/exchange.ts";
import type { Org } from "../../org/types.ts";
import { accessOf } from "../../security/access.ts";
import { describeObject } from "../../schema/describe.ts";
import { standardNamedLayouts } from "../../schema/named-layouts.ts";
import type { Field, SObjectType } from "../../schema/types.ts";
import type { Transaction } from "../../transaction/transaction.ts";
import { compactLayoutOf, layoutOf, type LayoutSection, type RelatedList } from "../pages/layout.ts";
import { actionsOnPage } from "../pages/page-actions.ts";
import { quickActionOf } from "../pages/quick-action.ts";

type Described = Readonly<Record<string, unknown>>;

/** One object's layouts as one user has them. */
export class LayoutDescription {
  readonly type: SObjectType;
  private readonly org: Org;
  private readonly tx: Transaction;
  private readonly words: Wording;
  private readonly fields: ReadonlyMap<unknown, Described>;
  private readonly recordTypes: readonly Described[];

  constructor({ org, user, parameters }: ApiRequest, tx: Transaction) {
    this.org = org;
    this.tx = tx;
    this.type = requireObject(org.schema, parameters["object"]!);
    this.words = wordingOf(org.source, user.language);
    const described = describeObject(org.schema, this.type, user.language);
    this.fields = new Map((described["fields"] as Described[]).map((field) => [field["name"], field]));
    this.recordTypes = described["recordTypeInfos"] as Described[];
  }

  /** "REST API Developer Guide: sObject Layouts"; "SOAP API Developer Guide: describeLayout()". */
  layouts(): unknown {
    return {
      layouts: [this.layout()],
      recordTypeMappings: this.recordTypes.map((recordType) => ({
        ...recordType,
        layoutId: null,
        picklistsForRecordType: [],
        urls: {}
      })),
      recordTypeSelectorRequired: [this.type.recordTypes.filter(({ active }) => active).length > 1]
    };
  }

  /** "REST API Developer Guide: sObject Named Layouts". */
  namedLayout(name: string): unknown {
    const known = (standardNamedLayouts[this.type.name] ?? []).some((one) => one.toLowerCase() === name.toLowerCase());
    if (!known) throw new ApiError(404, "NOT_FOUND", "The requested resource does not exist");
    return this.layouts();
  }

  /** "REST API Developer Guide: sObject CompactLayouts": without one of its own, an object has the system's. */
  compactLayouts(): unknown {
    const own = compactLayoutOf(this.org.source, this.type);
    const fields = this.readable(own ?? (this.type.nameField ? [this.type.nameField.name] : []));
    const layout = {
      actions: [],
      fieldItems: fields.map((field) => this.item([field])),
      id: null,
      imageItems: [],
      label: own ? this.words.object(this.type) : "System Default",
      name: own ? this.type.name : "SYSTEM",
      objectType: this.type.name
    };
    return {
      compactLayouts: [layout],
      defaultCompactLayoutId: null,
      recordTypeCompactLayoutMappings: this.recordTypes.map(({ available, recordTypeId, name }) => ({
        available,
        compactLayoutId: null,
        compactLayoutName: layout.name,
        recordTypeId,
        recordTypeName: name,
        urls: {}
      }))
    };
  }

  /** "REST API Developer Guide: sObject Approval Layouts": a layout for each approval process of the object. */
  approvalLayouts(): unknown {
    const processes = (this.org.source?.components ?? []).filter(
      ({ type, name }) => type === "ApprovalProcess" && name.split(".")[0] === this.type.name
    );
    return {
      approvalLayouts: processes.map(({ name, content }) => {
        const element = content as XmlElement;
        const shown = elementsOf(element, "approvalPageFields").flatMap((fields) => [fields["field"] ?? []].flat());
        const known = shown.flatMap((field) => this.type.field(String(field))?.name ?? []);
        return {
          id: null,
          label: textOf(element, "label") ?? name,
          layoutItems: this.readable(known).map((field) => this.item([field])),
          name: name.split(".").at(-1)
        };
      })
    };
  }

  private layout(): unknown {
    const { sections, relatedLists, behaviors, excludedButtons } = layoutOf(
      this.org.source,
      this.org.schema,
      this.type
    );
    const described = sections.map((section) => this.section(section, behaviors));
    return {
      buttonLayoutSection: {
        detailLayoutButtons: ["Edit", "Delete", "Clone"]
          .filter((name) => !excludedButtons.has(name))
          .map((name) => ({ custom: false, label: name, name }))
      },
      detailLayoutSections: described,
      editLayoutSections: described,
      feedView: null,
      highlightsPanelLayoutSection: null,
      id: null,
      multirowEditLayoutSections: [],
      offlineLinks: [],
      quickActionList: { quickActionListItems: this.quickActions() },
      relatedContent: null,
      relatedLists: relatedLists.map((list) => this.relatedList(list)),
      saveOptions: []
    };
  }

  private section({ label, columns }: LayoutSection, behaviors: ReadonlyMap<string, string>): unknown {
    const shown = columns.map((column) => this.readable(column));
    const rows = Math.max(0, ...shown.map((column) => column.length));
    return {
      columns: columns.length,
      heading: this.words.section(this.type, label),
      layoutRows: Array.from({ length: rows }, (_, row) => ({
        layoutItems: shown.map((column) => this.item(column[row] ? [column[row]] : [], behaviors)),
        numItems: columns.length
      })),
      parentLayoutId: null,
      rows,
      tabOrder: "LeftToRight",
      useCollapsibleSection: false,
      useHeading: label !== ""
    };
  }

  private item(fields: readonly Field[], behaviors: ReadonlyMap<string, string> = new Map()): unknown {
    const [field] = fields;
    const behavior = field && behaviors.get(field.name);
    const may = (kind: "createable" | "updateable"): boolean => field?.[kind] === true && behavior !== "Readonly";
    return {
      editableForNew: may("createable"),
      editableForUpdate: may("updateable"),
      label: field ? this.words.field(this.type, field) : null,
      layoutComponents: fields.map(({ name }) => ({
        details: this.fields.get(name),
        displayLines: 1,
        tabOrder: 0,
        type: "Field",
        value: name
      })),
      placeholder: field === undefined,
      required: behavior === "Required" || field?.required === true
    };
  }

  private relatedList({ label, object, field, columns }: RelatedList): unknown {
    const child = this.org.schema.object(object)!;
    return {
      accessLevelRequiredForCreate: null,
      buttons: [],
      columns: columns.map((name) => ({
        field: `${object}.${name}`,
        fieldApiName: name,
        format: null,
        label: this.words.field(child, child.field(name)!),
        lookupId: null,
        name
      })),
      custom: child.custom,
      field,
      label,
      limitRows: 5,
      name: this.type.childRelationships.find((one) => one.childObject === object && one.field === field)
        ?.relationshipName,
      sobject: object,
      sort: []
    };
  }

  private quickActions(): unknown[] {
    return (actionsOnPage(this.org.source, undefined, this.type) ?? []).flatMap(({ name }) => {
      const action = quickActionOf(this.org.source, this.org.schema, this.type, name);
      return action ? [{ iconUrl: null, label: action.label, quickActionName: name, type: action.does.kind }] : [];
    });
  }

  private readable(names: readonly string[]): Field[] {
    const access = accessOf(this.tx);
    return names.map((name) => this.type.field(name)!).filter((field) => access.fieldReadable(this.type, field));
  }
}
