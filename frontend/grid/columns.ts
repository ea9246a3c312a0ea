/** What a page tells the grid: its rows, its columns, and where commands go. */

import type { NumberFieldName, Origin } from "../lib/numbers";

export type RowId = number | string;

/** `group` rows are headings that span the sheet; they carry no number and no cells of their own. */
export type RowKind = "row" | "group";

export interface Row {
  readonly id: RowId;
  /** 1 is outermost, as aria-level. */
  readonly level: number;
  readonly parentId: RowId | null;
  readonly kind?: RowKind;
  /** Canonical strings by column key; null is "belum ada", never zero. */
  readonly values: Readonly<Record<string, string | null>>;
  readonly flags: Readonly<Record<string, boolean>>;
}

export interface Choice {
  readonly value: string;
  readonly label: string;
}

export interface Reading {
  readonly label: string;
  readonly value: string | null;
}

/** What a typed text means to a column: a value, or a refusal with its possible readings. */
export type Judged =
  | { readonly value: string | null; readonly rounded?: boolean }
  | { readonly reason: string; readonly readings: readonly Reading[] };

export type ColumnKind = "text" | "number" | "choice" | "formula" | "computed";

export interface Column {
  readonly key: string;
  readonly title: string;
  readonly unit?: string;
  readonly width: number;
  /** Takes what is left of the viewport; at most one column does. */
  readonly grow?: boolean;
  readonly kind: ColumnKind;
  readonly field?: NumberFieldName;
  readonly decimals?: number;
  readonly frozen?: boolean;
  readonly align: "left" | "right" | "center";
  readonly className?: string;
  /** Indents by level and carries the fold mark. */
  readonly tree?: boolean;
  /** Left out on a phone, where only range-free reading and single edits happen. */
  readonly desk?: boolean;
  readonly choices?: readonly Choice[];
  readonly maxLength?: number;
  editable(row: Row): boolean;
  format(row: Row): string;
  /** The second line under the name on a phone. */
  second?(row: Row): string;
  /** A null that must be filled: hatched, "belum ada". */
  missing?(row: Row): boolean;
  mark?(row: Row): "formula" | "sheet" | null;
  /** Classes of the text inside the cell, for badges and chips. */
  textClass?(row: Row): string;
  /** Draws what text cannot, such as readiness dots; called only when `format` changes. */
  draw?(row: Row): readonly Node[];
  judge?(row: Row, text: string, origin: Origin): Judged;
  editText?(row: Row): string;
  copyText?(row: Row): string;
  /** What the cell bar says about the stored value. */
  origin?(row: Row): string;
  /** The key of the derivation that the space bar opens, for calculated cells. */
  derivation?(row: Row): string | null;
}

/** One cell of one command; `from` is what was stored when it was made. */
export interface CellWrite {
  readonly id: RowId;
  readonly col: string;
  readonly from: string | null;
  readonly to: string | null;
}

/** One act of the hand on its way to the server. */
export interface GridCommand {
  readonly key: string;
  readonly cells: readonly CellWrite[];
  /** The cells as they are sent: `from` is settled at the first sending and the same in every retry of the key. */
  body(): readonly CellWrite[];
}

export interface SaveResult {
  readonly revision: number;
  readonly mark: string;
  readonly changed?: Readonly<Record<string, readonly number[]>>;
  /** Rows of the sheet that an undo or redo touched, where its ids are not those of `GridSource.table`. */
  readonly rows?: Readonly<Record<string, readonly RowId[]>>;
  /** The page that an undone change came from. */
  readonly page?: string;
  readonly can_undo: boolean | null;
  readonly can_redo: boolean | null;
}

/** Where a grid gets its rows and sends its commands; each page has one. */
export interface GridSource {
  /** The page of these rows as the ledger names it, and the table whose ids they bear. */
  readonly page?: string;
  readonly table?: string;
  load(): Promise<readonly Row[]>;
  save(command: GridCommand): Promise<SaveResult>;
  /** Stops a command that was not handed to the network yet. */
  takeBack(key: string): boolean;
  undo(key: string): Promise<SaveResult>;
  redo(key: string): Promise<SaveResult>;
}

/** Commands on whole rows, for pages whose rows can be made, moved and removed. */
export interface Structural {
  insert(after: Row | null): void;
  remove(rows: readonly Row[]): void;
  move(rows: readonly Row[], by: -1 | 1): void;
  indent?(rows: readonly Row[], by: -1 | 1): void;
}

export interface GridOptions {
  readonly label: string;
  readonly numbered: boolean;
  readonly canEdit: boolean;
  readonly structural?: Structural;
}

export type CellKey = string;

export function cellKey(id: RowId, col: string): CellKey {
  return `${id}:${col}`;
}

/** The row as it would be with another value in one cell. */
export function rowWith(row: Row, column: Column, value: string | null): Row {
  return { ...row, values: { ...row.values, [column.key]: value } };
}
