/** Where rows of the outline stand, go and come from: typed rows, moves and deletions, without a pixel. */

import type { Row, RowId } from "../grid/columns";
import { TABLES, type Table, typedRow } from "../grid/columns/struktur";

/** A row that was typed here and is not told by the server yet; `after` null is the first under its parent. */
export interface Typed {
  readonly id: string;
  readonly level: number;
  readonly parent: string | null;
  readonly after: string | null;
  /** Whether it has a name and is on its way. */
  readonly sent: boolean;
}

export function tableOf(level: number): Table {
  return TABLES[level - 1] ?? "pekerjaan";
}

/** Rows of the server with those that are being typed put at their places. */
export function composed(
  rows: readonly Row[],
  typed: readonly Typed[],
  named: ReadonlyMap<RowId, Row>,
): Row[] {
  const all = [...rows];
  for (const { id, level, parent, after } of typed) {
    const known = named.get(id);
    const row = known ? { ...known, level, parentId: parent } : typedRow(id, level, parent, "");
    all.splice(placeAfter(all, parent, after), 0, row);
  }
  return all;
}

/** The place behind `after` and all inside it, or right under the parent. */
function placeAfter(rows: readonly Row[], parent: string | null, after: string | null): number {
  if (after !== null && rows.some((row) => row.id === after)) {
    return endOf(rows, after);
  }
  if (parent === null) {
    return after === null ? 0 : rows.length;
  }
  return after === null ? rows.findIndex((row) => row.id === parent) + 1 : endOf(rows, parent);
}

/** One behind the last row inside `id`. */
export function endOf(rows: readonly Row[], id: RowId): number {
  const start = rows.findIndex((row) => row.id === id);
  const level = rows[start]?.level ?? 0;
  const next = rows.findIndex((row, place) => place > start && row.level <= level);
  return next < 0 ? rows.length : next;
}

export function insideOf(rows: readonly Row[], id: RowId): Row[] {
  const start = rows.findIndex((row) => row.id === id);
  return start < 0 ? [] : rows.slice(start + 1, endOf(rows, id));
}

export function siblingsOf(rows: readonly Row[], row: Row): Row[] {
  return rows.filter((one) => one.parentId === row.parentId && one.level === row.level);
}

function lastUnder(rows: readonly Row[], parent: RowId): string | null {
  const last = rows.findLast((row) => row.parentId === parent);
  return last ? String(last.id) : null;
}

type Stand = Pick<Typed, "level" | "parent" | "after">;

/** Where Enter puts the next row: behind a pekerjaan or an empty heading, at the top of an open one. */
export function nextStand(rows: readonly Row[], row: Row | null, open: boolean): Stand {
  if (!row) {
    const last = rows.findLast((one) => one.level === 1);
    return { level: 1, parent: null, after: last ? String(last.id) : null };
  }
  if (row.level < 3 && open && rows.some((one) => one.parentId === row.id)) {
    return { level: row.level + 1, parent: String(row.id), after: null };
  }
  return { level: row.level, parent: parentOf(row), after: String(row.id) };
}

function parentOf(row: Row): string | null {
  return row.parentId === null ? null : String(row.parentId);
}

/** The ancestor of `row` at a level, or the row itself. */
export function ancestorAt(rows: readonly Row[], row: Row | null, level: number): Row | null {
  let at = row;
  while (at && at.level > level) {
    const parent: RowId | null = at.parentId;
    at = rows.find((one) => one.id === parent) ?? null;
  }
  return at?.level === level ? at : null;
}

/** Where a new row of `level` stands when one is at `row`; null when there is no parent for it yet. */
export function standAt(rows: readonly Row[], row: Row | null, level: number): Stand | null {
  const beside = ancestorAt(rows, row, level);
  if (beside) {
    return { level, parent: parentOf(beside), after: String(beside.id) };
  }
  if (level === 1) {
    return nextStand(rows, null, false);
  }
  const parent = ancestorAt(rows, row, level - 1) ?? lastHeading(rows, row, level - 1);
  return parent ? { level, parent: String(parent.id), after: lastUnder(rows, parent.id) } : null;
}

