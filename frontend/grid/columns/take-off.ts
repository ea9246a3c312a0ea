/** A take-off sheet as a grid: measured lines n x p x l x t x faktor, headings with their subtotal, and what a command says. */

import { idText, idTextTrimmed } from "../../lib/numbers";
import * as exact from "../../lib/rational";
import type { CellWrite, Column, Row, RowId } from "../columns";

export interface SheetLine {
  readonly id: number;
  readonly uraian: string;
  readonly n: string | null;
  readonly p: string | null;
  readonly l: string | null;
  readonly t: string | null;
  readonly faktor: string | null;
  readonly pengurang: boolean;
}

/** What `volume-pekerjaan/{id}/sheet/save/` takes, except what the sheet was before. */
export interface SheetBody {
  readonly cells: readonly CellWrite[];
  readonly adds: readonly {
    readonly key: string;
    readonly after: number | string | null;
    readonly values: Readonly<Record<string, string | null>>;
  }[];
}

const SIDES = ["n", "p", "l", "t", "faktor"] as const;
const MEASURED = ["p", "l", "t", "faktor"] as const;

/** A deduction shows as a minus in n; one without n is -1 part. */
export function signed(line: Pick<SheetLine, "n" | "pengurang">): string | null {
  if (!line.pengurang) {
    return line.n;
  }
  return line.n === null
    ? "-1"
    : exact.compare(exact.fromCanonical(line.n), exact.ZERO) === 0
      ? line.n
      : `-${line.n}`;
}

export function lineRow(line: SheetLine, id: RowId = line.id): Row {
  const { uraian, p, l, t, faktor } = line;
  return {
    id,
    level: 1,
    parentId: null,
    values: { uraian, n: signed(line), p, l, t, faktor },
    flags: {},
  };
}

/** A row to type a new line into; it is no line until something stands in it. */
export function blankRow(id: string): Row {
  return {
    id,
    level: 1,
    parentId: null,
    values: { uraian: "", n: null, p: null, l: null, t: null, faktor: null },
    flags: { blank: true },
  };
}

/** Whether the row carries a figure; with a name only, it is a heading. */
export function isMeasured(row: Row): boolean {
  return SIDES.some((side) => (row.values[side] ?? null) !== null);
}

export function isHeading(row: Row): boolean {
  return !isMeasured(row) && (row.values.uraian ?? "") !== "";
}

export function isDeduction(row: Row): boolean {
  return (row.values.n ?? "").startsWith("-");
}

/** The exact product of the sides given; null for a heading. */
export function product(row: Row): exact.Rational | null {
  const sides = SIDES.flatMap((side) => row.values[side] ?? []);
  return sides.length === 0 ? null : sides.map(exact.fromCanonical).reduce(exact.multiply);
}

export interface Sums {
  /** Sum of the lines below each heading, by row id. */
  readonly headings: ReadonlyMap<RowId, string>;
  /** The whole, rounded once as the volume is. */
  readonly total: string;
  readonly negative: boolean;
  readonly lines: number;
  readonly deductions: number;
}

/** 3 x 9 x 0,5 x 0,6 + 4 x 6 x 0,5 x 0,6 - 12 x 0,5 x 0,5 x 0,6 = 13,5. */
export function sums(rows: readonly Row[]): Sums {
  const headings = new Map<RowId, exact.Rational>();
  let heading: RowId | null = null;
  let total = exact.ZERO;
  let lines = 0;
  let deductions = 0;
  for (const row of rows) {
    const value = product(row);
    if (value === null) {
      heading = isHeading(row) ? row.id : heading;
      continue;
    }
    lines += 1;
    deductions += isDeduction(row) ? 1 : 0;
    total = exact.add(total, value);
    if (heading !== null) {
      headings.set(heading, exact.add(headings.get(heading) ?? exact.ZERO, value));
    }
  }
  return {
    headings: new Map([...headings].map(([id, value]) => [id, exact.toCanonical(value, 4)])),
    total: exact.toCanonical(total, 4),
    negative: total.top < 0n,
    lines,
    deductions,
  };
}

/** "3 × 9 × 0,5 × 0,6", the sum one can do by hand. */
export function worked(row: Row): string {
  const sides = SIDES.flatMap((side) => row.values[side] ?? []);
  return sides.length < 2 ? "" : sides.map((side) => idTextTrimmed(side)).join(" × ");
}

