/** Where one is and what is selected, as Excel moves it. Pure: places in, selection out. */

export interface Place {
  readonly row: number;
  readonly column: number;
}

/** `anchor` and `head` are opposite corners of the range; `active` is the cell in it that is typed into. */
export interface Selection {
  readonly anchor: Place;
  readonly head: Place;
  readonly active: Place;
}

export interface Range {
  readonly top: number;
  readonly bottom: number;
  readonly left: number;
  readonly right: number;
}

export interface Bounds {
  readonly rows: number;
  readonly columns: number;
  /** Rows in one screen, for PgUp and PgDn. */
  readonly page: number;
}

export type Move =
  | "up"
  | "down"
  | "left"
  | "right"
  | "pageUp"
  | "pageDown"
  | "rowStart"
  | "rowEnd"
  | "sheetStart"
  | "sheetEnd"
  | "jumpUp"
  | "jumpDown"
  | "jumpLeft"
  | "jumpRight";

export function selectionAt(place: Place): Selection {
  return { anchor: place, head: place, active: place };
}

export function rangeOf({ anchor, head }: Selection): Range {
  return {
    top: Math.min(anchor.row, head.row),
    bottom: Math.max(anchor.row, head.row),
    left: Math.min(anchor.column, head.column),
    right: Math.max(anchor.column, head.column),
  };
}

export function isSingle(selection: Selection): boolean {
  return selection.anchor.row === selection.head.row && selection.anchor.column === selection.head.column;
}

export function clampPlace(place: Place, bounds: Bounds): Place {
  return {
    row: Math.max(0, Math.min(place.row, bounds.rows - 1)),
    column: Math.max(0, Math.min(place.column, bounds.columns - 1)),
  };
}

/** Keeps anchor and active, moves the far corner: what Shift does. */
export function extendTo(selection: Selection, head: Place): Selection {
  return { anchor: selection.active, head, active: selection.active };
}

/** The whole range, kept in place while `active` walks through it: Tab and Enter inside a selection. */
export function cycle(selection: Selection, by: "down" | "up" | "right" | "left"): Selection {
  const { top, bottom, left, right } = rangeOf(selection);
  const height = bottom - top + 1;
  const width = right - left + 1;
  const byRow = by === "right" || by === "left";
  const order = byRow
    ? (selection.active.row - top) * width + (selection.active.column - left)
    : (selection.active.column - left) * height + (selection.active.row - top);
  const size = height * width;
  const next = (order + (by === "down" || by === "right" ? 1 : size - 1)) % size;
  const active = byRow
    ? { row: top + Math.floor(next / width), column: left + (next % width) }
    : { row: top + (next % height), column: left + Math.floor(next / height) };
  return { anchor: selection.anchor, head: selection.head, active };
}

/** Where a move leads; `filled` says whether a cell has content, for Ctrl + arrow. */
export function moved(from: Place, move: Move, bounds: Bounds, filled: (place: Place) => boolean): Place {
  const step = STEPS[move];
  if (step) {
    return clampPlace({ row: from.row + step[0], column: from.column + step[1] }, bounds);
  }
  switch (move) {
    case "pageUp":
      return clampPlace({ ...from, row: from.row - bounds.page }, bounds);
    case "pageDown":
      return clampPlace({ ...from, row: from.row + bounds.page }, bounds);
    case "rowStart":
      return { ...from, column: 0 };
    case "rowEnd":
      return clampPlace({ ...from, column: bounds.columns - 1 }, bounds);
    case "sheetStart":
      return { row: 0, column: 0 };
    case "sheetEnd":
      return clampPlace({ row: bounds.rows - 1, column: bounds.columns - 1 }, bounds);
    default:
      return jump(from, JUMPS[move] ?? [0, 0], bounds, filled);
  }
}

const STEPS: Partial<Record<Move, readonly [number, number]>> = {
  up: [-1, 0],
  down: [1, 0],
  left: [0, -1],
  right: [0, 1],
};

const JUMPS: Partial<Record<Move, readonly [number, number]>> = {
  jumpUp: [-1, 0],
  jumpDown: [1, 0],
  jumpLeft: [0, -1],
  jumpRight: [0, 1],
};

/** To the end of the filled block one stands in, else to the next filled cell, else to the edge. */
function jump(
  from: Place,
  [down, right]: readonly [number, number],
  bounds: Bounds,
  filled: (place: Place) => boolean,
): Place {
  const next = (place: Place): Place | null => {
    const to = { row: place.row + down, column: place.column + right };
    const inside = to.row >= 0 && to.row < bounds.rows && to.column >= 0 && to.column < bounds.columns;
    return inside ? to : null;
  };
  const first = next(from);
  if (!first) {
    return from;
  }
  const inBlock = filled(from) && filled(first);
  let here = inBlock ? from : first;
  for (let to = next(here); to; to = next(to)) {
    if (inBlock ? !filled(to) : filled(here)) {
      break;
    }
    here = to;
  }
  return here;
}
