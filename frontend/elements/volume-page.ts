/**
 * Volume: what every work measures, typed as a number, computed by a formula, or summed on a take-off sheet.
 *
 *     <volume-page data-project="7">
 *       <button data-sheet>Lembar hitung</button> <button data-filter="kosong" aria-pressed="false">Kosong</button>
 *       <cell-bar></cell-bar> <rab-grid></rab-grid> <parameter-panel></parameter-panel> <refused-tray></refused-tray>
 *     </volume-page>
 */

import { tsvRead } from "../grid/clipboard";
import type { GridCommand, GridSource, Row, SaveResult } from "../grid/columns";
import {
  isFormula,
  type VolumeContext,
  type VolumeItem,
  volumeColumns,
  volumeDecimals,
  volumeRows,
  volumesPasted,
} from "../grid/columns/volume";
import { deskJoin } from "../grid/desk";
import { FormulaHelper } from "../grid/formula-helper";
import { GRID_CHANGED, GRID_DETAIL, type RabGrid } from "../grid/rab-grid";
import { refusedReadAgain } from "../grid/reread";
import { addressOf } from "../grid/summary";
import { apiPost } from "../lib/api";
import { requireData } from "../lib/dom";
import { FUNCTION_CANDIDATES } from "../lib/formula-complete";
import { columnLocale } from "../lib/numbers";
import type { Effect, Parameter } from "../lib/parameters";
import { ProjectLink } from "../lib/project";
import type { Totals } from "../lib/store";
import { CellBar } from "./cell-bar";
import { GridStatus } from "./grid-status";
import { ParameterPanel } from "./parameter-panel";
import { RefusedTray } from "./refused-tray";
import { TakeOffPlace } from "./take-off-place";

interface VolumeAnswer {
  readonly mark: string;
  readonly revision: number;
  readonly rows: readonly VolumeItem[];
  readonly parameters: Readonly<Record<string, string>>;
  readonly can_edit: boolean;
  readonly can_undo?: boolean;
  readonly can_redo?: boolean;
  readonly totals: Totals;
}

interface ParametersAnswer {
  readonly rows: readonly Parameter[];
  readonly can_edit: boolean;
}

/** Rows of the sheet are computed anew a moment after a command, once for a burst of them. */
const REFRESH = 120;

export class VolumePage extends HTMLElement {
  private link: ProjectLink | null = null;
  private items: readonly VolumeItem[] = [];
  private context: VolumeContext = { parameters: {}, decimals: 3, locale: null };
  private canEdit = false;
  private filter = "";
  private place: TakeOffPlace | null = null;
  private helper: FormulaHelper | null = null;
  private refreshing = 0;

  connectedCallback(): void {
    if (!this.querySelector("rab-grid")) {
      return;
    }
    const grid = deskJoin(this);
    const link = new ProjectLink(
      requireData(this, "project"),
      (act) => void this.activeGrid(grid).sheet[act](),
    );
    this.link = link;
    for (const button of this.querySelectorAll<HTMLButtonElement>("[data-filter]")) {
      button.addEventListener("click", () => this.sift(grid, button.dataset.filter ?? ""));
    }
    const toggle = (): void => void this.place?.toggle();
    this.querySelector("[data-sheet]")?.addEventListener("click", toggle);
    grid.addEventListener(GRID_CHANGED, () => this.settle(grid));
    grid.addEventListener(GRID_DETAIL, toggle);
    grid.addEventListener("keydown", (event) => this.key(event), { capture: true });
    grid.addEventListener("paste", (event) => this.paste(event, grid), { capture: true });
    grid.addEventListener("dblclick", () => {
      if (grid.sheet.cursor.column?.key === "asal") {
        toggle();
      }
    });
    void this.open(grid, link);
  }

  disconnectedCallback(): void {
    this.link?.end();
    this.helper?.end();
    window.clearTimeout(this.refreshing);
  }

  private get panel(): ParameterPanel | null {
    const panel = this.querySelector("parameter-panel");
    return panel instanceof ParameterPanel ? panel : null;
  }

  private activeGrid(grid: RabGrid): RabGrid {
    const inner = this.place?.sheet;
    return inner && this.place?.holds(document.activeElement) ? inner.sheetGrid : grid;
  }

