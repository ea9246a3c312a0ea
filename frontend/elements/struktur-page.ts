/**
 * List Pekerjaan: the outline of a project, typed like a text, filled from the catalogue, moved and pruned by keyboard.
 *
 *     <struktur-page data-project="7">
 *       <button data-act="pekerjaan">Pekerjaan</button> <select data-filter><option value="ref">AHSP</option></select>
 *       <div class="teach" data-when="empty" hidden>..</div> <cell-bar></cell-bar> <rab-grid></rab-grid>
 *       <aside class="panel"></aside> <refused-tray></refused-tray> <grid-status></grid-status>
 *       <catalogue-dialog data-project="7"></catalogue-dialog>
 *     </struktur-page>
 */

import type { Row } from "../grid/columns";
import { strukturColumns } from "../grid/columns/struktur";
import { deskJoin } from "../grid/desk";
import { PHONE_WIDTH } from "../grid/geometry";
import { GRID_CHANGED, GRID_DERIVE, type RabGrid } from "../grid/rab-grid";
import { requireData } from "../lib/dom";
import { ProjectLink } from "../lib/project";
import { StrukturActs } from "../struktur/acts";
import { counted } from "../struktur/effects";
import { StrukturKeys } from "../struktur/keys";
import { fullNumber } from "../struktur/outline";
import { StrukturPanel } from "../struktur/panel";
import { StrukturSource } from "../struktur/source";
import { AcuanUpdates } from "./acuan-updates";
import { CatalogueDialog } from "./catalogue-dialog";
import { DerivationPopover } from "./derivation-popover";

/** The cell whose figure is asked for, and where it stands inside the grid. */
interface Derive {
  readonly row: Row | null;
  readonly column: { derivation?(row: Row): string | null } | null;
  readonly box: {
    readonly left: number;
    readonly top: number;
    readonly width: number;
    readonly height: number;
  };
}

export class StrukturPage extends HTMLElement {
  private link: ProjectLink | null = null;
  private keys: StrukturKeys | null = null;

  connectedCallback(): void {
    const grid = deskJoin(this);
    const link = new ProjectLink(requireData(this, "project"), (act) => void grid.sheet[act]());
    this.link = link;
    void this.open(grid, link);
  }

  disconnectedCallback(): void {
    this.link?.end();
    this.keys?.end();
  }

  private async open(grid: RabGrid, link: ProjectLink): Promise<void> {
    const source = new StrukturSource(link, grid);
    await source.fetch();
    const dialog = this.querySelector("catalogue-dialog");
    const acts = new StrukturActs(grid, link, source, dialog instanceof CatalogueDialog ? dialog : null);
    await grid.open(source, strukturColumns(nameWidth(grid.clientWidth)), {
      label: "List pekerjaan",
      numbered: true,
      canEdit: source.canEdit,
      structural: acts,
    });
    const element = this.querySelector<HTMLElement>(".panel");
    const panel = element && new StrukturPanel(element, link, acts, source);
    this.keys = new StrukturKeys(this, grid, source.typing, acts);
    this.wire(grid, acts);
    const updates = this.querySelector("acuan-updates");
    if (updates instanceof AcuanUpdates) {
      updates.join(link, (said) => source.reload().then(() => grid.sheet.say(said)));
    }
    const settle = (): void => {
      source.typing.sweep();
      this.settle(grid, source.typing.isEmpty, panel);
    };
    grid.addEventListener(GRID_CHANGED, settle);
    grid.addEventListener(GRID_DERIVE, (event) => this.derive(grid, event as CustomEvent<Derive>));
    settle();
    grid.focus();
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

  private derive(grid: RabGrid, { detail: { row, column, box } }: CustomEvent<Derive>): void {
    const key = row && column?.derivation?.(row);
    const popover = this.querySelector("derivation-popover");
    if (key && popover instanceof DerivationPopover) {
      const at = grid.getBoundingClientRect();
      void popover.open(key, new DOMRect(at.left + box.left, at.top + box.top, box.width, box.height));
    }
  }

  private settle(grid: RabGrid, empty: boolean, panel: StrukturPanel | null): void {
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
      part.hidden = (part.dataset.when === "empty") !== empty;
    }
    const { row } = cursor;
    panel?.show(cursor.rows(), row, row ? fullNumber(model.all, row) : "");
  }
}

/** What the other columns of the first view take, row numbers included; amounts and settings follow to the right. */
const OTHERS = 492;

/** Names get the rest of the first view; on a phone they share it with the amounts. */
function nameWidth(room: number): number {
  return room < PHONE_WIDTH ? 190 : Math.max(300, Math.min(560, room - OTHERS));
}

function passes(row: Row, filter: string): boolean {
  if (filter === "lacking") {
    return row.level === 3 && row.values.lengkap !== "penuh penuh penuh";
  }
  return row.level === 3 && row.values.sumber === filter;
}

customElements.define("struktur-page", StrukturPage);
