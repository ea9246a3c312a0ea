/**
 * List Pekerjaan: the outline of a project, typed like a text, filled from the catalogue, moved and pruned by keyboard.
 *
 *     <struktur-page data-project="7">
 *       <button data-act="pekerjaan">Pekerjaan</button> <select data-filter><option value="ref">AHSP</option></select>
 *       <div class="teach" hidden>..</div> <cell-bar></cell-bar> <rab-grid></rab-grid> <aside class="panel"></aside>
 *       <refused-tray></refused-tray> <grid-status></grid-status> <catalogue-dialog data-project="7"></catalogue-dialog>
 *     </struktur-page>
 */

import type { GridCommand, GridSource, Row, RowId, SaveResult } from "../grid/columns";
import { STRUKTUR_COLUMNS, type StrukturItem, strukturRows, TABLES } from "../grid/columns/struktur";
import { deskJoin } from "../grid/desk";
import { GRID_CHANGED, type RabGrid } from "../grid/rab-grid";
import { requireData } from "../lib/dom";
import { ProjectLink, type WriteAnswer } from "../lib/project";
import type { Totals } from "../lib/store";
import { StrukturActs } from "../struktur/acts";
import { cellsBody, errorNamed, Names } from "../struktur/command";
import { counted } from "../struktur/effects";
import { StrukturKeys } from "../struktur/keys";
import { fullNumber, tableOf } from "../struktur/outline";
import { StrukturPanel } from "../struktur/panel";
import { Typing } from "../struktur/typing";
import { CatalogueDialog } from "./catalogue-dialog";

interface TreeAnswer {
  readonly mark: string;
  readonly revision: number;
  readonly rows: readonly StrukturItem[];
  readonly can_edit: boolean;
  readonly can_undo?: boolean;
  readonly can_redo?: boolean;
  readonly totals: Totals;
}

/** What a save, an undo and a redo answer here: ids of new rows by temp, touched rows by table. */
interface StrukturAnswer extends WriteAnswer {
  readonly ids?: Readonly<Record<string, number>>;
}

const TREE = "list-pekerjaan/tree/";
const SAVE = "list-pekerjaan/save/";

export class StrukturPage extends HTMLElement {
  private link: ProjectLink | null = null;
  private readonly names = new Names();
  private etag: string | null = null;
  private items: readonly StrukturItem[] = [];
  private canEdit = false;
  private loading: Promise<void> = Promise.resolve();

  connectedCallback(): void {
    const grid = deskJoin(this);
    const link = new ProjectLink(requireData(this, "project"), (act) => void grid.sheet[act]());
    this.link = link;
    void this.open(grid, link);
  }

  disconnectedCallback(): void {
    this.link?.end();
  }

  private async open(grid: RabGrid, link: ProjectLink): Promise<void> {
    await this.fetch(link);
    const typing = new Typing(grid, this.names);
    const reload = (): Promise<void> => this.reload(grid, link, typing);
    const dialog = this.querySelector("catalogue-dialog");
    const acts = new StrukturActs(grid, link, typing, this.names, {
      save: (body) => link.write(SAVE, body),
      reload,
      dialog: dialog instanceof CatalogueDialog ? dialog : null,
    });
    await grid.open(this.source(link, typing, grid, reload), STRUKTUR_COLUMNS, {
      label: "List pekerjaan",
      numbered: true,
      canEdit: this.canEdit,
      structural: acts,
    });
    const panel = this.querySelector<HTMLElement>(".panel");
    const side = panel && new StrukturPanel(panel, link, acts, (row) => this.databaseId(row), this.canEdit);
    new StrukturKeys(this, grid, typing, acts);
    this.wire(grid, acts);
    grid.addEventListener(GRID_CHANGED, () => {
      typing.sweep();
      this.settle(grid, typing, side);
    });
    this.settle(grid, typing, side);
    grid.focus();
  }

  private source(link: ProjectLink, typing: Typing, grid: RabGrid, reload: () => Promise<void>): GridSource {
    const load = async (): Promise<readonly Row[]> => {
      await this.fetch(link);
      return typing.told(strukturRows(this.items, this.names.alias));
    };
    return {
      load,
      save: (command) => this.save(command, link, typing, grid, reload),
      takeBack: (key) => link.takeBack(key),
      undo: async (key) => this.touched(await link.undo(key)),
      redo: async (key) => this.touched(await link.redo(key)),
    };
  }

