/** Columns by what they seem to mean. */
export type GuessedColumns = Readonly<Partial<Record<Meaning, string>>>;

type Meaning =
  | "number"
  | "date"
  | "time"
  | "customer"
  | "customerName"
  | "amount"
  | "quantity"
  | "price"
  | "currency"
  | "channel"
  | "kind"
  | "status"
  | "original";

/** Names as ERPs write them, in English, Turkish, Polish and German; the first that is found wins. */
const NAMES: Readonly<Record<Meaning, readonly RegExp[]>> = {
  number: [
    /^(invoice|document|order|belge|fatura|fi[sş]|fiche|faktura|beleg|rechnung)[ _]*(no|nr|num|number|numaras[iı]|id)?\.?$/i,
    /^(no|nr|number|numer)$/i
  ],
  date: [/^(invoice|document|posting|belge|fatura|order)?[ _]*(date|tarih[iı]?|data|datum)$/i, /(date|tarih|datum)/i],
  time: [/^(time|saat[iı]?|godzina|uhrzeit|hour)$/i],
  customer: [
    /^(customer|client|member|cari|m[uü][sş]teri|klient|kontrahent|kunde|sold[ _-]?to)[ _]*(id|no|nr|number|code|kodu|kod|numaras[iı])?$/i,
    /^account[ _]*(id|no|number)?$/i
  ],
  customerName: [
    /^(customer|client|cari|m[uü][sş]teri|klient|kunden)[ _]*(name|[uü]nvan[iı]?|ad[iı]|nazwa)$/i,
    /^(name|[uü]nvan|nazwa)$/i
  ],
  amount: [
    /^(total|net|amount|sum|toplam|tutar|kwota|betrag|warto[sś][cć])[ _]*(amount|tutar[iı]?|total|value)?$/i,
    /(tutar|amount|total)/i
  ],
  quantity: [/^(quantity|qty|miktar[iı]?|adet|ilo[sś][cć]|menge)$/i],
  price: [/^(unit)?[ _]*(price|fiyat[iı]?|cena|preis)$/i],
  currency: [/^(currency|d[oö]viz|para[ _]*birimi|waluta|w[aä]hrung)[ _]*(code|kodu)?$/i],
  channel: [/^(channel|kanal[iı]?|sales[ _]*channel)$/i],
  kind: [/^(type|kind|trcode|t[uü]r[uü]?|typ|document[ _]*type|belge[ _]*t[uü]r[uü])$/i],
  status: [/^(status|state|durum[uü]?|cancelled|iptal)$/i],
  original: [/^(original|orig|reference|ref|iade[ _]*edilen|returned)[ _]*(no|document|invoice|number)?$/i]
};

export function fieldsByName(header: readonly string[]): GuessedColumns {
  const found: Partial<Record<Meaning, string>> = {};
  for (const [meaning, patterns] of Object.entries(NAMES) as [Meaning, readonly RegExp[]][]) {
    const free = header.filter((column) => !Object.values(found).includes(column));
    const column = patterns.flatMap((pattern) => free.find((name) => pattern.test(name)) ?? [])[0];
    if (column !== undefined) found[meaning] = column;
  }
  return found;
}
