/** The syntax tree of Apex: what the source says, nothing resolved. Lines and columns are 1-based. */

export interface Position {
  readonly line: number;
  readonly column: number;
}

/** Where a source does not parse, and why. */
export interface SyntaxProblem extends Position {
  readonly message: string;
}

export interface Identifier extends Position {
  readonly text: string;
}

/** `A.B<C>[]` */
export interface TypeReference extends Position {
  readonly names: readonly { readonly name: Identifier; readonly arguments: readonly TypeReference[] }[];
  /** Number of `[]`. */
  readonly dimensions: number;
}

export interface Annotation extends Position {
  readonly name: string;
  readonly arguments: ReadonlyMap<string, string | number | boolean>;
}

export interface Modifiers {
  readonly annotations: readonly Annotation[];
  /** Lower-case words in order; sharing is one word pair: `with sharing`. */
  readonly words: readonly Identifier[];
}

// Expressions

export type BinaryOperator =
  | "+"
  | "-"
  | "*"
  | "/"
  | "<<"
  | ">>"
  | ">>>"
  | "<"
  | ">"
  | "<="
  | ">="
  | "=="
  | "!="
  | "==="
  | "!=="
  | "<>"
  | "&"
  | "^"
  | "|"
  | "&&"
  | "||"
  | "??";
export type AssignmentOperator = "=" | "+=" | "-=" | "*=" | "/=" | "&=" | "|=" | "^=" | "<<=" | ">>=" | ">>>=";

export type Expression = Position &
  (
    | {
        readonly kind: "literal";
        readonly type: "Integer" | "Long" | "Decimal" | "Double" | "String" | "Boolean" | "null";
        readonly text: string;
      }
    | { readonly kind: "name"; readonly name: string }
    | { readonly kind: "this" }
    | { readonly kind: "super" }
    | { readonly kind: "member"; readonly target: Expression; readonly name: Identifier; readonly safe: boolean }
    | {
        readonly kind: "call";
        readonly target: Expression | undefined;
        readonly name: Identifier;
        readonly args: readonly Expression[];
        readonly safe: boolean;
      }
    | { readonly kind: "constructorCall"; readonly which: "this" | "super"; readonly args: readonly Expression[] }
    | { readonly kind: "index"; readonly target: Expression; readonly index: Expression }
    | { readonly kind: "new"; readonly type: TypeReference; readonly args: readonly Expression[] }
    | { readonly kind: "newCollection"; readonly type: TypeReference; readonly elements: readonly Expression[] }
    | {
        readonly kind: "newMap";
        readonly type: TypeReference;
        readonly pairs: readonly (readonly [Expression, Expression])[];
      }
    | { readonly kind: "newArray"; readonly type: TypeReference; readonly size: Expression }
    | { readonly kind: "cast"; readonly type: TypeReference; readonly operand: Expression }
    | { readonly kind: "instanceof"; readonly operand: Expression; readonly type: TypeReference }
    | { readonly kind: "prefix"; readonly operator: "+" | "-" | "++" | "--" | "!" | "~"; readonly operand: Expression }
    | { readonly kind: "postfix"; readonly operator: "++" | "--"; readonly operand: Expression }
    | {
        readonly kind: "binary";
        readonly operator: BinaryOperator;
        readonly left: Expression;
        readonly right: Expression;
      }
    | {
        readonly kind: "conditional";
        readonly condition: Expression;
        readonly whenTrue: Expression;
        readonly whenFalse: Expression;
      }
    | {
        readonly kind: "assign";
        readonly operator: AssignmentOperator;
        readonly target: Expression;
        readonly value: Expression;
      }
    | { readonly kind: "parenthesized"; readonly inner: Expression }
    | { readonly kind: "classLiteral"; readonly type: TypeReference | undefined }
    | Query
  );

/** A part of a query's text that stands in the source as it is. */
export interface QueryPart {
  /** Offset in the query's text. */
  readonly textStart: number;
  /** Of its first character in the source. */
  readonly place: Position;
}

/** SOQL or SOSL in brackets. Bind expressions are replaced in `text` by `:$0`, `:$1` … */
export interface Query {
  readonly kind: "soql" | "sosl";
  readonly text: string;
  readonly binds: readonly Expression[];
  /** Where the parts of `text` between binds come from; see `placeInQuery`. */
  readonly parts: readonly QueryPart[];
}

export type ExpressionOf<Kind extends Expression["kind"]> = Kind extends Query["kind"]
  ? Position & Query
  : Extract<Expression, { kind: Kind }>;

// Statements

export interface VariableDeclarator {
  readonly name: Identifier;
  readonly value: Expression | undefined;
}

export interface Block extends Position {
  readonly kind: "block";
  readonly statements: readonly Statement[];
  readonly endLine: number;
}

export interface LocalVariables extends Position {
  readonly kind: "local";
  readonly modifiers: Modifiers;
  readonly type: TypeReference;
  readonly declarators: readonly VariableDeclarator[];
}

