/** One sheet without its pixels: every act judged, shown, sent, confirmed or kept until it is resolved. */

import { CellConflict, type ConflictCell, Refused, type RefusedCell } from "../lib/api";
import type { Origin } from "../lib/numbers";
import {
  type CellKey,
  type CellWrite,
  type Column,
  cellKey,
  type GridCommand,
  type GridOptions,
  type GridSource,
  type Row,
  type RowId,
  rowWith,
  type SaveResult,
} from "./columns";
import { Cursor } from "./cursor";
import { History } from "./history";
import { type Edit, judge, outcome, type Verdict } from "./judge";
import { GridModel } from "./model";
import { CellStates, conflictMark, type Mark } from "./states";
import { rowsTravelled, travelWords } from "./travel";

export class Sheet {
  readonly model = new GridModel();
  readonly states = new CellStates();
  readonly cursor: Cursor;
  private readonly history = new History();
  private readonly flights = new Map<string, Promise<boolean>>();
  private readonly listeners = new Set<() => void>();
  private shownColumns: readonly Column[] = [];
  /** Rises with every change, so that a view knows when it is behind. */
  version = 0;
  /** What the last act did, in words: "24 sel ditempel, 2 ditolak". */
  said = "";

  constructor(
    private readonly source: GridSource,
    readonly options: GridOptions,
  ) {
    this.cursor = new Cursor(this.model, () => this.shownColumns);
  }

  get columns(): readonly Column[] {
    return this.shownColumns;
  }

