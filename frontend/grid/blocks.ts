/** Blocks of cells as they leave and enter a sheet: what copy takes, what paste, clear and fill would write. */

import { copyText, editText } from "../lib/numbers";
import { sizeOf, targetSize } from "./clipboard";
import type { Column, Row } from "./columns";
import type { Edit } from "./judge";
import type { Range } from "./selection";
import type { Sheet } from "./sheet";

/** The selection as text in the reader's locale; headings are left out. */
export function copyBlock(sheet: Sheet): string[][] {
  const { left, right } = sheet.cursor.range;
  const columns = sheet.columns.slice(left, right + 1);
  return dataRows(sheet.cursor.rows()).map((row) => columns.map((column) => copyCell(row, column)));
}

function copyCell(row: Row, column: Column): string {
  if (column.copyText) {
    return column.copyText(row);
  }
  const value = row.values[column.key] ?? null;
  if (column.kind === "number") {
    return value === null ? "" : copyText(value);
  }
  return column.format(row);
}

/** The text an editor opens with. */
export function editorText(sheet: Sheet, row: Row, column: Column): string {
  const mark = sheet.states.mark(row, column);
  if (mark?.kind === "refused") {
    return mark.text;
  }
  const value = mark?.kind === "held" ? mark.value : (row.values[column.key] ?? null);
  if (column.editText) {
    return column.editText(row);
  }
  if (column.kind === "number") {
    return value === null ? "" : editText(value);
  }
  return column.kind === "computed" || column.kind === "choice" ? column.format(row) : (value ?? "");
}

export interface Pasting {
  readonly edits: readonly Edit[];
  /** Rows and columns of the block that found no place. */
  readonly lostRows: number;
  readonly lostColumns: number;
  /** What the block covered, to be selected after it. */
  readonly range: Range;
}

/** Lays a block over the sheet from the selection's first cell; rows flow past headings. */
export function pasteBlock(sheet: Sheet, block: readonly (readonly string[])[]): Pasting {
  const { top, left, right } = sheet.cursor.range;
  const selected = { rows: dataRows(sheet.cursor.rows()).length, columns: right - left + 1 };
  const size = targetSize(sizeOf(block), selected);
  const rows = rowsFrom(sheet, top, size.rows);
  const columns = sheet.columns.slice(left, left + size.columns);
  const edits: Edit[] = [];
  rows.forEach((row, down) => {
    const texts = block[down % block.length] ?? [];
    columns.forEach((column, across) => {
      edits.push({ row, column, text: texts[across % sizeOf(block).columns] ?? "" });
    });
  });
  const last = rows[rows.length - 1];
  const bottom = last ? sheet.model.placeOf(last.id) : top;
  return {
    edits,
    lostRows: size.rows - rows.length,
    lostColumns: size.columns - columns.length,
    range: { top, bottom, left, right: left + Math.max(0, columns.length - 1) },
  };
}

/** The next visible data rows from a place on. */
function rowsFrom(sheet: Sheet, top: number, count: number): Row[] {
  const rows: Row[] = [];
  for (let place = top; place < sheet.model.count && rows.length < count; place += 1) {
    const row = sheet.model.at(place);
    if (row.kind !== "group") {
      rows.push(row);
    }
  }
  return rows;
}

/** Empties what may be emptied; a range over calculated cells clears the others. */
export function clearBlock(sheet: Sheet): Edit[] {
  return [...sheet.cursor.cells()]
    .filter(({ row, column }) => column.editable(row))
    .map(({ row, column }) => ({ row, column, text: "" }));
}

/** Ctrl+D and Ctrl+R: the first row or column of the range into the rest; a single cell takes its neighbour's value. */
export function fillBlock(sheet: Sheet, by: "down" | "right"): Edit[] {
  const { range, single } = sheet.cursor;
  if (single) {
    return by === "down"
      ? fillFrom(sheet, { ...range, top: Math.max(0, range.top - 1) }, "down", 1)
      : fillFrom(sheet, { ...range, left: Math.max(0, range.left - 1) }, "right", 1);
  }
  return fillFrom(sheet, range, by, 1);
}

/** The fill handle: the selected block repeated over the range it was dragged to. */
export function dragBlock(sheet: Sheet, target: Range): Edit[] {
  const { range } = sheet.cursor;
  if (target.bottom > range.bottom) {
    return fillFrom(sheet, { ...range, bottom: target.bottom }, "down", range.bottom - range.top + 1);
  }
  return fillFrom(sheet, { ...range, right: target.right }, "right", range.right - range.left + 1);
}

/** Repeats the first `source` rows or columns of a range over the rest of it. */
function fillFrom(sheet: Sheet, range: Range, by: "down" | "right", source: number): Edit[] {
  const rows = rowsOf(sheet, range);
  const columns = sheet.columns.slice(range.left, range.right + 1);
  const edits: Edit[] = [];
  rows.forEach((row, down) => {
    columns.forEach((column, across) => {
      const step = by === "down" ? down : across;
      const from = by === "down" ? rows[down % source] : row;
      const of = by === "right" ? columns[across % source] : column;
      if (step >= source && from && of && column.editable(row)) {
        edits.push(fillCell(from, of, row, column));
      }
    });
  });
  return edits;
}

function fillCell(from: Row, of: Column, row: Row, column: Column): Edit {
  if (of.kind === column.kind && of.field === column.field && !column.editText) {
    return { row, column, value: from.values[of.key] ?? null };
  }
  return { row, column, text: of.editText?.(from) ?? of.format(from) };
}

function rowsOf(sheet: Sheet, range: Range): Row[] {
  const rows: Row[] = [];
  for (let place = range.top; place <= range.bottom && place < sheet.model.count; place += 1) {
    rows.push(sheet.model.at(place));
  }
  return dataRows(rows);
}

function dataRows(rows: readonly Row[]): Row[] {
  return rows.filter((row) => row.kind !== "group");
}