export type WhenValue =
  | { readonly kind: "literal"; readonly value: Expression }
  | { readonly kind: "name"; readonly name: readonly Identifier[] };

export interface WhenClause extends Position {
  readonly values: readonly WhenValue[] | "else" | { readonly type: TypeReference; readonly variable: Identifier };
  readonly body: Block;
}

export type DmlVerb = "insert" | "update" | "upsert" | "delete" | "undelete" | "merge";

export type Statement =
  | Block
  | LocalVariables
  | (Position &
      (
        | { readonly kind: "expression"; readonly expression: Expression }
        | {
            readonly kind: "if";
            readonly condition: Expression;
            readonly then: Statement;
            readonly otherwise: Statement | undefined;
          }
        | { readonly kind: "switch"; readonly subject: Expression; readonly clauses: readonly WhenClause[] }
        | {
            readonly kind: "for";
            readonly init: LocalVariables | readonly Expression[] | undefined;
            readonly condition: Expression | undefined;
            readonly update: readonly Expression[];
            readonly body: Statement | undefined;
          }
        | {
            readonly kind: "forEach";
            readonly type: TypeReference;
            readonly variable: Identifier;
            readonly iterable: Expression;
            readonly body: Statement | undefined;
          }
        | { readonly kind: "while"; readonly condition: Expression; readonly body: Statement | undefined }
        | { readonly kind: "doWhile"; readonly body: Block; readonly condition: Expression }
        | {
            readonly kind: "try";
            readonly body: Block;
            readonly catches: readonly (Position & {
              readonly type: TypeReference;
              readonly variable: Identifier;
              readonly body: Block;
            })[];
            readonly finallyBody: Block | undefined;
          }
        | { readonly kind: "return"; readonly value: Expression | undefined }
        | { readonly kind: "throw"; readonly value: Expression }
        | { readonly kind: "break" }
        | { readonly kind: "continue" }
        | {
            readonly kind: "dml";
            readonly verb: DmlVerb;
            readonly access: "user" | "system" | undefined;
            readonly operand: Expression;
            /** Of a merge: one record or a list of them. */
            readonly duplicates?: Expression;
            readonly externalId: readonly Identifier[] | undefined;
          }
        | { readonly kind: "runAs"; readonly args: readonly Expression[]; readonly body: Block }
      ));

export type StatementOf<Kind extends Statement["kind"]> = Extract<Statement, { kind: Kind }>;

// Declarations

export interface Parameter {
  readonly modifiers: Modifiers;
  readonly type: TypeReference;
  readonly name: Identifier;
}

export interface MethodDeclaration extends Position {
  readonly kind: "method";
  readonly modifiers: Modifiers;
  /** Undefined for void. */
  readonly returnType: TypeReference | undefined;
  readonly name: Identifier;
  readonly parameters: readonly Parameter[];
  /** Undefined for abstract and interface methods. */
  readonly body: Block | undefined;
}

export interface ConstructorDeclaration extends Position {
  readonly kind: "constructor";
  readonly modifiers: Modifiers;
  readonly name: Identifier;
  readonly parameters: readonly Parameter[];
  readonly body: Block;
}

export interface FieldDeclaration extends Position {
  readonly kind: "field";
  readonly modifiers: Modifiers;
  readonly type: TypeReference;
  readonly declarators: readonly VariableDeclarator[];
}

export interface Accessor extends Position {
  readonly modifiers: Modifiers;
  readonly which: "get" | "set";
  /** Undefined for an automatic one. */
  readonly body: Block | undefined;
}

export interface PropertyDeclaration extends Position {
  readonly kind: "property";
  readonly modifiers: Modifiers;
  readonly type: TypeReference;
  readonly name: Identifier;
  readonly accessors: readonly Accessor[];
}

export interface InitializerDeclaration extends Position {
  readonly kind: "initializer";
  readonly static: boolean;
  readonly body: Block;
}

export type Member =
  | MethodDeclaration
  | ConstructorDeclaration
  | FieldDeclaration
  | PropertyDeclaration
  | InitializerDeclaration
  | TypeDeclaration;

export interface TypeDeclaration extends Position {
  readonly kind: "class" | "interface" | "enum";
  readonly modifiers: Modifiers;
  readonly name: Identifier;
  readonly superclass: TypeReference | undefined;
  /** Of a class: implements. Of an interface: extends. */
  readonly interfaces: readonly TypeReference[];
  readonly members: readonly Member[];
  readonly constants: readonly Identifier[];
  readonly endLine: number;
}

export interface TriggerDeclaration extends Position {
  readonly name: Identifier;
  readonly object: Identifier;
  readonly events: readonly (Position & {
    readonly timing: "before" | "after";
    readonly operation: "insert" | "update" | "delete" | "undelete";
  })[];
  readonly members: readonly Member[];
  readonly body: Block;
}

/** Anonymous Apex: statements, with methods and classes among them. */
export interface AnonymousUnit {
  readonly members: readonly Member[];
  readonly body: Block;
}
