/**
 * Formula tokens read into a tree, one method per level of precedence; the twin of engine/formula_parser.py.
 *
 *     comparison := sum [("=" | "<>" | "<" | ">" | "<=" | ">=") sum]      sum   := term {("+" | "-") term}
 *     term       := power {("*" | "/") power}                             power := unary ["^" power]
 *     unary      := ("+" | "-") unary | postfix                           postfix := primary {"%"}
 */

import { FormulaError, type Token, USE_SEMICOLON } from "./formula-tokens";

export type Node =
  | { readonly type: "number"; readonly value: string; readonly at: number }
  | { readonly type: "name"; readonly name: string; readonly at: number }
  | { readonly type: "negative" | "percent"; readonly operand: Node; readonly at: number }
  | {
      readonly type: "binary";
      readonly operator: string;
      readonly left: Node;
      readonly right: Node;
      readonly at: number;
    }
  | { readonly type: "call"; readonly name: string; readonly parts: readonly Node[]; readonly at: number };

/** A legal spelling that may surprise. */
export interface Hint {
  readonly code: string;
  readonly message: string;
  readonly at: number;
}

export const CONSTANTS: ReadonlyMap<string, string> = new Map([["pi", "3.14159265358979323846264338328"]]);

/** Least and most arguments; null is any number. */
export const FUNCTIONS: ReadonlyMap<string, readonly [number, number | null]> = new Map([
  ["min", [1, null]],
  ["max", [1, null]],
  ["sum", [1, null]],
  ["avg", [1, null]],
  ["abs", [1, 1]],
  ["round", [1, 2]],
  ["ceil", [1, 1]],
  ["floor", [1, 1]],
  ["sqrt", [1, 1]],
  ["pow", [2, 2]],
  ["if", [3, 3]],
] as const);

const DEEPEST = 40;
const COMPARISONS = ["=", "<>", "<", ">", "<=", ">="];
const UNARY_POWER =
  "Seperti di Excel, tanda minus dihitung lebih dahulu: -2^2 = (-2)^2 = 4. Untuk -4 tulis -(2^2).";
const POWER_CHAIN = "Pangkat beruntun dihitung dari kanan: 2^3^2 = 2^(3^2) = 512. Excel menghitung (2^3)^2.";

export class Parser {
  readonly hints: Hint[] = [];
  private next = 0;
  private depth = 0;

  constructor(private readonly tokens: readonly Token[]) {}

  tree(): Node {
    const node = this.comparison();
    if (this.token.kind !== "end") {
      throw unexpected(this.token);
    }
    return node;
  }

  private comparison(): Node {
    const left = this.sum();
    if (this.isOperator(COMPARISONS)) {
      const { text, at } = this.take();
      return { type: "binary", operator: text, left, right: this.sum(), at };
    }
    return left;
  }

  private sum(): Node {
    return this.chain(["+", "-"], () => this.term());
  }

  private term(): Node {
    return this.chain(["*", "/"], () => this.power());
  }

  private chain(operators: readonly string[], part: () => Node): Node {
    let left = part();
    while (this.isOperator(operators)) {
      const { text, at } = this.take();
      left = { type: "binary", operator: text, left, right: part(), at };
    }
    return left;
  }

  private power(): Node {
    const first = this.token;
    const base = this.unary();
    if (!this.isOperator(["^"])) {
      return base;
    }
    const operator = this.take();
    if (base.type === "negative" && first.text === "-") {
      this.hints.push({ code: "unary_power", message: UNARY_POWER, at: first.at });
    }
    const start = this.next;
    const exponent = this.deeper(operator, () => this.power());
    if (exponent.type === "binary" && exponent.operator === "^" && this.bare(start)) {
      this.hints.push({ code: "power_chain", message: POWER_CHAIN, at: operator.at });
    }
    return { type: "binary", operator: "^", left: base, right: exponent, at: operator.at };
  }

  private unary(): Node {
    if (!this.isOperator(["+", "-"])) {
      return this.postfix();
    }
    const sign = this.take();
    const operand = this.deeper(sign, () => this.unary());
    return sign.text === "-" ? { type: "negative", operand, at: sign.at } : operand;
  }

  private postfix(): Node {
    let node = this.primary();
    for (let signs = 1; this.isOperator(["%"]); signs += 1) {
      node = { type: "percent", operand: node, at: this.take().at };
      if (signs > DEEPEST) {
        throw tooDeep(node.at);
      }
    }
    return node;
  }

