/**
 * The spreadsheet of a page. The page gives it a source and columns; it gives back one command per act.
 *
 *     <rab-grid class="rab-grid" label="Harga items"></rab-grid>
 */

import { make, setAttribute } from "../lib/dom";
import { clearBlock, copyBlock, dragBlock, editorText, fillBlock, pasteBlock } from "./blocks";
import { tsvRead, tsvWrite } from "./clipboard";
import { type Column, cellKey, type GridOptions, type GridSource } from "./columns";
import { ConflictPopover } from "./conflict-popover";
import { GridEditor } from "./editor";
import type { Edit } from "./judge";
import { type Action, chordOf, EDIT_KEYS, ENTRY_KEYS, GRID_KEYS, type Plain } from "./keyboard";
import { GridPointer } from "./pointer";
import { Sheet } from "./sheet";
import { GridView } from "./view";

/** Dispatched after every change, at most once a frame; the bars around the grid read the sheet then. */
export const GRID_CHANGED = "grid-changed";
/** The space bar on a calculated cell: where does this figure come from. */
export const GRID_DERIVE = "grid-derive";
/** Alt+Down on a row without children: open what lies below it. */
export const GRID_DETAIL = "grid-detail";

export class RabGrid extends HTMLElement {
  private parts: Parts | null = null;

  /** The sheet, once `open` was called. */
  get sheet(): Sheet {
    if (!this.parts) {
      throw new Error("the grid is not open yet");
    }
    return this.parts.sheet;
  }

  async open(source: GridSource, columns: readonly Column[], options: GridOptions): Promise<void> {
    this.parts = new Parts(this, source, options);
    this.parts.view.setColumns(columns);
    await this.parts.sheet.load();
    this.parts.sheet.home();
  }

  setColumns(columns: readonly Column[]): void {
    this.parts?.view.setColumns(columns);
  }

  /** Gives the grid the keyboard, on the cell where it was left. */
  override focus(): void {
    this.parts?.focus();
  }

  disconnectedCallback(): void {
    this.parts?.end();
  }
}

class Parts {
  readonly sheet: Sheet;
  readonly view: GridView;
  private readonly editor: GridEditor;
  private readonly handle = make("div", { class: "grid-handle", "aria-hidden": "true" });
  private readonly live = make("div", { class: "visually-hidden", role: "status" });
  private readonly conflict: ConflictPopover;
  private readonly resized: ResizeObserver;
  private readonly restyled: MutationObserver;
  private frame = 0;
  private said = "";

  constructor(
    private readonly host: RabGrid,
    source: GridSource,
    options: GridOptions,
  ) {
    this.sheet = new Sheet(source, options);
    this.view = new GridView(host, this.sheet);
    this.editor = new GridEditor(`${options.label}: isi sel`, this.view.sheetElement.id, {
      mayBegin: () => this.editable(),
      commit: (text) => this.commit(text),
      modeChanged: () => this.refresh(),
    });
    this.conflict = new ConflictPopover(this.sheet, () => this.focus());
    this.view.scroller.append(this.editor.input);
    host.append(this.handle, this.conflict.element, this.live);
    new GridPointer(
      host,
      this.view,
      this.sheet,
      {
        taken: () => this.take(),
        edit: () => this.editor.begin("edit"),
        filled: (target) => this.filled(dragBlock(this.sheet, target), target),
      },
      this.handle,
    );
    this.sheet.subscribe(() => this.refresh());
    this.listen();
    this.resized = new ResizeObserver(() => this.resize());
    this.resized.observe(this.view.scroller);
    this.restyled = new MutationObserver(() => this.view.layout());
    this.restyled.observe(document.documentElement, { attributeFilter: ["data-density"] });
  }

  focus(): void {
    this.editor.focus();
    this.refresh();
  }

  end(): void {
    this.resized.disconnect();
    this.restyled.disconnect();
  }

  /** A tray that opens below must not cover the cell one stands on. */
  private resize(): void {
    this.view.layout();
    if (this.host.contains(document.activeElement) && this.sheet.model.count > 0) {
      this.view.reveal(this.sheet.cursor.active);
    }
    this.refresh();
  }

