import { labelText } from "c/labelText";
import quarterLabel from "@salesforce/label/c.LoyaltyRebateQuarter";

const MONTHS = 3;

/** @param day first day of the quarter, without a time @returns the quarter and its year in words; empty without a day */
export function quarterText(day: string | null | undefined): string {
  if (!day) return "";
  const [year = "", month = "1"] = day.split("-");
  return labelText(quarterLabel, String(Math.ceil(Number(month) / MONTHS)), year);
}
