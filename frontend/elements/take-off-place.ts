/** Where a take-off sheet lies: on blank rows below its work on a desk, over the page on a phone; one is open at a time. */

import type { Row } from "../grid/columns";
import { spacerRows } from "../grid/columns/volume";
import type { RabGrid } from "../grid/rab-grid";
import type { ProjectLink } from "../lib/project";
import { TakeOff } from "./take-off";

interface PlaceHooks {
  /** Lays the rows of the page anew, with or without room for the sheet. */
  relay(): void;
  saved(): void;
  /** The bars of the page follow the sheet that has the hand. */
  follow(inner: RabGrid): void;
}

/** Head and sum of a sheet stand in rows of their own. */
const HEAD_AND_SUM = 2;

export class TakeOffPlace {
  private opened: { readonly work: number; readonly sheet: TakeOff } | null = null;
  private moving = false;

  constructor(
    private readonly page: HTMLElement,
    private readonly grid: RabGrid,
    private readonly link: ProjectLink,
    private readonly hooks: PlaceHooks,
  ) {}

  get sheet(): TakeOff | null {
    return this.opened?.sheet ?? null;
  }

  get work(): number | null {
    return this.opened?.work ?? null;
  }

  /** Whether something on the page belongs to the open sheet. */
  holds(target: EventTarget | null): boolean {
    return target instanceof Node && this.opened?.sheet.contains(target) === true;
  }

  /** The rows with room below the work whose sheet is open. */
  withRoom(rows: readonly Row[]): readonly Row[] {
    const { opened } = this;
    const at = opened ? rows.findIndex((row) => row.id === opened.work) : -1;
    const host = rows[at];
    if (!opened || !host || this.isPhone) {
      return rows;
    }
    return [...rows.slice(0, at + 1), ...spacerRows(host, this.room(opened.sheet)), ...rows.slice(at + 1)];
  }

  /** Opens the sheet of the work one stands on, or closes it. */
  async toggle(): Promise<void> {
    const { row } = this.grid.sheet.cursor;
    if (!row?.flags.work || typeof row.id !== "number") {
      return;
    }
    const again = this.opened?.work === row.id;
    if (this.shut() && !again) {
      await this.open(row.id, row.values.place ?? "");
    }
  }

  private async open(work: number, place: string): Promise<void> {
    const { page, grid, hooks } = this;
    const sheet = new TakeOff();
    this.opened = { work, sheet };
    sheet.classList.toggle("phone", this.isPhone);
    (this.isPhone ? page : (grid.querySelector(".grid-sheet") ?? grid)).append(sheet);
    try {
      await sheet.open(this.link, work, place, {
        saved: () => hooks.saved(),
        changed: (inner) => hooks.follow(inner),
        left: (towards) => this.leave(towards),
        close: () => this.shut(),
        resized: () => this.lay(),
      });
    } catch (error) {
      this.close();
      grid.sheet.say(error instanceof Error ? error.message : "Lembar hitung tidak terbuka.");
      return;
    }
    this.lay();
    sheet.scrollIntoView({ block: "nearest" });
    sheet.focus();
  }

  /** Closes, unless a cell is undecided: its text stands nowhere else, and the volume counts without it. */
  private shut(): boolean {
    const inner = this.opened?.sheet.sheetGrid;
    if (inner && inner.sheet.problems().length > 0) {
      inner.sheet.nextProblem();
      inner.sheet.say("Putuskan dulu sel yang ditolak, lalu tutup lembarnya.");
      inner.focus();
      return false;
    }
    this.close();
    return true;
  }

  close(): void {
    if (!this.opened) {
      return;
    }
    const { work, sheet } = this.opened;
    const held = sheet.contains(document.activeElement);
    this.opened = null;
    sheet.remove();
    this.hooks.relay();
    if (held) {
      this.grid.sheet.goTo(work, "volume");
      this.grid.focus();
    }
  }

  /** Puts the sheet on the room that is kept for it; a fold above takes it out of sight. */
  settle(): void {
    const { opened } = this;
    if (!opened || this.isPhone) {
      return;
    }
    const at = this.grid.sheet.model.placeOf(opened.work);
    const style = getComputedStyle(this.page);
    const measure = (name: string, otherwise: number): number =>
      Number.parseFloat(style.getPropertyValue(name)) || otherwise;
    const row = measure("--row-height", 28);
    opened.sheet.hidden = at < 0;
    opened.sheet.style.top = `${measure("--head-height", 32) + (at + 1) * row}px`;
    opened.sheet.style.height = `${this.room(opened.sheet) * row}px`;
  }

  /** The hand that moves onto the room of the sheet enters the sheet. */
  enter(): void {
    const { cursor, model } = this.grid.sheet;
    const { opened } = this;
    if (!opened || this.moving || !cursor.single || cursor.row?.flags.spacer !== true) {
      return;
    }
    const from = cursor.active.row === model.placeOf(opened.work) + 1 ? "top" : "bottom";
    this.moving = true;
    this.grid.sheet.goTo(opened.work, cursor.column?.key ?? "volume");
    this.moving = false;
    opened.sheet.enter(from);
  }

  private leave(towards: "up" | "down"): void {
    const { model } = this.grid.sheet;
    if (!this.opened) {
      return;
    }
    const host = model.placeOf(this.opened.work);
    const below = host + 1 + this.room(this.opened.sheet);
    const row = model.at(towards === "down" && below < model.count ? below : host);
    this.grid.sheet.goTo(row.id, "volume");
    this.grid.focus();
  }

  private lay(): void {
    if (this.opened && !this.isPhone) {
      this.hooks.relay();
      this.settle();
    }
  }

  private room(sheet: TakeOff): number {
    return sheet.rowCount + HEAD_AND_SUM;
  }

  private get isPhone(): boolean {
    return this.grid.classList.contains("phone");
  }
}
