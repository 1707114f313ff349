/** The same small programs in Apex and in TypeScript. */
export const apexPrograms = `public class MicroPrograms {
  public static Integer integerLoop() {
    Integer sum = 0;
    for (Integer i = 0; i < 3000000; i++) { sum += Math.mod(i, 7) * 3; }
    return sum;
  }
  public static Integer listOfStrings() {
    List<String> words = new List<String>();
    for (Integer i = 0; i < 200000; i++) { words.add('w' + i); }
    Integer length = 0;
    for (String word : words) { length += word.length(); }
    return length;
  }
  public static Integer mapOfIntegers() {
    Map<String, Integer> counts = new Map<String, Integer>();
    for (Integer i = 0; i < 300000; i++) {
      String key = 'k' + Math.mod(i, 1000);
      counts.put(key, counts.containsKey(key) ? counts.get(key) + 1 : 1);
    }
    return counts.size();
  }
  public static Decimal decimalSum() {
    Decimal sum = 0;
    for (Integer i = 0; i < 200000; i++) { sum += 1.10 * i; }
    return sum;
  }
}`;

export const typescriptPrograms: Readonly<Record<string, () => unknown>> = {
  integerLoop: () => {
    let sum = 0;
    for (let i = 0; i < 3_000_000; i++) sum += (i % 7) * 3;
    return sum;
  },
  listOfStrings: () => {
    const words: string[] = [];
    for (let i = 0; i < 200_000; i++) words.push(`w${i}`);
    let length = 0;
    for (const word of words) length += word.length;
    return length;
  },
  mapOfIntegers: () => {
    const counts = new Map<string, number>();
    for (let i = 0; i < 300_000; i++) {
      const key = `k${i % 1000}`;
      counts.set(key, (counts.get(key) ?? 0) + 1);
    }
    return counts.size;
  },
  /** Exact to the cent, as Apex is: binary fractions would be another program. */
  decimalSum: () => {
    let cents = 0n;
    for (let i = 0; i < 200_000; i++) cents += 110n * BigInt(i);
    return cents;
  }
};
