/**
 * The take-off sheet of one work, opened below its row: a grid of measured lines and the sum that is the volume.
 *
 *     const sheet = new TakeOff(); row.after(sheet); await sheet.open(link, work, hooks);
 */

import { tsvRead } from "../grid/clipboard";
import type { GridCommand, GridSource, Row, RowId, SaveResult } from "../grid/columns";
import {
  blankRow,
  isHeading,
  isMeasured,
  lineRow,
  type SheetLine,
  type Sums,
  sheetBody,
  sums,
  takeOffColumns,
} from "../grid/columns/take-off";
import { GRID_CHANGED, RabGrid } from "../grid/rab-grid";
import { make, makeButton } from "../lib/dom";
import { idText, idTextTrimmed } from "../lib/numbers";
import type { ProjectLink, WriteAnswer } from "../lib/project";

interface SheetAnswer {
  readonly id: number;
  readonly no: string;
  readonly satuan: string;
  readonly jenis: string;
  readonly volume: string | null;
  readonly formula: string;
  readonly rows: readonly SheetLine[];
  readonly can_edit: boolean;
}

interface SavedAnswer extends WriteAnswer {
  readonly added?: Readonly<Record<string, number>>;
}

export interface TakeOffHooks {
  /** Something was stored: the page shows the new volume. */
  saved(): void;
  /** The bars of the page follow the sheet that has the hand. */
  changed(grid: RabGrid): void;
  /** The hand leaves the sheet upwards or downwards. */
  left(towards: "up" | "down"): void;
  close(): void;
  /** The sheet needs another height. */
  resized(): void;
}

/** Rows to type into below the lines, as far as the hand can see ahead. */
const BLANKS = 2;
const MOST_ROWS = 18;

export class TakeOff extends HTMLElement {
  private readonly grid = new RabGrid();
  private readonly total = make("b", { class: "num" });
  private readonly words = make("span", { class: "faint" });
  private readonly warning = make("span");
  private readonly note = make("span", { class: "note" }, this.warning);
  private lines: SheetLine[] = [];
  /** Row ids that the grid keeps for lines made here, by the number the server gave them. */
  private readonly kept = new Map<number, RowId>();
  private blanks: string[] = [];
  private made = 0;
  private chain: Promise<unknown> = Promise.resolve();
  private replaces = false;
  private counted: Sums = sums([]);
  private decimals = 3;

  async open(link: ProjectLink, workId: number, place: string, hooks: TakeOffHooks): Promise<void> {
    const first = await this.fetch(link, workId);
    this.setAttribute("role", "group");
    this.setAttribute("aria-label", `Lembar hitung ${place}`);
    const foot = make(
      "p",
      { class: "made" },
      make("span", { class: "name" }, `Volume ${place} `, this.words),
      this.total,
      this.note,
    );
    this.replaceChildren(this.grid, foot);
    this.listen(hooks);
    this.take(first, hooks);
    await this.grid.open(this.source(link, workId, hooks), this.columns(first.satuan), {
      label: `Lembar hitung ${place}`,
      numbered: true,
      canEdit: first.can_edit,
      structural: {
        insert: (after) => this.send(link, workId, hooks, () => ({ adds: [this.fresh(after)] })),
        remove: (rows) => this.send(link, workId, hooks, () => ({ deletes: this.numbersOf(rows) })),
        move: (rows, by) => this.send(link, workId, hooks, () => ({ moves: this.moves(rows, by) })),
      },
    });
    this.warning.textContent = this.replaces ? `baris pertama menggantikan ${this.inForce(first)}` : "";
    this.note.append(makeButton("Tutup", () => hooks.close(), "button plain small"));
  }

  override focus(): void {
    this.grid.focus();
  }

  enter(from: "top" | "bottom"): void {
    const { sheet } = this.grid;
    const rows = sheet.model.all;
    const row = from === "top" ? rows[0] : rows[rows.length - 1];
    if (row) {
      sheet.goTo(row.id, sheet.cursor.column?.key ?? "uraian");
    }
    this.grid.focus();
  }

  get rowCount(): number {
    return Math.min(MOST_ROWS, this.lines.length + this.blanks.length);
  }

  get sheetGrid(): RabGrid {
    return this.grid;
  }

