/** The only drawing of the grid: a pool of row nodes handed from leaving rows to entering ones, written only where they differ. */

import { make, setAttribute } from "../lib/dom";
import { Axis } from "./axis";
import type { Column, Row } from "./columns";
import { columnsShown, type Geometry, geometryOf } from "./geometry";
import {
  type CellNode,
  dropCells,
  makeRow,
  matchCells,
  type RowNode,
  writeCell,
  writeClass,
  writeText,
} from "./nodes";
import { paintCell, rowClasses } from "./paint";
import type { Place } from "./selection";
import type { Sheet } from "./sheet";

const SPARE_ROWS = 6;
const SPARE_COLUMNS = 2;
const NUMBER_WIDTH = 36;
const PHONE_ROW = 48;
const PHONE_GROUP = 28;

export interface Box {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
  /** Whether any of it is in sight, behind neither head nor frozen columns. */
  readonly inSight: boolean;
}

let sheets = 0;

export class GridView {
  readonly scroller = make("div", { class: "grid-scroll", role: "presentation" });
  readonly sheetElement: HTMLElement;
  private readonly head: RowNode;
  private readonly body = make("div", { role: "rowgroup", class: "grid-body" });
  private readonly rows = new Map<number, RowNode>();
  private readonly rowAxis = new Axis();
  private readonly prefix: string;
  private geometry: Geometry;
  private allColumns: readonly Column[] = [];
  private rowHeight = 28;
  private headHeight = 32;
  private drawn = "";
  private measured = "";

  constructor(
    private readonly host: HTMLElement,
    private readonly sheet: Sheet,
  ) {
    sheets += 1;
    this.prefix = `lembar-${sheets}`;
    this.geometry = geometryOf([], 0, 0);
    this.head = makeRow();
    this.head.element.className = "grid-row grid-head";
    const headGroup = make("div", { role: "rowgroup", class: "grid-top" }, this.head.element);
    this.sheetElement = make(
      "div",
      {
        class: "grid-sheet",
        id: this.prefix,
        role: "treegrid",
        "aria-label": sheet.options.label,
        "aria-multiselectable": "true",
      },
      headGroup,
      this.body,
    );
    this.scroller.append(this.sheetElement);
    host.append(this.scroller);
    this.scroller.addEventListener("scroll", () => this.draw(), { passive: true });
  }

  /** Takes the columns of the page and lays out what fits; the sheet's own columns are the ones in sight. */
  setColumns(columns: readonly Column[]): void {
    this.allColumns = columns;
    this.layout();
  }

  /** Measures again: the window, the density or the columns changed. */
  layout(): void {
    const width = this.scroller.clientWidth;
    if (width === 0) {
      return;
    }
    const shown = columnsShown(this.allColumns, width);
    if (
      shown.length !== this.sheet.columns.length ||
      shown.some((one, at) => one !== this.sheet.columns[at])
    ) {
      this.sheet.setColumns(shown);
    }
    const style = getComputedStyle(this.host);
    this.geometry = geometryOf(shown, width, this.sheet.options.numbered ? NUMBER_WIDTH : 0);
    this.rowHeight = this.geometry.phone
      ? PHONE_ROW
      : Number.parseFloat(style.getPropertyValue("--row-height")) || 28;
    this.headHeight = Number.parseFloat(style.getPropertyValue("--head-height")) || 32;
    this.host.classList.toggle("phone", this.geometry.phone);
    this.forget();
    this.draw();
  }

  /** Draws what changed since the last time; both scroll and state changes end here, and equal states cost nothing. */
  draw(): void {
    const { sheet, geometry } = this;
    if (geometry.columns.length === 0) {
      return;
    }
    this.measure();
    const places = this.placesInSight();
    const columns = this.columnsInSight();
    const key = `${sheet.version}|${places.join()}|${columns.join()}`;
    if (key === this.drawn) {
      return;
    }
    this.drawn = key;
    this.drawSheet();
    this.drawHead(columns);
    this.handOver(places);
    for (const node of this.rows.values()) {
      this.drawRow(node, columns);
    }
  }