/** The last heading of a level inside the branch one is in; in the whole outline when one is nowhere. */
function lastHeading(rows: readonly Row[], row: Row | null, level: number): Row | null {
  const within = row ? [row, ...insideOf(rows, row.id)] : rows;
  return within.findLast((one) => one.level === level) ?? null;
}

/** Tab: the typed row goes under the sibling above it; null when there is none. */
export function demoted(rows: readonly Row[], typed: Stand): Stand | null {
  if (typed.level === 3 || typed.after === null) {
    return null;
  }
  return { level: typed.level + 1, parent: typed.after, after: lastUnder(rows, typed.after) };
}

/** Shift+Tab: the typed row stands behind its parent. */
export function promoted(rows: readonly Row[], typed: Stand): Stand | null {
  const parent = typed.parent === null ? null : rows.find((row) => row.id === typed.parent);
  return parent ? { level: parent.level, parent: parentOf(parent), after: String(parent.id) } : null;
}

export interface Move {
  readonly row: Row;
  readonly to: RowId | null;
  readonly after: RowId | null;
}

/** Siblings one place up or down; at the edge into the neighbouring parent, as its last or first. Empty: nowhere to go. */
export function movesOf(rows: readonly Row[], chosen: readonly Row[], by: -1 | 1): Move[] {
  const first = chosen[0];
  if (!first) {
    return [];
  }
  const block = chosen.filter((row) => row.level === first.level && row.parentId === first.parentId);
  const siblings = siblingsOf(rows, first).filter((row) => row.flags.typed !== true);
  const top = siblings.findIndex((row) => row.id === block[0]?.id);
  const past = by < 0 ? siblings[top - 1] : siblings[top + block.length];
  if (past) {
    const after = by < 0 ? (siblings[top - 2]?.id ?? null) : past.id;
    return chained(block, first.parentId, after);
  }
  const parent = neighbourParent(rows, first, by);
  return parent ? chained(block, parent.id, by < 0 ? lastUnder(rows, parent.id) : null) : [];
}

function chained(block: readonly Row[], to: RowId | null, after: RowId | null): Move[] {
  return block.map((row, at) => ({ row, to, after: at === 0 ? after : (block[at - 1]?.id ?? null) }));
}

function neighbourParent(rows: readonly Row[], row: Row, by: -1 | 1): Row | null {
  if (row.level === 1) {
    return null;
  }
  const parents = rows.filter((one) => one.level === row.level - 1);
  const at = parents.findIndex((one) => one.id === row.parentId);
  return parents[at + by] ?? null;
}

export interface Loss {
  /** What is deleted by itself; what is inside goes with it. */
  readonly tops: readonly Row[];
  readonly klasifikasi: number;
  readonly sub: number;
  readonly pekerjaan: readonly Row[];
}

/** What a deletion takes with it, each row once. */
export function lossOf(rows: readonly Row[], chosen: readonly Row[]): Loss {
  const ids = new Set(chosen.map((row) => row.id));
  const within = (row: Row): boolean => {
    const parent = rows.find((one) => one.id === row.parentId);
    return parent !== undefined && (ids.has(parent.id) || within(parent));
  };
  const tops = chosen.filter((row) => !within(row));
  const gone = tops.flatMap((row) => [row, ...insideOf(rows, row.id)]);
  return {
    tops,
    klasifikasi: gone.filter((row) => row.level === 1).length,
    sub: gone.filter((row) => row.level === 2).length,
    pekerjaan: gone.filter((row) => row.level === 3),
  };
}

/** "II.A.4" */
export function fullNumber(rows: readonly Row[], row: Row): string {
  const parts: string[] = [];
  for (let at: Row | undefined = row; at; at = rows.find((one) => one.id === at?.parentId)) {
    parts.unshift(at.values.no || "baru");
  }
  return parts.join(".");
}