  /** Reads the lines again, after an undo or somebody else's change. */
  async reload(): Promise<void> {
    await this.grid.sheet.load();
  }

  private columns(unit: string): ReturnType<typeof takeOffColumns> {
    return takeOffColumns(
      unit,
      () => this.decimals,
      () => this.counted.headings,
    );
  }

  private source(link: ProjectLink, workId: number, hooks: TakeOffHooks): GridSource {
    let ready = true;
    return {
      load: async () => {
        if (!ready) {
          this.take(await this.fetch(link, workId), hooks);
        }
        ready = false;
        return this.rows();
      },
      save: (command) => this.save(link, workId, hooks, command),
      takeBack: (key) => link.takeBack(key),
      undo: (key) => this.travelled(link.undo(key), hooks),
      redo: (key) => this.travelled(link.redo(key), hooks),
    };
  }

  private async travelled(answer: Promise<SaveResult>, hooks: TakeOffHooks): Promise<SaveResult> {
    const result = await answer;
    hooks.saved();
    return result;
  }

  /** One command at a time: what a command says of a new line depends on the number the one before it was given. */
  private save(
    link: ProjectLink,
    workId: number,
    hooks: TakeOffHooks,
    command: GridCommand,
  ): Promise<SaveResult> {
    return this.queue(async () => {
      const body = { ...sheetBody(command.body(), this.numbers()), ...this.asSeen() };
      const answer = (await link.write(
        `volume-pekerjaan/${workId}/sheet/save/`,
        () => body,
        command.key,
      )) as SavedAnswer;
      this.adopt(answer.added ?? {});
      this.take(await this.fetch(link, workId), hooks);
      this.grid.sheet.setRows(this.rows());
      hooks.saved();
      return answer;
    });
  }

  private send(
    link: ProjectLink,
    workId: number,
    hooks: TakeOffHooks,
    body: () => Record<string, unknown>,
  ): void {
    void this.queue(async () => {
      const whole = { ...body(), ...this.asSeen() };
      try {
        const answer = (await link.write(
          `volume-pekerjaan/${workId}/sheet/save/`,
          () => whole,
        )) as SavedAnswer;
        this.adopt(answer.added ?? {});
      } catch (error) {
        this.grid.sheet.say(error instanceof Error ? error.message : "Tidak tersimpan.");
      }
      this.take(await this.fetch(link, workId), hooks);
      this.grid.sheet.setRows(this.rows());
      hooks.saved();
    });
  }

  private queue<T>(step: () => Promise<T>): Promise<T> {
    const next = this.chain.then(step, step);
    this.chain = next.catch(() => undefined);
    return next;
  }

  private asSeen(): Record<string, unknown> {
    return { seen: this.lines.map((line) => line.id), replace_volume: this.replaces };
  }

  /** New lines keep the row the hand typed them into, so that typing goes on beside them. */
  private adopt(added: Readonly<Record<string, number>>): void {
    for (const [key, id] of Object.entries(added)) {
      this.kept.set(id, key);
      this.blanks = this.blanks.filter((blank) => blank !== key);
    }
  }

  private async fetch(link: ProjectLink, workId: number): Promise<SheetAnswer> {
    const answer = await link.get<SheetAnswer>(`volume-pekerjaan/${workId}/sheet/`);
    if ("unchanged" in answer) {
      throw new Error("a read without a tag is never unchanged");
    }
    return answer.data;
  }

  private take(answer: SheetAnswer, hooks: TakeOffHooks): void {
    const before = this.rowCount;
    this.lines = [...answer.rows];
    this.replaces = answer.jenis !== "lembar" && answer.volume !== null;
    if (!this.replaces) {
      this.warning.textContent = "";
    }
    this.grow(answer.can_edit ? BLANKS : 0);
    if (this.rowCount !== before) {
      hooks.resized();
    }
  }

  private inForce(answer: SheetAnswer): string {
    return answer.formula || idTextTrimmed(answer.volume ?? "0");
  }

  private grow(count: number): void {
    while (this.blanks.length < count) {
      this.made += 1;
      this.blanks.push(`baru:${this.made}`);
    }
  }

  private rowId(line: SheetLine): RowId {
    return this.kept.get(line.id) ?? line.id;
  }