  private listen(): void {
    const { input } = this.editor;
    input.addEventListener("keydown", (event) => this.key(event));
    input.addEventListener("focus", () => this.refresh());
    input.addEventListener("copy", (event) => this.copy(event));
    input.addEventListener("cut", (event) => this.copy(event, true));
    input.addEventListener("paste", (event) => this.paste(event));
    this.view.scroller.addEventListener("scroll", () => this.hang(), { passive: true });
  }

  private take(): void {
    this.editor.commit();
    this.editor.focus();
  }

  private editable(): boolean {
    const { row, column } = this.sheet.cursor;
    return (
      row !== null &&
      column !== null &&
      row.kind !== "group" &&
      this.sheet.options.canEdit &&
      column.editable(row)
    );
  }

  private commit(text: string): void {
    const { row, column } = this.sheet.cursor;
    if (!row || !column) {
      this.refresh();
      return;
    }
    // A refused text is read again though nothing was typed: what it is read against may have changed.
    const refused = this.sheet.states.mark(row, column)?.kind === "refused";
    if (refused || text !== editorText(this.sheet, row, column)) {
      this.sheet.apply([{ row, column, text }], "typed", "diubah");
    } else {
      this.refresh();
    }
  }

  private key(event: KeyboardEvent): void {
    if (event.isComposing || event.key === "Process") {
      return;
    }
    const tables = { idle: GRID_KEYS, entry: ENTRY_KEYS, edit: EDIT_KEYS };
    const action = tables[this.editor.mode].get(chordOf(event));
    if (!action || (action.type === "derive" && this.editable())) {
      return;
    }
    event.preventDefault();
    this.act(action);
  }

  private act(action: Action): void {
    const { cursor } = this.sheet;
    if (action.type === "move") {
      this.editor.commit();
      cursor.move(action.move, action.extend);
      this.goOn();
    } else if (action.type === "enter") {
      this.editor.commit();
      cursor.enter(action.by);
      this.goOn();
    } else {
      this.plain(action.type);
    }
  }

  private goOn(): void {
    this.view.reveal(this.sheet.cursor.single ? this.sheet.cursor.active : this.farCorner());
    this.sheet.changed();
  }

  /** The corner of the range that moves, so that Shift + arrow scrolls towards it. */
  private farCorner(): { row: number; column: number } {
    const { range, active } = this.sheet.cursor;
    return {
      row: active.row === range.top ? range.bottom : range.top,
      column: active.column === range.left ? range.right : range.left,
    };
  }

  private plain(type: Plain): void {
    const { sheet, editor } = this;
    const acts: Record<Plain, () => void> = {
      edit: () => editor.begin("edit"),
      cancel: () => this.cancel(),
      clear: () => sheet.apply(clearBlock(sheet), "typed", "dikosongkan"),
      selectAll: () => this.selecting(() => sheet.cursor.selectAll()),
      selectRow: () => this.selecting(() => sheet.cursor.selectRows()),
      selectColumn: () => this.selecting(() => sheet.cursor.selectColumns()),
      fillDown: () => sheet.apply(fillBlock(sheet, "down"), "typed", "diisi"),
      fillRight: () => sheet.apply(fillBlock(sheet, "right"), "typed", "diisi"),
      undo: () => void sheet.undo(),
      redo: () => void sheet.redo(),
      flush: () => this.editor.commit(),
      fold: () => this.fold(true),
      unfold: () => this.fold(false),
      nextProblem: () => this.selecting(() => sheet.nextProblem()),
      derive: () => this.tell(GRID_DERIVE),
      insertRow: () => sheet.options.structural?.insert(sheet.cursor.row),
      removeRows: () => sheet.options.structural?.remove(sheet.cursor.rows()),
      moveRowsUp: () => sheet.options.structural?.move(sheet.cursor.rows(), -1),
      moveRowsDown: () => sheet.options.structural?.move(sheet.cursor.rows(), 1),
      indent: () => sheet.options.structural?.indent?.(sheet.cursor.rows(), 1),
      outdent: () => sheet.options.structural?.indent?.(sheet.cursor.rows(), -1),
    };
    acts[type]();
  }