  /** Scrolls as little as shows the active cell. */
  reveal({ row, column }: Place): void {
    const { scroller, geometry } = this;
    const top = this.rowAxis.reveal(row, scroller.scrollTop, scroller.clientHeight);
    if (top !== scroller.scrollTop) {
      scroller.scrollTop = top;
    }
    if (column >= geometry.frozen) {
      const left = geometry.axis.reveal(column - geometry.frozen, scroller.scrollLeft, scroller.clientWidth);
      if (left !== scroller.scrollLeft) {
        scroller.scrollLeft = left;
      }
    }
    this.sheet.cursor.page = this.rowAxis.page(scroller.clientHeight);
  }

  /** Where a cell stands inside the host, for what hangs from it: editor, handle, popover. */
  boxOf({ row, column }: Place): Box {
    const { scroller, geometry } = this;
    const frozen = column < geometry.frozen;
    const left = (geometry.lefts[column] ?? 0) - (frozen ? 0 : scroller.scrollLeft);
    const top = this.rowAxis.start(row) - scroller.scrollTop;
    const width = geometry.widths[column] ?? 0;
    const edge = frozen ? 0 : geometry.frozenWidth;
    const inSight =
      top >= this.headHeight - 1 &&
      top < scroller.clientHeight &&
      left + width > edge &&
      left < scroller.clientWidth;
    return { left, top, width, height: this.rowAxis.size(row), inSight };
  }

  /** The cell under a point of the host, or the head (-1) and the row numbers (-1). */
  hit(x: number, y: number): Place {
    const { scroller, geometry } = this;
    const row = y < this.headHeight ? -1 : this.rowAxis.at(y + scroller.scrollTop);
    if (x < geometry.numberWidth) {
      return { row, column: -1 };
    }
    if (x < geometry.frozenWidth) {
      const next = geometry.lefts.findIndex((left, at) => at < geometry.frozen && left > x);
      return { row, column: (next < 0 ? geometry.frozen : next) - 1 };
    }
    return { row, column: geometry.frozen + geometry.axis.at(x + scroller.scrollLeft) };
  }

  get contentBottom(): number {
    return this.rowAxis.total - this.scroller.scrollTop;
  }

  get columnCount(): number {
    return this.geometry.columns.length;
  }

  cellId({ row, column }: Place): string | null {
    return this.rows.get(row)?.cells.get(column)?.element.id ?? null;
  }

  private measure(): void {
    const { model } = this.sheet;
    const measured = `${model.shape}|${this.rowHeight}|${this.headHeight}`;
    if (measured !== this.measured) {
      this.measured = measured;
      const group = this.geometry.phone ? PHONE_GROUP : this.rowHeight;
      const sizes = Array.from({ length: model.count }, (_, place) =>
        model.at(place).kind === "group" ? group : this.rowHeight,
      );
      this.rowAxis.set(sizes, this.headHeight);
      this.drawn = "";
    }
  }

  private placesInSight(): number[] {
    const { scrollTop, clientHeight } = this.scroller;
    const { first, last } = this.rowAxis.window(scrollTop, clientHeight, SPARE_ROWS);
    return withPinned(first, last, this.sheet.model.count > 0 ? this.sheet.cursor.active.row : -1);
  }

  private columnsInSight(): number[] {
    const { geometry, scroller } = this;
    const { first, last } = geometry.axis.window(scroller.scrollLeft, scroller.clientWidth, SPARE_COLUMNS);
    const columns = withPinned(
      first + geometry.frozen,
      last + geometry.frozen,
      this.sheet.cursor.active.column,
    );
    const frozen = Array.from({ length: geometry.frozen }, (_, at) => at);
    return [...frozen, ...columns.filter((at) => at >= geometry.frozen)];
  }

  private drawSheet(): void {
    const { sheetElement, geometry, sheet } = this;
    const width = `${geometry.total}px`;
    const height = `${this.rowAxis.total}px`;
    if (sheetElement.style.width !== width || sheetElement.style.height !== height) {
      sheetElement.style.width = width;
      sheetElement.style.height = height;
    }
    setAttribute(sheetElement, "aria-rowcount", sheet.model.count + 1);
    setAttribute(sheetElement, "aria-colcount", geometry.columns.length);
    setAttribute(sheetElement, "aria-readonly", sheet.options.canEdit ? null : "true");
  }