  subscribe(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  changed(): void {
    this.version += 1;
    for (const listener of this.listeners) {
      listener();
    }
  }

  say(text: string): void {
    this.said = text;
    this.changed();
  }

  setColumns(columns: readonly Column[]): void {
    this.cursor.keeping(() => {
      this.shownColumns = columns;
    });
    this.changed();
  }

  /** Takes rows from the server; what is typed and not confirmed stays on top of them. */
  setRows(rows: readonly Row[]): void {
    this.cursor.keeping(() => {
      this.model.setRows(rows);
      for (const [id, col, latest] of this.states.onTheirWay()) {
        this.model.write(id, col, latest);
      }
    });
    this.changed();
  }

  async load(): Promise<void> {
    this.setRows(await this.source.load());
  }

  /** Starts on the first cell that may be typed into. */
  home(): void {
    const row = this.model.all.find(
      (one) => one.kind !== "group" && this.columns.some((column) => column.editable(one)),
    );
    const column = row && this.columns.find((one) => one.editable(row));
    if (row && column) {
      this.goTo(row.id, column.key);
    }
  }

  sift(filter: ((row: Row) => boolean) | null): void {
    this.cursor.keeping(() => this.model.setFilter(filter));
    this.changed();
  }

  fold(id: RowId, folded: boolean): boolean {
    let done = false;
    this.cursor.keeping(() => {
      done = this.model.fold(id, folded);
    });
    this.changed();
    return done;
  }

  /** The text a cell shows: what was typed while it is unsettled, else the formatted value. */
  shown(row: Row, column: Column): string {
    const mark = this.states.mark(row, column);
    if (mark?.kind === "refused") {
      return mark.text;
    }
    if (mark) {
      return column.format(rowWith(row, column, mark.kind === "held" ? mark.value : mark.mine));
    }
    return column.format(row);
  }

  /** The one way to write: type, paste, cut, clear and fill all come here, and each makes at most one command. */
  apply(edits: readonly Edit[], origin: Origin, verb: string): Verdict {
    const verdict = this.options.canEdit
      ? judge(edits, origin)
      : { changes: [], refusals: [], same: [], skipped: edits.length, rounded: 0 };
    for (const { row, column } of verdict.same) {
      this.states.drop(cellKey(row.id, column.key));
    }
    for (const { row, column, text, reason, readings } of verdict.refusals) {
      this.states.put({ kind: "refused", row: row.id, col: column.key, text, reason, readings });
    }
    const command = verdict.changes.length > 0 ? this.send(verdict.changes) : null;
    const refused = verdict.refusals.map(({ row, column }) => cellKey(row.id, column.key));
    this.history.push({ command, refused });
    this.say(outcome(verdict, verb));
    return verdict;
  }

  /** Acts on a mark: one of the readings of a refused text, or one side of a conflict. */
  accept(key: CellKey, value: string | null): void {
    const mark = this.states.markOf(key);
    const row = mark && this.model.byId(mark.row);
    const column = mark && this.columns.find((one) => one.key === mark.col);
    if (row && column) {
      this.states.drop(key);
      this.apply([{ row, column, value }], "typed", "diubah");
    }
  }

  /** Gives up what was typed; the stored value shows again. */
  giveUp(key: CellKey): void {
    if (this.states.drop(key)) {
      this.changed();
    }
  }

  /** Sends again what was only held back because of its neighbours. */
  sendHeld(): void {
    const edits = this.states.all.flatMap((mark) => {
      const row = this.model.byId(mark.row);
      const column = this.columns.find((one) => one.key === mark.col);
      return mark.kind === "held" && row && column ? [{ row, column, value: mark.value }] : [];
    });
    this.apply(edits, "typed", "disimpan");
  }

  async undo(): Promise<void> {
    const step = this.history.undo((command) => this.source.takeBack(command.key));
    for (const key of step.act?.refused ?? []) {
      this.states.drop(key);
    }
    if (step.type === "reverse") {
      for (const cell of step.cells) {
        this.states.settle(cellKey(cell.id, cell.col));
        this.model.write(cell.id, cell.col, cell.to);
      }
    }
    this.changed();
    const flight = step.act?.command ? this.flights.get(step.act.command.key) : undefined;
    if (step.type === "server" && (await flight) !== false) {
      await this.travel(() => this.source.undo(crypto.randomUUID()), "Diurungkan");
    }
  }

  async redo(): Promise<void> {
    await this.travel(() => this.source.redo(crypto.randomUUID()), "Diulangi");
  }

  private async travel(go: () => Promise<SaveResult>, word: string): Promise<void> {
    try {
      const result = await go();
      await this.load();
      const touched = rowsTravelled(result, this.source);
      this.show(touched);
      this.say(travelWords(word, result, this.source, touched.length));
    } catch (error) {
      this.say(error instanceof Error ? error.message : "Tidak berhasil.");
    }
  }

  /** Puts the selection on the first of these rows that is on this sheet. */
  private show(ids: readonly RowId[]): void {
    const id = ids.find((one) => this.model.byId(one) !== undefined);
    if (id !== undefined) {
      this.goTo(id, this.cursor.column?.key ?? "");
    }
  }

  goTo(id: RowId, col: string): void {
    this.model.reveal(id);
    const column = this.columns.findIndex((one) => one.key === col);
    this.cursor.place({ row: this.model.placeOf(id), column: Math.max(0, column) });
    this.changed();
  }

  /** Refused and conflicting cells in the order of the sheet; F8 walks through them. */
  problems(): Exclude<Mark, { kind: "held" }>[] {
    const order = new Map(this.model.all.map((row, place) => [row.id, place]));
    const found = this.states.all.filter((mark) => mark.kind !== "held");
    return found.sort((a, b) => (order.get(a.row) ?? 0) - (order.get(b.row) ?? 0));
  }

  nextProblem(): void {
    const problems = this.problems();
    const here = this.cursor.row ? cellKey(this.cursor.row.id, this.cursor.column?.key ?? "") : "";
    const at = problems.findIndex((mark) => cellKey(mark.row, mark.col) === here);
    const next = problems[(at + 1) % Math.max(1, problems.length)];
    if (next) {
      this.goTo(next.row, next.col);
    }
  }

  private send(changes: readonly CellWrite[]): GridCommand {
    for (const change of changes) {
      const key = cellKey(change.id, change.col);
      this.states.drop(key);
      this.states.await(change.id, change.col, change.from, change.to);
      this.model.write(change.id, change.col, change.to);
    }
    let sent: readonly CellWrite[] | null = null;
    const command: GridCommand = {
      key: crypto.randomUUID(),
      cells: changes,
      body: () => {
        sent ??= changes.map((change) => ({
          ...change,
          from: this.states.storedOf(cellKey(change.id, change.col), change.from),
        }));
        return sent;
      },
    };
    const flight = this.source.save(command).then(
      () => this.confirmed(command),
      (error: unknown) => this.failed(command, error),
    );
    this.flights.set(command.key, flight);
    return command;
  }

  private confirmed(command: GridCommand): boolean {
    this.flights.delete(command.key);
    for (const cell of command.cells) {
      this.states.settle(cellKey(cell.id, cell.col), cell.to);
    }
    this.changed();
    return true;
  }

  /** Nothing of the command was stored. A conflict leaves its cells side by side and sends the rest again. */
  private failed(command: GridCommand, error: unknown): boolean {
    this.flights.delete(command.key);
    const stored = command.cells.map((cell) => this.withdraw(cell));
    if (error instanceof CellConflict) {
      return this.conflicted(command, stored, error.body.cells);
    }
    const message = error instanceof Error ? error.message : "Tidak tersimpan.";
    const named = error instanceof Refused ? error.cells : [];
    for (const cell of stored) {
      this.states.put(this.refusedMark(cell, named, message));
    }
    this.history.replace(
      command.key,
      null,
      stored.map((cell) => cellKey(cell.id, cell.col)),
    );
    this.say(`${named.length || stored.length} sel ditolak: ${named[0]?.reason ?? message}`);
    return false;
  }

  /** Takes a cell out of the command: the stored value holds again, unless something newer is on its way. */
  private withdraw(cell: CellWrite): CellWrite {
    const key = cellKey(cell.id, cell.col);
    const from = this.states.storedOf(key, cell.from);
    this.states.settle(key);
    if (!this.states.isPending(key)) {
      this.model.write(cell.id, cell.col, from);
    }
    return { ...cell, from };
  }

  private refusedMark(cell: CellWrite, named: readonly RefusedCell[], message: string): Mark {
    const bad = named.find((one) => one.id === cell.id && one.col === cell.col);
    if (named.length > 0 && !bad) {
      return { kind: "held", row: cell.id, col: cell.col, value: cell.to };
    }
    const row = this.model.byId(cell.id);
    const column = this.columns.find((one) => one.key === cell.col);
    const text = row && column ? column.format(rowWith(row, column, cell.to)) : (cell.to ?? "");
    return {
      kind: "refused",
      row: cell.id,
      col: cell.col,
      text,
      reason: bad?.reason ?? message,
      readings: [],
    };
  }

  private conflicted(command: GridCommand, stored: CellWrite[], cells: readonly ConflictCell[]): boolean {
    const rest: CellWrite[] = [];
    const keys: CellKey[] = [];
    for (const cell of stored) {
      const conflict = cells.find((one) => one.id === cell.id && one.col === cell.col);
      if (conflict) {
        this.model.write(cell.id, cell.col, conflict.now);
        this.states.put(conflictMark(conflict));
        keys.push(cellKey(cell.id, cell.col));
      } else {
        rest.push(cell);
      }
    }
    this.history.replace(command.key, rest.length > 0 ? this.send(rest) : null, keys);
    this.say(`${keys.length} sel bentrok dengan perubahan orang lain`);
    return rest.length > 0;
  }
}
