/**
 * What an org itself calls its standard objects in the languages of its users, singular and plural. The other languages
 * keep English.
 */
import { dictionary } from "../values/dictionary.ts";

type Names = Readonly<Record<string, readonly [string, string]>>;

const names: Readonly<Record<string, Names>> = dictionary({
  tr: dictionary<readonly [string, string]>({
    Account: ["Hesap", "Hesaplar"],
    Contact: ["Kişi", "Kişiler"],
    Opportunity: ["Fırsat", "Fırsatlar"],
    Order: ["Sipariş", "Siparişler"],
    Product2: ["Ürün", "Ürünler"],
    User: ["Kullanıcı", "Kullanıcılar"]
  }),
  pl: dictionary<readonly [string, string]>({
    Account: ["Konto", "Konta"],
    Contact: ["Kontakt", "Kontakty"],
    Opportunity: ["Szansa", "Szanse"],
    Order: ["Zamówienie", "Zamówienia"],
    Product2: ["Produkt", "Produkty"],
    User: ["Użytkownik", "Użytkownicy"]
  })
});

export function standardWords(language: string, object: string): readonly [string, string] | undefined {
  return names[language]?.[object];
}
