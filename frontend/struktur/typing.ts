/** Rows being typed: where each stands until the server tells it, and what Enter, Tab and Escape do to a blank one. */

import type { Row, RowId } from "../grid/columns";
import type { RabGrid } from "../grid/rab-grid";
import type { Names } from "./command";
import { composed, demoted, nextStand, promoted, standAt, type Typed } from "./outline";

export const NAME = "uraian";

type Stand = Pick<Typed, "level" | "parent" | "after">;

export class Typing {
  readonly rows = new Map<RowId, Typed>();
  private server: readonly Row[] = [];
  /** The row typed last, where Enter in any column goes on with a new one. */
  private last: RowId | null = null;

  constructor(
    private readonly grid: RabGrid,
    private readonly names: Names,
  ) {}

  /** Rows told by the server; answers them with the typed ones in place. */
  told(rows: readonly Row[]): Row[] {
    this.server = rows;
    for (const row of rows) {
      this.rows.delete(row.id);
    }
    return this.all();
  }

  /** Everything on the sheet, typed rows in place. */
  all(): Row[] {
    const named = new Map(
      [...this.rows.keys()].flatMap((id) => {
        const row = this.known(id);
        return row ? [[id, row] as const] : [];
      }),
    );
    return composed(this.server, [...this.rows.values()], named);
  }

  private known(id: RowId): Row | undefined {
    return this.grid.sheet.model.byId(id);
  }

  get isEmpty(): boolean {
    return this.server.length === 0 && this.rows.size === 0;
  }

  isBlank(row: Row | null): boolean {
    return row !== null && this.rows.get(row.id)?.sent === false;
  }

  sent(id: RowId, sent: boolean): void {
    const typed = this.rows.get(id);
    if (typed) {
      this.rows.set(id, { ...typed, sent });
      this.last = sent ? id : this.last;
    }
  }

  isLast(row: Row | null): boolean {
    return row !== null && row.id === this.last;
  }

  /** A blank row below `row`, as Enter makes it. */
  below(row: Row | null): void {
    const open = row !== null && !this.grid.sheet.model.isFolded(row.id);
    this.open(nextStand(this.all(), row, open));
  }

  /** A blank row of a chosen level; of the level above where that has no row yet. */
  ofLevel(level: number): void {
    const { row } = this.grid.sheet.cursor;
    for (let at = level; at >= 1; at -= 1) {
      const stand = standAt(this.all(), row, at);
      if (stand) {
        this.open(stand);
        return;
      }
    }
  }

  private open(stand: Stand): void {
    const id = this.names.next();
    this.rows.set(id, { id, ...stand, sent: false });
    this.draw(id);
  }

  /** Puts the rows on the sheet and the hand on one of them. */
  private draw(id: RowId): void {
    this.grid.sheet.setRows(this.all());
    this.grid.sheet.goTo(id, NAME);
    this.grid.focus();
  }

  indent(row: Row, by: 1 | -1): boolean {
    const typed = this.rows.get(row.id);
    if (!typed || typed.sent) {
      return false;
    }
    const others = this.all().filter((one) => one.id !== row.id);
    const stand = by > 0 ? demoted(others, typed) : promoted(others, typed);
    if (!stand) {
      return false;
    }
    // A row of another level starts afresh: what is blank has nothing to keep.
    this.rows.delete(row.id);
    this.open(stand);
    return true;
  }

  /** Takes a blank row away; the hand goes to the row above it. */
  drop(row: Row): void {
    const { sheet } = this.grid;
    const place = sheet.model.placeOf(row.id);
    this.rows.delete(row.id);
    sheet.setRows(this.all());
    if (sheet.model.count > 0 && place >= 0) {
      sheet.goTo(sheet.model.at(Math.max(0, Math.min(place, sheet.model.count) - 1)).id, NAME);
    }
  }

  /** Blank rows that the hand has left go by themselves; text that was refused stays. */
  sweep(): void {
    const { sheet } = this.grid;
    const here = sheet.cursor.row?.id;
    const refused = new Set(sheet.states.all.map((mark) => mark.row));
    const left = [...this.rows.values()].filter(({ id, sent }) => !sent && id !== here && !refused.has(id));
    if (left.length > 0) {
      for (const { id } of left) {
        this.rows.delete(id);
      }
      sheet.setRows(this.all());
    }
  }
}
