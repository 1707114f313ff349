import { get, problemOf } from "local/org";
import { navigate, type PageReference } from "local/router";
import { filled, words } from "local/words";
import RecordModal from "local/recordModal";
import { decodeDefaultFieldValues } from "../../../platform/pageReferenceUtils";
import type { RecordRepresentation } from "../../../platform/uiRecordApi";
import type { RecordForm } from "../../../../protocol/record-form";

const MODES: Readonly<Record<string, string>> = { new: "create", edit: "edit", clone: "clone" };

/** Whether the address asks for a dialog over its page: to create, change or clone a record. */
export function asksForDialog({ type, attributes }: PageReference): boolean {
  const isPage = type === "standard__recordPage" || type === "standard__objectPage";
  return isPage && MODES[attributes["actionName"] ?? ""] !== undefined;
}

/** Opens the dialog that the address asks for; afterwards the page beneath it, or the new record's, has the address. */
export async function openDialog(
  reference: PageReference,
  tell: (variant: "success" | "error", message: string) => void
): Promise<void> {
  const { objectApiName, recordId, actionName } = reference.attributes;
  const beneath: PageReference = {
    ...reference,
    attributes: { objectApiName, recordId, actionName: recordId ? "view" : "list" },
    state: {}
  };
  try {
    const form = await formOf(reference);
    const saved = (await RecordModal.open({ label: titleOf(form, actionName), size: "medium", form })) as
      RecordRepresentation | undefined;
    if (!saved) return navigate(beneath, true);
    tell("success", filled(form.recordId ? words.saved : words.created, form.objectLabel));
    navigate(
      { type: "standard__recordPage", attributes: { objectApiName: form.objectName, recordId: saved.id } },
      true
    );
  } catch (error) {
    tell("error", problemOf(error));
    navigate(beneath, true);
  }
}

function formOf({ attributes, state }: PageReference): Promise<RecordForm> {
  const { objectApiName, recordId, actionName } = attributes;
  const query = new URLSearchParams({ mode: MODES[actionName ?? ""] ?? "create" });
  if (recordId) query.set("recordId", recordId);
  if (state["defaultFieldValues"])
    query.set("defaults", JSON.stringify(decodeDefaultFieldValues(state["defaultFieldValues"])));
  return get<RecordForm>(`/lightning/api/form/${objectApiName}?${query}`);
}

function titleOf({ objectLabel, fields }: RecordForm, action: string | undefined): string {
  const name = Object.values(fields).find(({ name: one }) => one === "Name")?.value;
  if (action === "edit") return filled(words.editRecord, typeof name === "string" ? name : objectLabel);
  return filled(action === "clone" ? words.cloneRecord : words.newRecord, objectLabel);
}
