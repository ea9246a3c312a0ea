/** What a cell looks like, decided without touching it: text, classes and what a screen reader hears. */

import type { Column, Row } from "./columns";
import type { Range } from "./selection";
import type { Sheet } from "./sheet";
import type { Mark } from "./states";

export const MISSING = "belum ada";

export interface CellPaint {
  readonly text: string;
  readonly second: string;
  readonly className: string;
  readonly textClass: string;
  readonly title: string | null;
  readonly invalid: boolean;
  readonly readonly: boolean;
}

export interface Spot {
  readonly place: number;
  readonly index: number;
  readonly range: Range;
  readonly active: boolean;
  readonly phone: boolean;
}

export function paintCell(sheet: Sheet, row: Row, column: Column, spot: Spot): CellPaint {
  const group = row.kind === "group";
  const mark = group ? undefined : sheet.states.mark(row, column);
  const missing = !group && !mark && column.missing?.(row) === true;
  const editable = !group && sheet.options.canEdit && column.editable(row);
  const text = group ? "" : missing ? MISSING : sheet.shown(row, column);
  return {
    text,
    second: spot.phone && !group && column.second ? column.second(row) : "",
    className: classesOf(sheet, row, column, spot, mark, missing),
    textClass: missing ? "cell-missing" : (column.textClass?.(row) ?? ""),
    title: titleOf(text, column, mark),
    invalid: mark?.kind === "refused" || mark?.kind === "conflict",
    readonly: !editable,
  };
}

function classesOf(
  sheet: Sheet,
  row: Row,
  column: Column,
  spot: Spot,
  mark: Mark | undefined,
  missing: boolean,
): string {
  const classes = ["cell", column.align];
  if (column.className) {
    classes.push(column.className);
  }
  if (column.tree) {
    classes.push("tree");
  }
  if (row.kind !== "group") {
    if (column.kind === "computed") {
      classes.push("computed");
    }
    const origin = mark?.kind === "refused" ? null : column.mark?.(row);
    if (origin) {
      classes.push(origin);
    }
    if (mark && mark.kind !== "held") {
      classes.push(mark.kind);
    } else if (sheet.states.isDirty(row, column)) {
      classes.push("dirty");
    }
    if (missing) {
      classes.push("missing");
    }
  }
  return `${classes.join(" ")}${selected(spot)}`;
}

function selected({ place, index, range, active }: Spot): string {
  const { top, bottom, left, right } = range;
  const single = top === bottom && left === right;
  if (place < top || place > bottom || index < left || index > right) {
    return "";
  }
  if (single) {
    return active ? " active" : "";
  }
  const edges = [
    place === top ? " t" : "",
    place === bottom ? " b" : "",
    index === left ? " l" : "",
    index === right ? " r" : "",
  ];
  return ` sel${edges.join("")}${active ? " active" : ""}`;
}

function titleOf(text: string, column: Column, mark: Mark | undefined): string | null {
  if (mark?.kind === "refused") {
    return mark.reason;
  }
  // A cut text shows in full on hover; short figures need no tooltip.
  return column.align === "left" && text.length * 6 > column.width - 16 ? text : null;
}

export function rowClasses(sheet: Sheet, row: Row, place: number): string {
  const { top, bottom } = sheet.cursor.range;
  const classes = ["grid-row", `l${row.level}`];
  if (row.kind === "group") {
    classes.push("group");
  } else if (row.flags.heading || sheet.model.hasChildren(row.id)) {
    classes.push("heading");
  }
  if (place >= top && place <= bottom) {
    classes.push("in-range");
  }
  return classes.join(" ");
}
