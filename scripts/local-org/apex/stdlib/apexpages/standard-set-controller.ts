import { SObjectRecord } from "../../../schema/record.ts";
import { LimitExceededError } from "../../../transaction/limits.ts";
import { ApexList, contentKey } from "../../runtime/collections.ts";
import { apexError } from "../../runtime/exceptions.ts";
import { nullArgument } from "../definition/arguments.ts";
import { defineClass } from "../definition/define.ts";
import type { PageReference } from "../system/web/page-reference.ts";
import type { QueryLocator } from "../database/query-locator.ts";
import { homePage, loadedByCaller, orMessages, saveAsUser } from "./standard-controller.ts";

/** "The maximum record limit for StandardSetController is 10,000 records." */
const mostRecords = 10_000;

/** Value of the class ApexPages.StandardSetController: pages of a list of records. */
class StandardSetController {
  readonly apexTypeName = "ApexPages.StandardSetController";
  readonly records: readonly SObjectRecord[];
  readonly complete: boolean;
  private readonly list: ApexList;
  private readonly original: readonly unknown[];
  private madePrototype: SObjectRecord | undefined;
  selected: readonly unknown[] = [];
  private size = 20;
  private page = 1;

  /** "Instantiating with a list of more than 10,000 records doesn't throw an exception, and instead truncates the records." */
  constructor(list: ApexList) {
    const all = list.items as SObjectRecord[];
    this.list = list;
    this.records = all.slice(0, mostRecords);
    this.complete = all.length <= mostRecords;
    this.original = this.records.map(contentKey);
  }

  /** "The prototype object: if its fields are set, those values are used during the save action". */
  get prototypeRecord(): SObjectRecord {
    const type = this.records[0]?.type ?? this.list.elementType.object;
    if (!type) throw apexError("System.VisualforceException", "The records of the controller are of no object");
    return (this.madePrototype ??= new SObjectRecord(type, {}));
  }

  get pages(): number {
    return Math.max(1, Math.ceil(this.records.length / this.size));
  }

  get pageNumber(): number {
    return this.page;
  }

  set pageNumber(number: number) {
    this.page = Math.min(Math.max(1, number), this.pages);
  }

  get pageSize(): number {
    return this.size;
  }

  set pageSize(size: number) {
    if (size < 1) throw apexError("System.VisualforceException", `Invalid page size: ${size}`);
    const first = (this.page - 1) * this.size;
    this.size = size;
    this.pageNumber = Math.floor(first / size) + 1;
  }

  get shown(): ApexList {
    const first = (this.page - 1) * this.size;
    return new ApexList(this.list.elementType, this.records.slice(first, first + this.size));
  }

  get selection(): ApexList {
    return new ApexList(this.list.elementType, [...this.selected]);
  }

  /** "Inserts new records or updates existing records that have been changed." */
  save(): PageReference | null {
    return orMessages(() => {
      const common = Object.entries(this.madePrototype?.values ?? {});
      for (const record of this.records) for (const [field, value] of common) record.values[field] = value;
      const changed = this.records.filter((record, index) => contentKey(record) !== this.original[index]);
      for (const isNew of [true, false]) {
        const records = changed.filter(({ id }) => (id === null) === isNew);
        if (records.length > 0) saveAsUser(isNew ? "insert" : "update", records);
      }
      return this.originalPage;
    });
  }

  /** "The original page, if known, or the home page": nothing leads to a page here, so it is not known. */
  get originalPage(): PageReference {
    return homePage();
  }
}

function ofLocator(locator: QueryLocator | null): StandardSetController {
  if (locator === null) throw nullArgument();
  if (locator.rows.items.length > mostRecords)
    throw new LimitExceededError(`Too many query locator rows: ${locator.rows.items.length}`);
  return new StandardSetController(locator.rows);
}

export const standardSetControllerClass = defineClass({
  namespace: "ApexPages",
  name: "StandardSetController",
  documentation: "Apex Reference Guide: StandardSetController Class",
  members: {
    "StandardSetController(Database.QueryLocator records)": ofLocator,
    "StandardSetController(List<SObject> records)": (records: ApexList | null) => {
      if (records === null) throw nullArgument();
      return new StandardSetController(records);
    },
    "void addFields(List<String> fieldNames)": loadedByCaller("addFields"),
    "PageReference cancel()": (self: StandardSetController) => self.originalPage,
    "void first()": (self: StandardSetController) => void (self.pageNumber = 1),
    "Boolean getCompleteResult()": (self: StandardSetController) => self.complete,
    "Boolean getHasNext()": (self: StandardSetController) => self.pageNumber < self.pages,
    "Boolean getHasPrevious()": (self: StandardSetController) => self.pageNumber > 1,
    "Integer getPageNumber()": (self: StandardSetController) => self.pageNumber,
    "Integer getPageSize()": (self: StandardSetController) => self.pageSize,
    "SObject getRecord()": (self: StandardSetController) => self.prototypeRecord,
    "List<SObject> getRecords()": (self: StandardSetController) => self.shown,
    "Integer getResultSize()": (self: StandardSetController) => self.records.length,
    "List<SObject> getSelected()": (self: StandardSetController) => self.selection,
    "void last()": (self: StandardSetController) => void (self.pageNumber = self.pages),
    "void next()": (self: StandardSetController) => void (self.pageNumber += 1),
    "void previous()": (self: StandardSetController) => void (self.pageNumber -= 1),
    "void reset()": loadedByCaller("reset"),
    "PageReference save()": (self: StandardSetController) => self.save(),
    "void setPageNumber(Integer pageNumber)": (self: StandardSetController, number: number | null) => {
      if (number === null) throw nullArgument();
      self.pageNumber = number;
    },
    "void setPageSize(Integer pageSize)": (self: StandardSetController, size: number | null) => {
      if (size === null) throw nullArgument();
      self.pageSize = size;
    },
    "void setSelected(List<SObject> selected)": (self: StandardSetController, selected: ApexList | null) => {
      if (selected === null) throw nullArgument();
      self.selected = [...selected.items];
    }
  }
});