  private async open(grid: RabGrid, link: ProjectLink): Promise<void> {
    await this.fetch(link);
    let ready = true;
    const source: GridSource = {
      page: "volume-pekerjaan",
      load: async () => {
        if (!ready) {
          await this.fetch(link);
        }
        ready = false;
        return this.rows();
      },
      save: (command) => this.save(grid, link, command),
      takeBack: (key) => link.takeBack(key),
      undo: (key) => this.travelled(link.undo(key), link),
      redo: (key) => this.travelled(link.redo(key), link),
    };
    await grid.open(
      source,
      volumeColumns(() => this.context),
      {
        label: "Volume pekerjaan",
        numbered: true,
        canEdit: this.canEdit,
      },
    );
    this.place = new TakeOffPlace(this, grid, link, {
      relay: () => grid.sheet.setRows(this.rows()),
      saved: () => this.refreshSoon(grid, link),
      follow: (inner) => this.follow(inner),
    });
    grid.sheet.subscribe(() => this.place?.enter());
    this.help(grid);
    this.panel?.start({
      preview: (body) => apiPost<Effect>(link.url("parameters/preview/"), body, crypto.randomUUID()),
      save: async (body) => {
        await link.write("parameters/sync/", () => body);
        await this.refresh(grid, link);
        refusedReadAgain(grid.sheet);
      },
      visit: (work) => {
        grid.sheet.goTo(work, "volume");
        grid.focus();
      },
    });
    void this.fetchParameters(link);
    grid.focus();
  }

  private help(grid: RabGrid): void {
    const input = grid.querySelector<HTMLInputElement>("input.grid-input");
    if (input) {
      this.helper = new FormulaHelper(grid, input, {
        applies: () => grid.sheet.cursor.column?.key === "volume" && this.canEdit,
        candidates: () => [...(this.panel?.candidates ?? []), ...FUNCTION_CANDIDATES],
        parameters: () => this.context.parameters,
      });
    }
  }

  // ------------------------------------------------------------------------------------------- reading

  private async fetch(link: ProjectLink): Promise<void> {
    const answer = await link.get<VolumeAnswer>("volume-pekerjaan/");
    if ("unchanged" in answer) {
      return;
    }
    const { data } = answer;
    this.items = data.rows;
    this.canEdit = data.can_edit;
    this.context = { ...this.context, parameters: data.parameters, decimals: volumeDecimals(data.rows) };
    link.store.set({
      revision: data.revision,
      mark: data.mark,
      totals: data.totals,
      canUndo: data.can_undo ?? link.store.get().canUndo,
      canRedo: data.can_redo ?? link.store.get().canRedo,
    });
  }

  private async fetchParameters(link: ProjectLink): Promise<void> {
    const answer = await link.get<ParametersAnswer>("parameters/");
    if (!("unchanged" in answer)) {
      this.panel?.show(answer.data.rows, answer.data.can_edit);
    }
  }

  /** The tree, with room below the work whose sheet is open. */
  private rows(): readonly Row[] {
    const rows = volumeRows(this.items);
    return this.place?.withRoom(rows) ?? rows;
  }

  private async refresh(grid: RabGrid, link: ProjectLink): Promise<void> {
    await Promise.all([grid.sheet.load(), this.fetchParameters(link)]);
  }

  private refreshSoon(grid: RabGrid, link: ProjectLink): void {
    window.clearTimeout(this.refreshing);
    this.refreshing = window.setTimeout(() => void this.refresh(grid, link), REFRESH);
  }

  // ------------------------------------------------------------------------------------------- writing

  /** A cell of a sheet is only ever sent when its replacement was chosen in the tray. */
  private async save(grid: RabGrid, link: ProjectLink, command: GridCommand): Promise<SaveResult> {
    const replaces = command.cells.some((cell) => grid.sheet.model.byId(cell.id)?.flags.sheet === true);
    const answer = await link.write(
      "volume-pekerjaan/save/",
      () => ({ cells: command.body(), replace_sheet: replaces }),
      command.key,
    );
    if (replaces && command.cells.some((cell) => cell.id === this.place?.work)) {
      this.place?.close();
    }
    this.refreshSoon(grid, link);
    return answer;
  }