/**
 * Says a grid command in lines: `n` of the grid is n with its sign, which the server keeps as n and `pengurang`; cells of
 * rows that are no lines yet become new lines behind the last.
 *
 * @param numbers the server's number of every row that is a line, by row id.
 */
export function sheetBody(cells: readonly CellWrite[], numbers: ReadonlyMap<RowId, number>): SheetBody {
  const known = cells.filter((cell) => numbers.has(cell.id));
  const fresh = cells.filter((cell) => !numbers.has(cell.id));
  const keys = [...new Set(fresh.map((cell) => String(cell.id)))];
  const last = [...numbers.values()].at(-1) ?? null;
  return {
    cells: known.flatMap((cell) => knownCells({ ...cell, id: numbers.get(cell.id) ?? cell.id })),
    adds: keys.map((key, at) => ({
      key,
      after: keys[at - 1] ?? last,
      values: Object.assign({}, ...fresh.filter((cell) => String(cell.id) === key).map(freshValues)),
    })),
  };
}

function knownCells(cell: CellWrite): CellWrite[] {
  if (cell.col !== "n") {
    return [cell];
  }
  const from = parts(cell.from);
  const to = parts(cell.to);
  const cells: CellWrite[] = [{ ...cell, from: from.n, to: to.n }];
  if (from.pengurang !== to.pengurang) {
    cells.push({ ...cell, col: "pengurang", from: String(from.pengurang), to: String(to.pengurang) });
  }
  return cells;
}

function freshValues(cell: CellWrite): Record<string, string | null> {
  if (cell.col !== "n") {
    return { [cell.col]: cell.to };
  }
  const { n, pengurang } = parts(cell.to);
  return { n, pengurang: String(pengurang) };
}

function parts(shown: string | null): { n: string | null; pengurang: boolean } {
  const pengurang = shown?.startsWith("-") ?? false;
  // "-1" as such is only ever shown for a deduction without n; a typed -1 comes with its decimals.
  return { n: shown === "-1" ? null : pengurang ? (shown?.slice(1) ?? null) : shown, pengurang };
}

/** As many decimals as the longest side needs, two at least. */
function sideText(value: string | null): string {
  if (value === null) {
    return "";
  }
  const text = idTextTrimmed(value);
  const [whole = "", fraction = ""] = text.split(",");
  return `${whole},${fraction.padEnd(2, "0")}`;
}

export function takeOffColumns(
  unit: string,
  decimals: () => number,
  headings: () => Sums["headings"],
): Column[] {
  const typed = (): boolean => true;
  const figure = (row: Row): string => {
    const value = product(row);
    const sum = headings().get(row.id);
    const canonical = value === null ? (isHeading(row) ? sum : undefined) : exact.toCanonical(value, 4);
    return canonical === undefined ? "" : idText(canonical, decimals());
  };
  const rowClass = (row: Row): string => (isDeduction(row) ? "less" : isHeading(row) ? "place" : "");
  return [
    {
      key: "uraian",
      title: "Lokasi dan uraian",
      width: 150,
      grow: true,
      kind: "text",
      align: "left",
      frozen: true,
      maxLength: 300,
      editable: typed,
      textClass: rowClass,
      format: (row) => row.values.uraian ?? "",
      second: worked,
    },
    {
      key: "n",
      title: "n",
      width: 56,
      kind: "number",
      field: "dimensi",
      align: "right",
      desk: true,
      editable: typed,
      textClass: rowClass,
      format: (row) => (row.values.n == null ? "" : idTextTrimmed(row.values.n)),
    },
    ...MEASURED.map(
      (side): Column => ({
        key: side,
        title: side === "faktor" ? "faktor" : `${side} (m)`,
        width: 70,
        kind: "number",
        field: side === "faktor" ? "faktor" : "volume",
        align: "right",
        desk: true,
        editable: typed,
        format: (row) => sideText(row.values[side] ?? null),
      }),
    ),
    {
      key: "jumlah",
      title: unit === "" ? "Jumlah" : `Jumlah (${unit})`,
      width: 112,
      kind: "computed",
      align: "right",
      editable: () => false,
      textClass: rowClass,
      format: figure,
      copyText: (row) => {
        const value = product(row);
        return value === null ? "" : exact.toCanonical(value, 4).replace(".", ",");
      },
    },
    {
      key: "hitungan",
      title: "Hitungan",
      width: 272,
      kind: "computed",
      align: "left",
      className: "cramped",
      desk: true,
      editable: () => false,
      format: worked,
    },
  ];
}
