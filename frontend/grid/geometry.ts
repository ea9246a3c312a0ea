/** Where columns stand: which are shown at this width, which stay at the left edge, and how wide each is. */

import { Axis } from "./axis";
import type { Column } from "./columns";

/** Below this the sheet is a phone's: two lines a row, one frozen column, secondary columns left out. */
export const PHONE_WIDTH = 600;

/** Frozen columns must leave room to work in. */
const LARGEST_FROZEN_SHARE = 0.6;

export interface Geometry {
  readonly phone: boolean;
  readonly columns: readonly Column[];
  readonly numberWidth: number;
  /** How many leading columns are frozen. */
  readonly frozen: number;
  readonly frozenWidth: number;
  readonly lefts: readonly number[];
  readonly widths: readonly number[];
  readonly total: number;
  /** The columns that scroll; index 0 is column `frozen`. */
  readonly axis: Axis;
}

export function columnsShown(columns: readonly Column[], viewport: number): readonly Column[] {
  return viewport < PHONE_WIDTH ? columns.filter((column) => !column.desk) : columns;
}

export function geometryOf(columns: readonly Column[], viewport: number, numberWidth: number): Geometry {
  const phone = viewport < PHONE_WIDTH;
  const number = phone ? 0 : numberWidth;
  const widths = widthsOf(columns, viewport - number);
  const lefts: number[] = [];
  let left = number;
  for (const width of widths) {
    lefts.push(left);
    left += width;
  }
  const frozen = frozenCount(columns, lefts, widths, viewport, phone);
  const frozenWidth = lefts[frozen] ?? left;
  const axis = new Axis();
  axis.set(widths.slice(frozen), frozenWidth);
  return { phone, columns, numberWidth: number, frozen, frozenWidth, lefts, widths, total: left, axis };
}

function widthsOf(columns: readonly Column[], room: number): number[] {
  const fixed = columns.reduce((sum, column) => sum + column.width, 0);
  const rest = Math.max(0, Math.floor(room - fixed));
  return columns.map((column) => column.width + (column.grow ? rest : 0));
}

function frozenCount(
  columns: readonly Column[],
  lefts: readonly number[],
  widths: readonly number[],
  viewport: number,
  phone: boolean,
): number {
  const run = columns.findIndex((column) => !column.frozen);
  const wanted = Math.min(run < 0 ? columns.length : run, phone ? 1 : columns.length);
  for (let count = wanted; count > 0; count -= 1) {
    const edge = (lefts[count - 1] ?? 0) + (widths[count - 1] ?? 0);
    if (edge <= viewport * LARGEST_FROZEN_SHARE) {
      return count;
    }
  }
  return 0;
}