  private async travelled(answer: Promise<SaveResult>, link: ProjectLink): Promise<SaveResult> {
    const result = await answer;
    void this.fetchParameters(link);
    void this.place?.sheet?.reload();
    return result;
  }

  /** A pasted column of volumes: what it proves about its decimal mark holds for each of its cells. */
  private paste(event: ClipboardEvent, grid: RabGrid): void {
    const { sheet } = grid;
    const { cursor, model } = sheet;
    const texts = tsvRead(event.clipboardData?.getData("text/plain") ?? "").map(([first = ""]) => first);
    const typing = grid.querySelector(":scope > .grid-input.open") !== null;
    if (this.place?.holds(event.target) || typing || cursor.column?.key !== "volume" || !this.canEdit) {
      return;
    }
    this.context = { ...this.context, locale: columnLocale(texts.filter((text) => !isFormula(text))) };
    if (texts.length < 2) {
      return;
    }
    event.preventDefault();
    event.stopPropagation();
    const { column } = cursor;
    const { top, left } = cursor.range;
    const below = Array.from({ length: model.count - top }, (_, at) => model.at(top + at));
    const pasted = volumesPasted(below, texts);
    const last = pasted[pasted.length - 1]?.row;
    cursor.select({ top, bottom: last ? model.placeOf(last.id) : top, left, right: left });
    sheet.apply(
      pasted.map(({ row, text }) => ({ row, column, text })),
      "pasted",
      "ditempel",
    );
    const lost =
      texts.filter((text) => text.trim() !== "").length -
      pasted.filter(({ text }) => text.trim() !== "").length;
    if (lost > 0) {
      sheet.say(`${sheet.said}; ${lost} baris tidak muat`);
    }
  }

  // ------------------------------------------------------------------------------------------- the sheet

  private key(event: KeyboardEvent): void {
    if (event.altKey && event.key === "Enter" && !event.isComposing) {
      event.preventDefault();
      event.stopPropagation();
      void this.place?.toggle();
    }
  }

  /** The bars follow the sheet that has the hand. */
  private follow(inner: RabGrid): void {
    if (!inner.contains(document.activeElement)) {
      return;
    }
    const [bar, tray, status] = ["cell-bar", "refused-tray", "grid-status"].map((tag) =>
      this.querySelector(tag),
    );
    if (bar instanceof CellBar) {
      bar.show(addressOf(inner.sheet));
    }
    if (tray instanceof RefusedTray) {
      tray.show(inner.sheet, () => inner.focus());
    }
    if (status instanceof GridStatus) {
      status.show(inner.sheet);
    }
  }

  // ------------------------------------------------------------------------------------------- filters

  private settle(grid: RabGrid): void {
    this.context = { ...this.context, locale: null };
    this.place?.settle();
    if (this.place?.sheet) {
      this.follow(this.place.sheet.sheetGrid);
    }
    const works = grid.sheet.model.all.filter((row) => row.flags.work);
    const problems = new Set(grid.sheet.problems().map((mark) => mark.row));
    for (const button of this.querySelectorAll<HTMLElement>("[data-filter]")) {
      const filter = button.dataset.filter ?? "";
      const count = button.querySelector(".count");
      if (count) {
        count.textContent = String(works.filter((row) => passes(row, filter, problems.has(row.id))).length);
      }
    }
  }

  private sift(grid: RabGrid, filter: string): void {
    this.place?.close();
    this.filter = filter;
    const problems = new Set(grid.sheet.problems().map((mark) => mark.row));
    grid.sheet.sift(
      filter === "" ? null : (row) => row.flags.work === true && passes(row, filter, problems.has(row.id)),
    );
    for (const button of this.querySelectorAll<HTMLElement>("[data-filter]")) {
      button.setAttribute("aria-pressed", String((button.dataset.filter ?? "") === this.filter));
    }
    grid.focus();
  }
}

function passes(row: Row, filter: string, problem: boolean): boolean {
  switch (filter) {
    case "kosong":
      return (row.values.volume ?? null) === null;
    case "formula":
      return row.flags.sheet !== true && isFormula(row.values.volume);
    case "lembar":
      return row.flags.sheet === true;
    case "bermasalah":
      return problem;
    default:
      return true;
  }
}

customElements.define("volume-page", VolumePage);