  private drawHead(columns: readonly number[]): void {
    const { geometry } = this;
    const { left, right } = this.sheet.cursor.range;
    setAttribute(this.head.element, "aria-rowindex", 1);
    matchCells(this.head, columns, "columnheader", geometry);
    for (const [index, cell] of this.head.cells) {
      const column = geometry.columns[index];
      if (column) {
        writeClass(cell.element, `cell ${column.align}${index >= left && index <= right ? " in-range" : ""}`);
        writeText(cell.text, column.title);
        writeText(cell.second, column.unit ?? "");
      }
    }
  }

  /** Leaving row nodes take entering rows in place: nothing is detached while scrolling. */
  private handOver(places: readonly number[]): void {
    const wanted = new Set(places);
    const leaving = [...this.rows.values()].filter((node) => !wanted.has(node.place));
    for (const place of places) {
      if (!this.rows.has(place)) {
        const node = leaving.pop() ?? this.addRow();
        this.rows.delete(node.place);
        node.place = place;
        this.rows.set(place, node);
      }
    }
    for (const node of leaving) {
      this.rows.delete(node.place);
      node.element.remove();
    }
  }

  private addRow(): RowNode {
    const node = makeRow();
    this.body.append(node.element);
    return node;
  }

  private drawRow(node: RowNode, columns: readonly number[]): void {
    const { sheet, geometry } = this;
    const row = sheet.model.at(node.place);
    const { element } = node;
    const className = rowClasses(sheet, row, node.place);
    writeClass(element, className);
    const move = `translateY(${this.rowAxis.start(node.place)}px)`;
    if (element.style.transform !== move) {
      element.style.transform = move;
    }
    const parent = sheet.model.hasChildren(row.id);
    setAttribute(element, "aria-rowindex", node.place + 2);
    setAttribute(element, "aria-level", row.level);
    setAttribute(element, "aria-expanded", parent ? String(!sheet.model.isFolded(row.id)) : null);
    const number = geometry.numberWidth > 0 ? String(sheet.model.numberOf(row.id) || "") : "";
    writeText(node.number, number);
    setAttribute(node.number, "role", number === "" ? "presentation" : "rowheader");
    setAttribute(node.number, "hidden", geometry.numberWidth === 0);
    writeText(node.label, row.kind === "group" ? (row.values.label ?? "") : "");
    matchCells(node, columns, "gridcell", geometry);
    for (const [index, cell] of node.cells) {
      this.drawCell(cell, row, node.place, index);
    }
  }

  private drawCell(cell: CellNode, row: Row, place: number, index: number): void {
    const { sheet, geometry } = this;
    const column = geometry.columns[index];
    if (!column) {
      return;
    }
    const { active, range } = sheet.cursor;
    const isActive = active.row === place && active.column === index;
    const paint = paintCell(sheet, row, column, {
      place,
      index,
      range,
      active: isActive,
      phone: geometry.phone,
    });
    const id = `${this.prefix}-${place}-${index}`;
    if (cell.element.id !== id) {
      cell.element.id = id;
    }
    writeCell(cell, paint, column, row);
    setAttribute(
      cell.element,
      "aria-label",
      row.kind === "group" && index === 0 ? (row.values.label ?? "") : null,
    );
    const inRange =
      place >= range.top && place <= range.bottom && index >= range.left && index <= range.right;
    setAttribute(cell.element, "aria-selected", inRange ? "true" : null);
    const folds = column.tree === true && sheet.model.hasChildren(row.id);
    setAttribute(
      cell.element,
      "data-fold",
      folds ? (sheet.model.isFolded(row.id) ? "closed" : "open") : null,
    );
  }

  private forget(): void {
    for (const node of [this.head, ...this.rows.values()]) {
      dropCells(node);
    }
    this.drawn = "";
  }
}

/** A run of places plus the active one, so that the cell one stands on never leaves the document. */
function withPinned(first: number, last: number, pinned: number): number[] {
  const run = Array.from({ length: Math.max(0, last - first + 1) }, (_, at) => first + at);
  if (pinned < 0 || (pinned >= first && pinned <= last)) {
    return run;
  }
  return pinned < first ? [pinned, ...run] : [...run, pinned];
}
