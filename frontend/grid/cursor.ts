/** The selection of one sheet, kept on its rows while rows fold, come and go. */

import type { Column, Row, RowId } from "./columns";
import type { GridModel } from "./model";
import {
  type Bounds,
  clampPlace,
  cycle,
  extendTo,
  isSingle,
  type Move,
  moved,
  type Place,
  type Range,
  rangeOf,
  type Selection,
  selectionAt,
} from "./selection";

interface Kept {
  readonly ids: readonly (RowId | null)[];
  readonly keys: readonly (string | null)[];
}

export class Cursor {
  private selection: Selection = selectionAt({ row: 0, column: 0 });
  /** Where Tab began: Enter returns to that column, as in Excel. */
  private tabColumn: number | null = null;
  page = 20;

  constructor(
    private readonly model: GridModel,
    private readonly columns: () => readonly Column[],
  ) {}

  get range(): Range {
    return rangeOf(this.selection);
  }

  get active(): Place {
    return this.selection.active;
  }

  get single(): boolean {
    return isSingle(this.selection);
  }

  get row(): Row | null {
    return this.model.count > 0 ? this.model.at(this.active.row) : null;
  }

  get column(): Column | null {
    return this.columns()[this.active.column] ?? null;
  }

  /** Every cell of the range in reading order, headings left out. */
  *cells(): Generator<{ row: Row; column: Column }> {
    const { top, bottom, left, right } = this.range;
    for (let place = top; place <= Math.min(bottom, this.model.count - 1); place += 1) {
      const row = this.model.at(place);
      for (const column of row.kind === "group" ? [] : this.columns().slice(left, right + 1)) {
        yield { row, column };
      }
    }
  }

  rows(): Row[] {
    const { top, bottom } = this.range;
    const rows: Row[] = [];
    for (let place = top; place <= Math.min(bottom, this.model.count - 1); place += 1) {
      rows.push(this.model.at(place));
    }
    return rows;
  }

  place(place: Place, extend = false): void {
    const to = clampPlace(place, this.bounds());
    this.selection = extend ? extendTo(this.selection, to) : selectionAt(to);
    this.tabColumn = null;
  }

  select(range: Range): void {
    const anchor = clampPlace({ row: range.top, column: range.left }, this.bounds());
    const head = clampPlace({ row: range.bottom, column: range.right }, this.bounds());
    this.selection = { anchor, head, active: anchor };
  }

  move(move: Move, extend: boolean): void {
    const from = extend ? this.selection.head : this.selection.active;
    this.place(
      moved(from, move, this.bounds(), (place) => this.filled(place)),
      extend,
    );
  }

  /** Enter and Tab: through the range when there is one, else on by one cell; Enter returns to where Tab began. */
  enter(by: "down" | "up" | "right" | "left"): void {
    if (!this.single) {
      this.selection = cycle(this.selection, by);
      return;
    }
    const began = this.tabColumn ?? this.active.column;
    if (by === "right" || by === "left") {
      this.place(this.nextEditable(by === "right" ? 1 : -1));
      this.tabColumn = began;
      return;
    }
    const row = this.active.row + (by === "down" ? 1 : -1);
    this.place({ row, column: began });
  }

  selectAll(): void {
    const { rows, columns } = this.bounds();
    this.selection = {
      anchor: { row: 0, column: 0 },
      head: clampPlace({ row: rows - 1, column: columns - 1 }, this.bounds()),
      active: this.active,
    };
  }

  selectRows(): void {
    const { top, bottom } = this.range;
    this.selection = {
      anchor: { row: top, column: 0 },
      head: { row: bottom, column: this.bounds().columns - 1 },
      active: this.active,
    };
  }

  selectColumns(): void {
    const { left, right } = this.range;
    this.selection = {
      anchor: { row: 0, column: left },
      head: { row: Math.max(0, this.bounds().rows - 1), column: right },
      active: this.active,
    };
  }

  /** Runs a change of rows or columns and puts the selection back on the rows it stood on. */
  keeping(change: () => void): void {
    const kept = this.keep();
    change();
    const [anchor, head, active] = [0, 1, 2].map((index) => this.restore(kept, index)) as [
      Place,
      Place,
      Place,
    ];
    this.selection = { anchor, head, active };
  }

  private keep(): Kept {
    const places = [this.selection.anchor, this.selection.head, this.selection.active];
    return {
      ids: places.map((place) => (place.row < this.model.count ? this.model.at(place.row).id : null)),
      keys: places.map((place) => this.columns()[place.column]?.key ?? null),
    };
  }

  private restore(kept: Kept, index: number): Place {
    const old = [this.selection.anchor, this.selection.head, this.selection.active][index] ?? this.active;
    const id = kept.ids[index] ?? null;
    const row = id === null ? old.row : this.visiblePlace(id, old.row);
    const column = this.columns().findIndex((one) => one.key === kept.keys[index]);
    return clampPlace({ row, column: column < 0 ? old.column : column }, this.bounds());
  }

  /** The row itself, or the nearest ancestor that is not folded away. */
  private visiblePlace(id: RowId, fallback: number): number {
    for (let at: RowId | null = id; at !== null; at = this.model.byId(at)?.parentId ?? null) {
      const place = this.model.placeOf(at);
      if (place >= 0) {
        return place;
      }
    }
    return fallback;
  }

  private bounds(): Bounds {
    return { rows: this.model.count, columns: this.columns().length, page: this.page };
  }

  private filled({ row, column }: Place): boolean {
    const at = this.model.at(row);
    const of = this.columns()[column];
    return at.kind !== "group" && of !== undefined && of.format(at) !== "";
  }

  private nextEditable(by: 1 | -1): Place {
    const { row, column } = this.active;
    const at = this.row;
    const columns = this.columns();
    for (let next = column + by; at && next >= 0 && next < columns.length; next += by) {
      if (columns[next]?.editable(at)) {
        return { row, column: next };
      }
    }
    return { row, column: column + by };
  }
}
