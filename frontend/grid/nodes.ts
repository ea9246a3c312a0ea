/** Row and cell elements: made once, handed on, and written only where they differ from what they show. */

import { make, setAttribute } from "../lib/dom";
import type { Column, Row } from "./columns";
import type { Geometry } from "./geometry";
import type { CellPaint } from "./paint";

export type CellRole = "gridcell" | "columnheader";

export interface CellNode {
  readonly element: HTMLElement;
  readonly text: HTMLElement;
  readonly second: HTMLElement;
  column: number;
  /** What a drawing column drew last, so that it draws again only when it must. */
  drawn: string;
}

export interface RowNode {
  readonly element: HTMLElement;
  /** Row number and frozen columns stick to the left edge as one group, inside the one row. */
  readonly frozen: HTMLElement;
  readonly number: HTMLElement;
  readonly label: HTMLElement;
  readonly cells: Map<number, CellNode>;
  place: number;
}

export function makeRow(): RowNode {
  const number = make("div", { class: "cell rownum", role: "presentation" });
  const label = make("div", { class: "group-label", "aria-hidden": "true" });
  const frozen = make("div", { class: "grid-frozen", role: "presentation" }, number, label);
  const element = make("div", { class: "grid-row", role: "row" }, frozen);
  return { element, frozen, number, label, cells: new Map(), place: -1 };
}

/** Gives a row exactly these columns; cells of columns that left serve those that came. */
export function matchCells(
  node: RowNode,
  columns: readonly number[],
  role: CellRole,
  geometry: Geometry,
): void {
  if (node.cells.size === columns.length && columns.every((index) => node.cells.has(index))) {
    return;
  }
  const wanted = new Set(columns);
  const free = [...node.cells.values()].filter((cell) => !wanted.has(cell.column));
  for (const index of columns) {
    if (!node.cells.has(index)) {
      const cell = takeCell(node, free, index < geometry.frozen, role);
      node.cells.delete(cell.column);
      node.cells.set(index, cell);
      placeCell(cell, index, geometry);
    }
  }
  for (const cell of free) {
    node.cells.delete(cell.column);
    cell.element.remove();
  }
  node.frozen.style.width = `${geometry.frozenWidth}px`;
  node.number.style.width = `${geometry.numberWidth}px`;
}

export function dropCells(node: RowNode): void {
  for (const cell of node.cells.values()) {
    cell.element.remove();
  }
  node.cells.clear();
}

function takeCell(node: RowNode, free: CellNode[], frozen: boolean, role: CellRole): CellNode {
  const at = free.findIndex((cell) => (cell.element.parentElement === node.frozen) === frozen);
  return free.splice(at, at < 0 ? 0 : 1)[0] ?? addCell(frozen ? node.frozen : node.element, role);
}

function addCell(parent: HTMLElement, role: CellRole): CellNode {
  const text = make("span", { class: "cell-text" });
  const second = make("span", { class: "cell-second" });
  const element = make("div", { class: "cell", role }, text, second);
  parent.append(element);
  return { element, text, second, column: -1, drawn: "" };
}

function placeCell(cell: CellNode, index: number, geometry: Geometry): void {
  cell.column = index;
  cell.element.style.left = `${geometry.lefts[index] ?? 0}px`;
  cell.element.style.width = `${geometry.widths[index] ?? 0}px`;
  cell.element.setAttribute("aria-colindex", String(index + 1));
}

/** Shows a painted cell. A column that draws gets its text element to itself. */
export function writeCell(cell: CellNode, paint: CellPaint, column: Column, row: Row): void {
  setAttribute(cell.element, "title", paint.title);
  setAttribute(cell.element, "aria-invalid", paint.invalid ? "true" : null);
  setAttribute(cell.element, "aria-readonly", paint.readonly ? "true" : null);
  writeClass(cell.element, paint.className);
  writeText(cell.second, paint.second);
  if (column.draw && row.kind !== "group") {
    writeClass(cell.text, "cell-text drawn");
    const drawn = `${row.id}\n${paint.text}`;
    if (cell.drawn !== drawn) {
      cell.drawn = drawn;
      cell.text.replaceChildren(...column.draw(row));
    }
    return;
  }
  cell.drawn = "";
  writeClass(cell.text, `cell-text ${paint.textClass}`.trim());
  writeText(cell.text, paint.text);
}

export function writeClass(element: HTMLElement, className: string): void {
  if (element.className !== className) {
    element.className = className;
  }
}

export function writeText(element: HTMLElement, text: string): void {
  if (element.textContent !== text) {
    element.textContent = text;
  }
}
