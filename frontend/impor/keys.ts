/** The keys of a quarantine: what a key means on a row, and anywhere on the page. */

/** What a row can be told. */
export type RowAct = "accept" | "edit" | "reject" | "select" | "show";
/** Where the hand goes: so many rows on, or to an end. */
export type Step = "up" | "down" | "page-up" | "page-down" | "first" | "last";
/** What the page can be told, wherever the hand is. */
export type PageAct = "undo" | "redo" | "search";

export interface Key {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
  readonly shiftKey: boolean;
}

const ROW_ACTS: Readonly<Record<string, RowAct>> = {
  Enter: "accept",
  e: "edit",
  F2: "edit",
  Delete: "reject",
  " ": "select",
  l: "show",
};
const STEPS: Readonly<Record<string, Step>> = {
  ArrowUp: "up",
  ArrowDown: "down",
  PageUp: "page-up",
  PageDown: "page-down",
  Home: "first",
  End: "last",
};
const PAGE = 8;

/** The act of a key on a row, null where it has none; a key with Ctrl, Alt or Cmd belongs to the browser. */
export function rowAct(key: Key): RowAct | null {
  return isPlain(key) ? (ROW_ACTS[plain(key)] ?? null) : null;
}

/** Where a key leads from a row; with Shift it selects on the way. */
export function stepOf(key: Key): Step | null {
  return isPlain(key) ? (STEPS[key.key] ?? null) : null;
}

/** Ctrl+Z, Ctrl+Y or Ctrl+Shift+Z, and "/" for the search. */
export function pageAct(key: Key): PageAct | null {
  const letter = plain(key);
  if ((key.ctrlKey || key.metaKey) && !key.altKey) {
    if (letter === "z") {
      return key.shiftKey ? "redo" : "undo";
    }
    return letter === "y" ? "redo" : null;
  }
  return isPlain(key) && letter === "/" ? "search" : null;
}

/** The row that a step leads to, of `count` rows. */
export function stepTo(step: Step, at: number, count: number): number {
  const to: Readonly<Record<Step, number>> = {
    up: at - 1,
    down: at + 1,
    "page-up": at - PAGE,
    "page-down": at + PAGE,
    first: 0,
    last: count - 1,
  };
  return Math.max(0, Math.min(to[step], count - 1));
}

function isPlain(key: Key): boolean {
  return !key.ctrlKey && !key.metaKey && !key.altKey;
}

/** Letters mean the same with and without Shift or Caps Lock. */
function plain(key: Key): string {
  return key.key.length === 1 ? key.key.toLowerCase() : key.key;
}
