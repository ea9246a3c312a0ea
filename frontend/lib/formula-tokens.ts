/** Formula text cut into tokens with their positions; the twin of engine/formula_tokens.py. */

import { numberExact } from "./numbers";

/** A refusal that points at a character, counted from 0 in the text as typed. */
export class FormulaError extends Error {
  constructor(
    readonly code: string,
    message: string,
    readonly at: number | null,
  ) {
    super(message);
  }
}

export type TokenKind = "number" | "name" | "operator" | "open" | "close" | "separator" | "end";

export interface Token {
  readonly kind: TokenKind;
  readonly text: string;
  readonly at: number;
  /** The exact decimal of a number. */
  readonly value: string | null;
}

export const USE_SEMICOLON = "pisahkan argumen dengan “;” (atau koma diikuti spasi)";

// A comma belongs to a number only when a digit follows at once; followed by a space, it separates arguments.
const PIECE =
  /(?<space>\s+)|(?<number>(?:[0-9]|[.,](?=[0-9]))(?:[0-9.]|,(?=[0-9]))*)|(?<name>[A-Za-z_][A-Za-z0-9_]*)|(?<operator><=|>=|<>|[-+*/^%=<>\u2212])|(?<open>\()|(?<close>\))|(?<separator>;|,(?=\s))/y;

export function tokensRead(text: string): Token[] {
  const tokens: Token[] = [];
  let at = 0;
  while (at < text.length) {
    PIECE.lastIndex = at;
    const match = PIECE.exec(text);
    const kind = Object.entries(match?.groups ?? {}).find(([, piece]) => piece !== undefined)?.[0];
    if (!match || !kind) {
      throw unknown(text[at] ?? "", at);
    }
    if (kind !== "space") {
      tokens.push(token(kind as TokenKind, match[0], at));
    }
    at += match[0].length;
  }
  tokens.push({ kind: "end", text: "", at: text.length, value: null });
  return tokens;
}

function token(kind: TokenKind, text: string, at: number): Token {
  if (kind === "number") {
    return { kind, text, at, value: figure(text, at) };
  }
  const plain = kind === "name" ? text.toLowerCase() : text.replace("\u2212", "-");
  return { kind, text: plain, at, value: null };
}

function figure(text: string, at: number): string {
  const value = numberExact(text);
  if (value === null) {
    const advice = text.includes(",") ? `; ${USE_SEMICOLON}` : "";
    throw new FormulaError("formula_number", `“${text}” tidak terbaca sebagai angka${advice}.`, at);
  }
  return value;
}

function unknown(character: string, at: number): FormulaError {
  return character === ","
    ? new FormulaError("formula_comma", `Koma di sini bukan desimal; ${USE_SEMICOLON}.`, at)
    : new FormulaError("formula_unknown_character", `Karakter “${character}” tidak dikenal dalam rumus.`, at);
}
