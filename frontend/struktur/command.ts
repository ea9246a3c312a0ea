/** What the page says to `list-pekerjaan/save/`, and how the answers find the rows of the sheet. */

import type { CellWrite, Row, RowId } from "../grid/columns";
import type { Source, Table } from "../grid/columns/struktur";
import { CellConflict, Refused } from "../lib/api";
import { type Move, type Typed, tableOf } from "./outline";

/** An id of the database, or the name of a row that the server has not told yet. */
export type Ref = number | string;

export interface RowAdd {
  readonly table: Table;
  readonly temp: string;
  readonly parent: Ref | null;
  readonly after?: Ref | null;
  readonly values?: Readonly<Record<string, string | null>>;
  readonly source?: Source;
  readonly analysis_id?: number;
}

export interface SaveBody {
  readonly cells?: readonly unknown[];
  readonly adds?: readonly RowAdd[];
  readonly moves?: readonly unknown[];
  readonly deletes?: readonly unknown[];
  readonly sources?: readonly unknown[];
}

const PREFIX: Readonly<Record<Table, string>> = { klasifikasi: "k", sub_klasifikasi: "s", pekerjaan: "p" };

/** Row ids of the sheet and ids of the database. A row keeps the name it was typed under as long as the page lives. */
export class Names {
  /** The server's key -> the id of the row on this sheet. */
  readonly alias = new Map<string, string>();
  private readonly stored = new Map<string, number>();
  private made = 0;

  next(): string {
    this.made += 1;
    return `baru-${this.made}`;
  }

  learn(table: Table, temp: string, id: number): void {
    this.stored.set(temp, id);
    this.alias.set(`${PREFIX[table]}${id}`, temp);
  }

  isStored(id: RowId): boolean {
    return typeof id === "number" || /^[ksp]\d+$/.test(id) || this.stored.has(id);
  }

  /** "p12" -> 12; a typed row by the id it got, or by its name where it is on its way. */
  ref(id: RowId): Ref {
    const text = String(id);
    return /^[ksp]\d+$/.test(text) ? Number(text.slice(1)) : (this.stored.get(text) ?? text);
  }

  refOrNull(id: RowId | null): Ref | null {
    return id === null ? null : this.ref(id);
  }

  /** The row of the sheet that the server means. */
  row(table: Table, id: Ref): string {
    const key = typeof id === "number" ? `${PREFIX[table]}${id}` : id;
    return this.alias.get(key) ?? key;
  }
}

interface Known {
  readonly names: Names;
  readonly typed: ReadonlyMap<RowId, Typed>;
  row(id: RowId): Row | undefined;
}

/** A grid command in the words of the server: cells of stored rows, and a new row for each that was typed. */
export function cellsBody(cells: readonly CellWrite[], known: Known): SaveBody {
  const adds = new Map<RowId, Record<string, string | null>>();
  const edits: unknown[] = [];
  for (const cell of cells) {
    if (known.names.isStored(cell.id)) {
      edits.push(...editsOf(cell, known));
    } else {
      adds.set(cell.id, {
        ...adds.get(cell.id),
        [columnOf(cell.col, known.typed.get(cell.id)?.level ?? 3)]: cell.to,
      });
    }
  }
  const rows = [...adds].flatMap(([id, values]) => {
    const typed = known.typed.get(id);
    return typed ? [addOf(typed, values, known.names)] : [];
  });
  return { cells: edits, adds: rows };
}

function addOf(typed: Typed, values: Record<string, string | null>, names: Names): RowAdd {
  return {
    table: tableOf(typed.level),
    temp: typed.id,
    parent: names.refOrNull(typed.parent),
    after: names.refOrNull(typed.after),
    values,
  };
}

/** A direct price switches the pekerjaan to it, an emptied one switches back; both in the one command. */
function editsOf(cell: CellWrite, known: Known): unknown[] {
  const level = known.row(cell.id)?.level ?? known.typed.get(cell.id)?.level ?? 3;
  const place = { table: tableOf(level), id: known.names.ref(cell.id) };
  const edit = { ...place, col: columnOf(cell.col, level), from: cell.from, to: cell.to };
  if (cell.col !== "harga_langsung") {
    return [edit];
  }
  const direct = String(cell.to !== null);
  return [edit, { ...place, col: "langsung", from: String(cell.to === null), to: direct }];
}

function columnOf(col: string, level: number): string {
  return col === "uraian" && level < 3 ? "nama" : col;
}

export function movesBody(moves: readonly Move[], names: Names): SaveBody {
  return {
    moves: moves.map(({ row, to, after }) => ({
      table: tableOf(row.level),
      id: names.ref(row.id),
      from_parent: names.refOrNull(row.parentId),
      to_parent: names.refOrNull(to),
      after: names.refOrNull(after),
    })),
  };
}

export function deletesBody(tops: readonly Row[], inside: (row: Row) => number, names: Names): SaveBody {
  return {
    deletes: tops.map((row) => ({ table: tableOf(row.level), id: names.ref(row.id), inside: inside(row) })),
  };
}

interface ToldCell {
  readonly table?: Table;
  readonly id: Ref;
  readonly col: string;
  readonly reason?: string;
  readonly now?: unknown;
}

/** Every reason of a refusal or conflict, each once; the message where there is none. */
export function reasonsOf(error: unknown): string[] {
  if (!(error instanceof Error)) {
    return ["Tidak tersimpan."];
  }
  const cells: readonly ToldCell[] =
    error instanceof Refused ? error.cells : error instanceof CellConflict ? error.body.cells : [];
  const reasons = cells.flatMap((cell) => (cell.reason ? [cell.reason] : []));
  return error instanceof CellConflict || reasons.length === 0 ? [error.message] : [...new Set(reasons)];
}

/**
 * The error of a cell command with the cells named as on this sheet. A conflict about places (a neighbour that is gone)
 * is no conflict of cells: it becomes a refusal, so that the text stays and nothing is sent again by itself.
 */
export function errorNamed(error: unknown, cells: readonly CellWrite[], names: Names): unknown {
  if (error instanceof Refused) {
    return new Refused(error.code, error.message, named(error.cells, names), error.body);
  }
  if (!(error instanceof CellConflict)) {
    return error;
  }
  const told = named(error.body.cells, names);
  const ours = told.every((cell) => cells.some((one) => one.id === cell.id && one.col === cell.col));
  return ours ? new CellConflict(error.message, told) : new Refused("refused", error.message, [], null);
}

/** The sheet compares these ids with its own row ids, which are names here. */
function named<C extends ToldCell>(cells: readonly C[], names: Names): C[] {
  return cells.map((cell) => ({
    ...cell,
    id: names.row(cell.table ?? "pekerjaan", cell.id),
    col: cell.col === "nama" ? "uraian" : cell.col,
    now: cell.now === undefined || cell.now === null ? null : String(cell.now),
  }));
}
