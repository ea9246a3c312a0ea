/**
 * Harga Items: the price of every resource of a project.
 *
 *     <harga-page data-project="7">
 *       <div class="segment"><button data-filter="BHN" aria-pressed="false">Bahan <span class="count"></span></button></div>
 *       <cell-bar></cell-bar> <rab-grid></rab-grid> <refused-tray></refused-tray> <grid-status></grid-status>
 *     </harga-page>
 */

import type { GridSource, Row, SaveResult } from "../grid/columns";
import { type HargaItem, hargaColumns, hargaDecimals, hargaRows } from "../grid/columns/harga";
import { deskJoin } from "../grid/desk";
import { GRID_CHANGED, type RabGrid } from "../grid/rab-grid";
import { requireData } from "../lib/dom";
import { ProjectLink } from "../lib/project";
import type { Totals } from "../lib/store";

interface HargaAnswer {
  readonly mark: string;
  readonly revision: number;
  readonly rows: readonly HargaItem[];
  readonly can_edit: boolean;
  readonly can_undo?: boolean;
  readonly can_redo?: boolean;
  readonly totals: Totals;
}

export class HargaPage extends HTMLElement {
  private link: ProjectLink | null = null;
  private decimals: 0 | 2 = 0;
  private filter = "";

  connectedCallback(): void {
    const grid = deskJoin(this);
    const link = new ProjectLink(requireData(this, "project"), (act) => void grid.sheet[act]());
    this.link = link;
    for (const button of this.querySelectorAll<HTMLButtonElement>("[data-filter]")) {
      button.addEventListener("click", () => this.sift(grid, button.dataset.filter ?? ""));
    }
    grid.addEventListener(GRID_CHANGED, () => this.settle(grid));
    void this.open(grid, link);
  }

  disconnectedCallback(): void {
    this.link?.end();
  }

  private async open(grid: RabGrid, link: ProjectLink): Promise<void> {
    const first = await this.fetch(link);
    if (!first) {
      return;
    }
    let ready: readonly Row[] | null = first.rows;
    const source: GridSource = {
      page: "harga-items",
      table: "harga_item",
      load: async () => {
        const rows = ready ?? (await this.fetch(link))?.rows ?? grid.sheet.model.all;
        ready = null;
        return rows;
      },
      save: (command): Promise<SaveResult> =>
        link.write("harga-items/save/", () => ({ cells: command.body() }), command.key),
      takeBack: (key) => link.takeBack(key),
      undo: (key) => link.undo(key),
      redo: (key) => link.redo(key),
    };
    this.decimals = hargaDecimals(first.rows);
    await grid.open(source, hargaColumns(this.decimals), {
      label: "Harga items",
      numbered: true,
      canEdit: first.canEdit,
    });
    grid.focus();
  }

  private async fetch(link: ProjectLink): Promise<{ rows: Row[]; canEdit: boolean } | null> {
    const answer = await link.get<HargaAnswer>("harga-items/");
    if ("unchanged" in answer) {
      return null;
    }
    const { data } = answer;
    link.store.set({
      revision: data.revision,
      mark: data.mark,
      totals: data.totals,
      canUndo: data.can_undo ?? link.store.get().canUndo,
      canRedo: data.can_redo ?? link.store.get().canRedo,
    });
    return { rows: hargaRows(data.rows), canEdit: data.can_edit };
  }

  /** Figures stay in line on the comma: the first price with sen gives all of them two decimals. */
  private settle(grid: RabGrid): void {
    const decimals = hargaDecimals(grid.sheet.model.all);
    if (decimals !== this.decimals) {
      this.decimals = decimals;
      grid.setColumns(hargaColumns(decimals));
    }
    this.count(grid);
  }

  private sift(grid: RabGrid, filter: string): void {
    this.filter = filter;
    grid.sheet.sift(filter === "" ? null : (row) => passes(row, filter));
    for (const button of this.querySelectorAll<HTMLElement>("[data-filter]")) {
      button.setAttribute("aria-pressed", String((button.dataset.filter ?? "") === this.filter));
    }
    grid.focus();
  }

  private count(grid: RabGrid): void {
    const rows = grid.sheet.model.all.filter((row) => row.kind !== "group");
    for (const button of this.querySelectorAll<HTMLElement>("[data-filter]")) {
      const filter = button.dataset.filter ?? "";
      const count = button.querySelector(".count");
      if (count) {
        count.textContent = String(rows.filter((row) => filter === "" || passes(row, filter)).length);
      }
    }
  }
}

function passes(row: Row, filter: string): boolean {
  return filter === "kosong" ? (row.values.harga ?? null) === null : row.parentId === filter;
}

customElements.define("harga-page", HargaPage);
