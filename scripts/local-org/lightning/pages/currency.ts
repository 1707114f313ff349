import type { Transaction } from "../../transaction/transaction.ts";

/** In an org of one currency, everybody's ("Salesforce Help: Set Your Personal or Organization-Wide Currency"). */
export function currencyOf({ database }: Transaction): string {
  return String(database.all('SELECT "DefaultCurrencyIsoCode" FROM "Organization" LIMIT 1')[0]![0]);
}