  private rows(): Row[] {
    return [...this.lines.map((line) => lineRow(line, this.rowId(line))), ...this.blanks.map(blankRow)];
  }

  private numbers(): Map<RowId, number> {
    return new Map(this.lines.map((line) => [this.rowId(line), line.id]));
  }

  private numbersOf(rows: readonly Row[]): number[] {
    const numbers = this.numbers();
    return rows.flatMap((row) => numbers.get(row.id) ?? []);
  }

  private fresh(after: Row | null): Record<string, unknown> {
    this.made += 1;
    const [line] = after ? this.numbersOf([after]) : [];
    return { key: `baru:${this.made}`, after: line ?? this.lines.at(-1)?.id ?? null, values: {} };
  }

  /** A block of lines behind the neighbour it jumps over. */
  private moves(rows: readonly Row[], by: -1 | 1): { id: number; after: number | null }[] {
    const ids = this.lines.map((line) => line.id);
    const block = this.numbersOf(rows);
    const first = ids.indexOf(block[0] ?? -1);
    const last = ids.indexOf(block[block.length - 1] ?? -1);
    if (first < 0 || (by < 0 ? first === 0 : last === ids.length - 1)) {
      return [];
    }
    let after: number | null = by < 0 ? (ids[first - 2] ?? null) : (ids[last + 1] ?? null);
    return block.map((id) => {
      const move = { id, after };
      after = id;
      return move;
    });
  }

  private listen(hooks: TakeOffHooks): void {
    this.grid.addEventListener(GRID_CHANGED, (event) => {
      event.stopPropagation();
      this.count();
      hooks.changed(this.grid);
    });
    this.addEventListener("keydown", (event) => this.key(event, hooks), { capture: true });
    this.addEventListener("paste", (event) => this.makeRoom(event), { capture: true });
    // The sheet lies inside another grid, whose mouse must not answer for it.
    for (const name of ["pointerdown", "click", "dblclick"] as const) {
      this.addEventListener(name, (event) => event.stopPropagation());
    }
  }

  private key(event: KeyboardEvent, hooks: TakeOffHooks): void {
    const typing = this.grid.querySelector(".grid-input.open") !== null;
    if (typing || event.isComposing) {
      return;
    }
    const { cursor, model } = this.grid.sheet;
    const plain = !event.shiftKey && !event.ctrlKey && !event.altKey && cursor.single;
    const acts: Readonly<Record<string, (() => void) | false>> = {
      Escape: cursor.single && (() => hooks.close()),
      ArrowUp: plain && cursor.active.row === 0 && (() => hooks.left("up")),
      ArrowDown: plain && cursor.active.row === model.count - 1 && (() => hooks.left("down")),
    };
    const act = event.altKey && event.key === "Enter" ? () => hooks.close() : acts[event.key];
    if (act) {
      event.preventDefault();
      event.stopPropagation();
      act();
    }
  }

  /** A block longer than the sheet finds rows to stand in. */
  private makeRoom(event: ClipboardEvent): void {
    const text = event.clipboardData?.getData("text/plain") ?? "";
    const { sheet } = this.grid;
    const lacking = sheet.cursor.range.top + tsvRead(text).length + 1 - sheet.model.count;
    if (lacking > 0 && sheet.options.canEdit) {
      this.grow(this.blanks.length + lacking);
      sheet.setRows(this.rows());
    }
  }

  private count(): void {
    const rows = this.grid.sheet.model.all;
    this.counted = sums(rows);
    const { total, negative, lines, deductions } = this.counted;
    const places = rows.filter(isHeading).length;
    const parts = [
      `${lines} baris`,
      ...(places > 0 ? [`${places} lokasi`] : []),
      ...(deductions > 0 ? [`${deductions} pengurangan`] : []),
    ];
    const decimals = rows.some((row) => isMeasured(row)) && /[1-9]$/.test(total) ? 4 : 3;
    if (decimals !== this.decimals) {
      this.decimals = decimals;
      this.grid.sheet.changed();
    }
    this.words.textContent = parts.join(", ");
    this.total.textContent = lines === 0 ? "belum ada" : idText(total, this.decimals);
    this.total.classList.toggle("refused", negative);
  }
}

customElements.define("take-off", TakeOff);
