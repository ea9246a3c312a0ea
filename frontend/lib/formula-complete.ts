/** What could be meant by a name half typed into a formula, and what the formula would then come to. */

import { FUNCTIONS } from "./formula-parser";

export interface Candidate {
  readonly name: string;
  /** Its meaning in words: "lebar galian", "terkecil". */
  readonly of: string;
  /** What stands at the right: "0,600 m", or the arguments of a function. */
  readonly shown: string;
  readonly kind: "parameter" | "function";
}

export interface Completion {
  /** Where the half name begins in the text. */
  readonly at: number;
  readonly word: string;
  readonly found: readonly Candidate[];
}

const MOST_FOUND = 8;

const MEANINGS: Readonly<Record<string, readonly [of: string, shown: string]>> = {
  min: ["terkecil", "min(a; b)"],
  max: ["terbesar", "max(a; b)"],
  sum: ["jumlah", "sum(a; b)"],
  avg: ["rata-rata", "avg(a; b)"],
  abs: ["tanpa tanda", "abs(a)"],
  round: ["bulatkan setengah naik", "round(a; desimal)"],
  ceil: ["bulatkan ke atas", "ceil(a)"],
  floor: ["bulatkan ke bawah", "floor(a)"],
  sqrt: ["akar", "sqrt(a)"],
  pow: ["pangkat", "pow(a; n)"],
  if: ["bila", "if(syarat; ya; tidak)"],
};

export const FUNCTION_CANDIDATES: readonly Candidate[] = [...FUNCTIONS.keys()].map((name) => {
  const [of = "", shown = ""] = MEANINGS[name] ?? [];
  return { name, of, shown, kind: "function" };
});

/** The half name before the caret with its candidates; names that begin with it come first, then those that hold it. */
export function complete(text: string, caret: number, candidates: readonly Candidate[]): Completion | null {
  const word = /[A-Za-z_][A-Za-z0-9_]*$/.exec(text.slice(0, caret))?.[0] ?? "";
  if (word === "" || !text.trimStart().startsWith("=")) {
    return null;
  }
  const wanted = word.toLowerCase();
  const ranked = candidates
    .map((candidate) => ({ candidate, place: candidate.name.indexOf(wanted) }))
    .filter(({ candidate, place }) => place >= 0 && candidate.name !== wanted)
    .sort((a, b) => Math.min(a.place, 1) - Math.min(b.place, 1));
  const found = ranked.slice(0, MOST_FOUND).map(({ candidate }) => candidate);
  return found.length === 0 ? null : { at: caret - word.length, word, found };
}

/** The text with the half name made whole, and the caret behind it, inside the parenthesis of a function. */
export function inserted(
  text: string,
  completion: Completion,
  candidate: Candidate,
): { readonly text: string; readonly caret: number } {
  const rest = text.slice(completion.at + completion.word.length);
  const opens = candidate.kind === "function" && !rest.startsWith("(");
  const whole = candidate.name + (opens ? "(" : "");
  return { text: text.slice(0, completion.at) + whole + rest, caret: completion.at + whole.length };
}

/** The known name nearest to a misspelt one, at most two strokes away; null when none is near. */
export function nearest(name: string, names: readonly string[]): string | null {
  const wanted = name.toLowerCase();
  let best: string | null = null;
  let least = Math.min(3, wanted.length);
  for (const one of names) {
    const strokes = distance(wanted, one);
    if (strokes < least) {
      least = strokes;
      best = one;
    }
  }
  return best;
}

function distance(left: string, right: string): number {
  let row = Array.from({ length: right.length + 1 }, (_, at) => at);
  for (let i = 1; i <= left.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= right.length; j += 1) {
      const change = (row[j - 1] ?? 0) + (left[i - 1] === right[j - 1] ? 0 : 1);
      next.push(Math.min(change, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[right.length] ?? 0;
}