  private primary(): Node {
    const token = this.take();
    if (token.kind === "number" && token.value !== null) {
      return { type: "number", value: token.value, at: token.at };
    }
    if (token.kind === "name") {
      return this.token.kind === "open" ? this.call(token) : { type: "name", name: token.text, at: token.at };
    }
    if (token.kind === "open") {
      const node = this.deeper(token, () => this.comparison());
      this.close(token);
      return node;
    }
    throw unexpected(token);
  }

  private call(name: Token): Node {
    const opening = this.take();
    const first = this.next;
    const parts = this.deeper(opening, () => this.arguments());
    this.close(opening);
    if (CONSTANTS.has(name.text) && parts.length === 0) {
      return { type: "name", name: name.text, at: name.at };
    }
    this.checkCall(name, parts.length, first);
    return { type: "call", name: name.text, parts, at: name.at };
  }

  private arguments(): Node[] {
    if (this.token.kind === "close") {
      return [];
    }
    const parts = [this.comparison()];
    while (this.token.kind === "separator") {
      this.take();
      parts.push(this.comparison());
    }
    return parts;
  }

  private checkCall(name: Token, count: number, first: number): void {
    const arity = FUNCTIONS.get(name.text);
    if (!arity) {
      const known = [...FUNCTIONS.keys()].join(", ");
      throw new FormulaError(
        "formula_unknown_function",
        `Fungsi “${name.text}” tidak dikenal; yang ada: ${known}.`,
        name.at,
      );
    }
    const [least, most] = arity;
    if (count === 1 && most !== 1) {
      this.checkComma(name, first);
    }
    if (count < least || (most !== null && count > most)) {
      throw new FormulaError(
        "formula_arity",
        `Fungsi “${name.text}” meminta ${wanted(least, most)}, bukan ${count}.`,
        name.at,
      );
    }
  }

  /** "min(1,2)" is one number to the tokens, but its comma may have been meant to separate. */
  private checkComma(name: Token, first: number): void {
    let depth = 0;
    for (const token of this.tokens.slice(first, this.next - 1)) {
      depth += token.kind === "open" ? 1 : token.kind === "close" ? -1 : 0;
      if (depth === 0 && token.kind === "number" && token.text.includes(",")) {
        throw new FormulaError(
          "formula_comma",
          `“${token.text}” di dalam ${name.text}(…) bermakna ganda; ${USE_SEMICOLON}.`,
          token.at,
        );
      }
    }
  }

  private bare(start: number): boolean {
    return this.tokens[start]?.kind !== "open" || this.tokens[this.next - 1]?.kind !== "close";
  }

  private get token(): Token {
    return this.tokens[this.next] as Token;
  }

  private take(): Token {
    const token = this.token;
    this.next = Math.min(this.next + 1, this.tokens.length - 1);
    return token;
  }

  private isOperator(signs: readonly string[]): boolean {
    return this.token.kind === "operator" && signs.includes(this.token.text);
  }

  private close(opening: Token): void {
    if (this.token.kind === "end") {
      throw new FormulaError("formula_parenthesis", "Kurung buka ini belum ditutup.", opening.at);
    }
    if (this.token.kind !== "close") {
      throw unexpected(this.token);
    }
    this.take();
  }

  private deeper<T>(token: Token, inside: () => T): T {
    this.depth += 1;
    if (this.depth > DEEPEST) {
      throw tooDeep(token.at);
    }
    const result = inside();
    this.depth -= 1;
    return result;
  }
}

function tooDeep(at: number): FormulaError {
  return new FormulaError("formula_too_deep", `Rumus bersarang lebih dari ${DEEPEST} tingkat.`, at);
}

function wanted(least: number, most: number | null): string {
  if (most === null) {
    return `sedikitnya ${least} argumen`;
  }
  return least === most ? `${least} argumen` : `${least} sampai ${most} argumen`;
}

function unexpected(token: Token): FormulaError {
  switch (true) {
    case token.kind === "end":
      return new FormulaError("formula_unfinished", "Rumus belum selesai.", token.at);
    case token.kind === "close":
      return new FormulaError("formula_parenthesis", "Kurung tutup ini tanpa isi atau pasangan.", token.at);
    case token.kind === "number" && token.text.startsWith(","):
      return new FormulaError("formula_comma", `Koma di sini bukan desimal; ${USE_SEMICOLON}.`, token.at);
    default:
      return new FormulaError("formula_unexpected", `“${token.text}” tidak pada tempatnya.`, token.at);
  }
}
