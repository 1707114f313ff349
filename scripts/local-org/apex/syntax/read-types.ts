import type { TypeReference } from "./ast.ts";
import { identifier, isName, placeOf, TokenReader } from "./token-reader.ts";
import { unsure } from "./unsure.ts";

export class TypeReader extends TokenReader {
  protected typeReference(): TypeReference {
    const at = placeOf(this.current);
    const names = [this.typeName()];
    // `Account.class`: what follows that dot is no part of the type.
    while (this.is(".") && this.isTypeName(this.at + 1)) {
      this.at++;
      names.push(this.typeName());
    }
    return { ...at, names, dimensions: this.dimensions() };
  }

  protected typeList(): TypeReference[] {
    return this.separated(() => this.typeReference());
  }

  /** Without arguments and brackets. */
  protected qualifiedType(): TypeReference {
    const at = placeOf(this.current);
    const names = this.qualifiedName().map((name) => ({ name, arguments: [] }));
    return { ...at, names, dimensions: 0 };
  }

  protected qualifiedName() {
    const names = [this.name()];
    while (this.takeIf(".")) names.push(this.name());
    return names;
  }

  /** `<A, B>`, where it stands. */
  protected typeArguments(): TypeReference[] {
    if (!this.takeIf("<")) return [];
    const list = this.typeList();
    this.expect(">");
    return list;
  }

  private typeName() {
    const name = this.isTypeName(this.at) ? identifier(this.take()) : unsure();
    return { name, arguments: this.typeArguments() };
  }

  private dimensions(): number {
    let count = 0;
    while (this.is("[") && this.ahead(1).word === "]") {
      this.at += 2;
      count++;
    }
    return count;
  }

  /** The index of the token behind a type that starts at an index; -1 where none does. */
  protected endOfType(from: number): number {
    let at = from;
    for (;;) {
      if (!this.isTypeName(at)) return -1;
      at++;
      if (this.tokens[at]!.word === "<") {
        const end = this.endOfArguments(at + 1);
        if (end === -1) break;
        at = end;
      }
      if (this.tokens[at]!.word !== ".") break;
      if (!this.isTypeName(at + 1)) break;
      at++;
    }
    while (this.tokens[at]!.word === "[" && this.tokens[at + 1]!.word === "]") at += 2;
    return at;
  }

  private endOfArguments(from: number): number {
    let at = from;
    for (;;) {
      at = this.endOfType(at);
      if (at === -1) return -1;
      if (this.tokens[at]!.word === ">") return at + 1;
      if (this.tokens[at]!.word !== ",") return -1;
      at++;
    }
  }

  private isTypeName(index: number): boolean {
    const token = this.tokens[index]!;
    return isName(token) || token.word === "list" || token.word === "map";
  }
}