  /** One command of the grid: cells, and rows for what was typed into blank ones. */
  private async save(
    command: GridCommand,
    link: ProjectLink,
    typing: Typing,
    grid: RabGrid,
    reload: () => Promise<void>,
  ): Promise<SaveResult> {
    const rows = [...new Set(command.cells.map((cell) => cell.id))].filter((id) => !this.names.isStored(id));
    for (const id of rows) {
      typing.sent(id, true);
    }
    const known = { names: this.names, typed: typing.rows, row: (id: RowId) => grid.sheet.model.byId(id) };
    try {
      const answer = await link.write(SAVE, () => cellsBody(command.body(), known), command.key);
      this.learn(answer, typing);
      if (link.store.get().waiting === 0) {
        void reload();
      }
      return answer;
    } catch (error) {
      for (const id of rows) {
        typing.sent(id, false);
      }
      throw errorNamed(error, command.cells, this.names);
    }
  }

  /** Typed rows get the ids they were stored under, and keep the name they have on this sheet. */
  private learn(answer: StrukturAnswer, typing: Typing): StrukturAnswer {
    for (const [temp, id] of Object.entries(answer.ids ?? {})) {
      const typed = typing.rows.get(temp);
      if (typed) {
        this.names.learn(tableOf(typed.level), temp, id);
      }
    }
    return answer;
  }

  /** The rows an undo touched, by their ids on this sheet, so that the hand goes there. */
  private touched(answer: StrukturAnswer): SaveResult {
    const rows = Object.fromEntries(
      TABLES.map((table) => [table, (answer.changed?.[table] ?? []).map((id) => this.names.row(table, id))]),
    );
    // The sheet looks these up among its own row ids, which are names on this page.
    return { ...answer, rows: rows as unknown as Record<string, readonly number[]> };
  }

  /** One reading after the other, so that the newest is the last one shown; an unchanged tree is answered by 304. */
  private reload(grid: RabGrid, link: ProjectLink, typing: Typing): Promise<void> {
    this.loading = this.loading.then(async () => {
      await this.fetch(link);
      grid.sheet.setRows(typing.told(strukturRows(this.items, this.names.alias)));
    });
    return this.loading;
  }

  private async fetch(link: ProjectLink): Promise<void> {
    const answer = await link.get<TreeAnswer>(TREE, this.etag);
    if ("unchanged" in answer) {
      return;
    }
    const { data, etag } = answer;
    this.etag = etag;
    this.items = data.rows;
    this.canEdit = data.can_edit;
    const { canUndo, canRedo } = link.store.get();
    link.store.set({
      revision: data.revision,
      mark: data.mark,
      totals: data.totals,
      canUndo: data.can_undo ?? canUndo,
      canRedo: data.can_redo ?? canRedo,
    });
  }

  private databaseId(row: Row): number | null {
    const ref = this.names.ref(row.id);
    return typeof ref === "number" ? ref : null;
  }

  private wire(grid: RabGrid, acts: StrukturActs): void {
    for (const button of this.querySelectorAll<HTMLButtonElement>("[data-act]")) {
      button.addEventListener("click", () => acts.named(button.dataset.act ?? ""));
    }
    const filter = this.querySelector<HTMLSelectElement>("select[data-filter]");
    filter?.addEventListener("change", () => {
      const { value } = filter;
      grid.sheet.sift(value === "" ? null : (row) => passes(row, value));
      grid.focus();
    });
  }

  private settle(grid: RabGrid, typing: Typing, panel: StrukturPanel | null): void {
    const { model, cursor } = grid.sheet;
    const of = (level: number): number => model.all.filter((row) => row.level === level).length;
    const count = this.querySelector("[data-count]");
    if (count) {
      const words = counted([
        [of(1), "klasifikasi"],
        [of(2), "sub"],
        [of(3), "pekerjaan"],
      ]);
      count.textContent = words || "belum ada pekerjaan";
    }
    for (const part of this.querySelectorAll<HTMLElement>("[data-when]")) {
      part.hidden = (part.dataset.when === "empty") !== typing.isEmpty;
    }
    const { row } = cursor;
    panel?.show(cursor.rows(), row, row ? fullNumber(model.all, row) : "");
  }
}

function passes(row: Row, filter: string): boolean {
  if (filter === "lacking") {
    return row.level === 3 && row.values.lengkap !== "penuh penuh penuh";
  }
  return row.level === 3 && row.values.sumber === filter;
}

customElements.define("struktur-page", StrukturPage);