  private selecting(select: () => void): void {
    select();
    this.sheet.changed();
    if (this.sheet.cursor.single) {
      this.view.reveal(this.sheet.cursor.active);
      this.view.draw();
    }
  }

  private cancel(): void {
    if (this.editor.mode !== "idle") {
      this.editor.cancel();
    } else {
      this.sheet.cursor.place(this.sheet.cursor.active);
    }
    this.sheet.changed();
  }

  private fold(folded: boolean): void {
    const { row } = this.sheet.cursor;
    if (row && this.sheet.model.hasChildren(row.id)) {
      this.sheet.fold(row.id, folded);
    } else if (row && !folded) {
      this.tell(GRID_DETAIL);
    } else if (row?.parentId != null) {
      this.sheet.fold(row.parentId, folded);
    }
    this.view.reveal(this.sheet.cursor.active);
  }

  private tell(name: string): void {
    const { row, column } = this.sheet.cursor;
    const box = this.view.boxOf(this.sheet.cursor.active);
    this.host.dispatchEvent(new CustomEvent(name, { detail: { row, column, box }, bubbles: true }));
  }

  private copy(event: ClipboardEvent, cut = false): void {
    if (this.editor.mode !== "idle" || !event.clipboardData) {
      return;
    }
    event.preventDefault();
    const block = copyBlock(this.sheet);
    event.clipboardData.setData("text/plain", tsvWrite(block));
    const cells = block.reduce((sum, row) => sum + row.length, 0);
    if (cut) {
      this.sheet.apply(clearBlock(this.sheet), "typed", "dipotong");
    } else {
      this.sheet.say(`${cells} sel disalin`);
    }
  }

  private paste(event: ClipboardEvent): void {
    const text = event.clipboardData?.getData("text/plain") ?? "";
    if (this.editor.mode !== "idle" || text === "") {
      return;
    }
    event.preventDefault();
    const { edits, range, lostRows, lostColumns } = pasteBlock(this.sheet, tsvRead(text));
    this.filled(edits, range, "pasted");
    if (lostRows > 0 || lostColumns > 0) {
      this.sheet.say(`${this.sheet.said}; ${lostRows} baris dan ${lostColumns} kolom tidak muat`);
    }
  }

  private filled(
    edits: readonly Edit[],
    range: { top: number; bottom: number; left: number; right: number },
    origin: "typed" | "pasted" = "typed",
  ): void {
    this.sheet.cursor.select(range);
    this.sheet.apply(edits, origin, origin === "pasted" ? "ditempel" : "diisi");
  }

  /** Draws, hangs what floats on the active cell, and tells the bars once a frame. */
  private refresh(): void {
    this.view.draw();
    this.hang();
    if (this.sheet.said !== this.said) {
      this.said = this.sheet.said;
      this.live.textContent = this.said;
    }
    this.frame ||= requestAnimationFrame(() => {
      this.frame = 0;
      this.host.dispatchEvent(new CustomEvent(GRID_CHANGED, { bubbles: true }));
    });
  }

  private hang(): void {
    const { sheet, view, editor } = this;
    const { row, column, active, range } = sheet.cursor;
    if (!row || !column) {
      return;
    }
    const box = view.boxOf(active);
    const { scrollLeft, scrollTop } = view.scroller;
    editor.place({ ...box, left: box.left + scrollLeft, top: box.top + scrollTop }, column.align === "right");
    editor.stand(editorText(sheet, row, column), this.editable(), view.cellId(active));
    const corner = view.boxOf({ row: range.bottom, column: range.right });
    const shown = corner.inSight && editor.mode === "idle" && sheet.options.canEdit && !row.kind;
    this.handle.style.left = `${corner.left + corner.width}px`;
    this.handle.style.top = `${corner.top + corner.height}px`;
    setAttribute(this.handle, "hidden", !shown);
    this.conflict.show(cellKey(row.id, column.key), row, column, box, this.host.clientWidth);
  }
}

customElements.define("rab-grid", RabGrid);
