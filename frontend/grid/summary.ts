/** What the bars around a sheet say: the address, the raw text, and the sum of what is selected. */

import { mean, sum } from "../lib/decimal";
import { idTextTrimmed } from "../lib/numbers";
import { editorText } from "./blocks";
import type { Sheet } from "./sheet";

export interface SelectionSummary {
  readonly cells: number;
  readonly filled: number;
  /** Sum and mean in id-ID of the figures in the range; null when there are fewer than two. */
  readonly sum: string | null;
  readonly mean: string | null;
}

/** A larger range is counted, not summed: the bar must not make the hand wait. */
const MOST_SUMMED = 50_000;

export function selectionSummary(sheet: Sheet): SelectionSummary {
  const { top, bottom, left, right } = sheet.cursor.range;
  const cells = (bottom - top + 1) * (right - left + 1);
  if (cells > MOST_SUMMED || sheet.model.count === 0) {
    return { cells, filled: 0, sum: null, mean: null };
  }
  const figures: string[] = [];
  let filled = 0;
  for (const { row, column } of sheet.cursor.cells()) {
    const value = row.values[column.key] ?? null;
    if (value !== null && value !== "") {
      filled += 1;
      if (column.kind !== "text" && /^-?\d+(\.\d+)?$/.test(value)) {
        figures.push(value);
      }
    }
  }
  if (figures.length < 2) {
    return { cells, filled, sum: null, mean: null };
  }
  return { cells, filled, sum: idTextTrimmed(sum(figures)), mean: idTextTrimmed(mean(figures, 4) ?? "0") };
}

export interface Address {
  readonly address: string;
  readonly raw: string;
  readonly origin: string;
}

/** "Harga satuan 10 s.d. 17", the text as it would be edited, and what is stored. */
export function addressOf(sheet: Sheet): Address {
  const { row, column, range, single } = sheet.cursor;
  if (!row || !column) {
    return { address: "", raw: "", origin: "" };
  }
  if (row.kind === "group") {
    return { address: row.values.label ?? "", raw: "", origin: "" };
  }
  const name = (place: number, index: number): string => {
    const at = sheet.model.at(Math.min(place, sheet.model.count - 1));
    return `${sheet.columns[index]?.title ?? ""} ${sheet.model.numberOf(at.id) || ""}`.trim();
  };
  const address = single
    ? name(sheet.cursor.active.row, sheet.cursor.active.column)
    : `${name(range.top, range.left)} s.d. ${name(range.bottom, range.right)}`;
  return { address, raw: editorText(sheet, row, column), origin: column.origin?.(row) ?? "" };
}
