/**
 * Analisa: the form A to F of one pekerjaan as a sheet, with what weighs on it beside and D, E, F at its foot.
 *
 *     <analisa-page data-project="7" data-pekerjaan="12" data-source="custom">
 *       <cell-bar></cell-bar> <rab-grid></rab-grid> <refused-tray></refused-tray>
 *       <komponen-add hidden></komponen-add> <div class="dock def" data-part="def"></div> <grid-status></grid-status>
 *     </analisa-page>
 */

import type { GridCommand, GridSource, Row, RowId, SaveResult, Structural } from "../grid/columns";
import {
  type AnalisaSheet,
  analisaCells,
  analisaColumns,
  analisaRows,
  bundleIds,
} from "../grid/columns/analisa";
import { deskJoin } from "../grid/desk";
import { GRID_DERIVE, type RabGrid } from "../grid/rab-grid";
import { requireData } from "../lib/dom";
import { idTextTrimmed, numberRead } from "../lib/numbers";
import { ProjectLink, type WriteAnswer } from "../lib/project";
import type { Totals } from "../lib/store";
import { AcuanUpdates } from "./acuan-updates";
import { type AnalisaFigures, drawDef, drawPanel } from "./analisa-figures";
import { placed, reasonOf } from "./analisa-refusals";
import { blockOf, movesOf } from "./analisa-rows";
import { modificationMade, referenceTakenBack } from "./analisa-source";
import { DerivationPopover } from "./derivation-popover";
import { KOMPONEN_ADD, KomponenAdd, type KomponenDraft } from "./komponen-add";

type AnalisaForm = AnalisaSheet &
  AnalisaFigures & {
    readonly pekerjaan: Identity;
    readonly mark: string;
    readonly revision: number;
    readonly urutan: readonly number[];
    readonly can_edit: boolean;
    readonly totals: Totals;
  };

/** What the head of the page says of the pekerjaan; the server prints it. */
interface Identity {
  readonly source: string;
  readonly kode: string;
  readonly uraian: string;
  readonly satuan: string;
}

interface ListAnswer {
  readonly rows: readonly { readonly id: number; readonly harga_satuan: string | null }[];
}

type AnalisaAnswer = WriteAnswer & { readonly warnings?: readonly string[] };

const PHONE = 760;
/** A command of prices alone is one of the price list, wherever it was typed. */
const PRICES = "harga-items/save/";

export class AnalisaPage extends HTMLElement {
  private link: ProjectLink | null = null;
  private form: AnalisaForm | null = null;
  private pekerjaan = "";
  private readonly seen = new Set<number>();

  connectedCallback(): void {
    this.pekerjaan = requireData(this, "pekerjaan");
    const grid = deskJoin(this);
    const link = new ProjectLink(requireData(this, "project"), (act) => void grid.sheet[act]());
    this.link = link;
    window.addEventListener("beforeunload", this.leave);
    grid.addEventListener(GRID_DERIVE, (event) => this.derive(grid, event as CustomEvent<Derive>));
    const id = Number(this.pekerjaan);
    this.onAct("convert", () => this.turn(grid, modificationMade(link, id)));
    this.onAct("reset", () => this.turn(grid, referenceTakenBack(link, id)));
    const updates = this.querySelector("acuan-updates");
    if (updates instanceof AcuanUpdates) {
      updates.join(link, (said) => this.refresh(grid, link).then(() => grid.sheet.say(said)));
    }
    void this.open(grid, link);
  }

  disconnectedCallback(): void {
    this.link?.end();
    window.removeEventListener("beforeunload", this.leave);
  }

  private async open(grid: RabGrid, link: ProjectLink): Promise<void> {
    const first = await this.fetch(link);
    let ready = first ? analisaRows(first) : null;
    if (!first || !ready) {
      return;
    }
    const source: GridSource = {
      page: "detail-ahsp",
      table: "komponen",
      load: async () => {
        const rows = ready ?? (await this.reload(link)) ?? grid.sheet.model.all;
        ready = null;
        return rows;
      },
      save: (command) => this.save(grid, link, command),
      takeBack: (key) => link.takeBack(key),
      undo: (key) => link.undo(key),
      redo: (key) => link.redo(key),
    };
    const structural = first.can_edit && !first.pekerjaan.read_only ? this.structural(grid, link) : undefined;
    await grid.open(source, analisaColumns(first.pekerjaan.id, window.innerWidth <= PHONE), {
      label: "Analisa harga satuan",
      numbered: true,
      canEdit: first.can_edit,
      ...(structural ? { structural } : {}),
    });
    this.foldNew(grid);
    this.listenAdd(grid, link);
    this.listenBuk(grid, link);
    grid.focus();
  }

  private async fetch(link: ProjectLink): Promise<AnalisaForm | null> {
    const answer = await link.get<AnalisaForm>(`detail-ahsp/${this.pekerjaan}/`);
    if ("unchanged" in answer) {
      return null;
    }
    const { data } = answer;
    if (this.form && namesOf(this.form) !== namesOf(data)) {
      // Another source or another name, by an undo or a newer version: the head and its buttons are the server's.
      window.location.reload();
    }
    this.form = data;
    link.store.set({ revision: data.revision, mark: data.mark, totals: data.totals });
    this.querySelector("[data-part='def']")?.replaceChildren(...drawDef(data));
    this.querySelector("[data-part='panel']")?.replaceChildren(...drawPanel(data));
    return data;
  }

  /** After a write every figure may have moved, those of the other pekerjaan in the list as well. */
  private async reload(link: ProjectLink): Promise<Row[] | null> {
    const form = await this.fetch(link);
    void this.relist(link);
    return form ? analisaRows(form) : null;
  }

  private async refresh(grid: RabGrid, link: ProjectLink): Promise<void> {
    const rows = await this.reload(link);
    if (rows) {
      grid.sheet.setRows(rows);
      this.foldNew(grid);
    }
  }

  /** A bundle begins folded, since the blocks below hold its lines as well; later the hand decides. */
  private foldNew(grid: RabGrid): void {
    for (const id of this.form ? bundleIds(this.form) : []) {
      if (!this.seen.has(id)) {
        this.seen.add(id);
        grid.sheet.fold(id, true);
      }
    }
  }

  private async relist(link: ProjectLink): Promise<void> {
    const answer = await link.get<ListAnswer>("detail-ahsp/");
    if ("unchanged" in answer) {
      return;
    }
    for (const { id, harga_satuan: harga } of answer.data.rows) {
      const place = this.querySelector(`[data-pekerjaan-row="${id}"] .f`);
      if (place) {
        place.textContent = harga === null ? "–" : idTextTrimmed(harga, 0);
        place.classList.toggle("warn", harga === null);
      }
    }
  }

  private async save(
    grid: RabGrid,
    link: ProjectLink,
    { cells, body, key }: GridCommand,
  ): Promise<SaveResult> {
    const itemOf = (id: RowId): string | null => grid.sheet.model.byId(id)?.values.item ?? null;
    const onlyPrices = analisaCells(cells, itemOf).cells.length === 0;
    const path = onlyPrices ? PRICES : `detail-ahsp/${this.pekerjaan}/save/`;
    // What a cell is changed from is known when the command leaves: one before it may still be on its way.
    const told = (): unknown => {
      const sent = analisaCells(body(), itemOf);
      return onlyPrices ? { cells: sent.harga } : sent;
    };
    try {
      const answer = await link.write(path, told, key);
      void this.refresh(grid, link);
      return answer;
    } catch (error) {
      throw placed(
        error,
        (id) => cells.find((cell) => cell.col === "harga" && itemOf(cell.id) === String(id))?.id,
      );
    }
  }

  private structural(grid: RabGrid, link: ProjectLink): Structural {
    return {
      insert: (after) => this.adder?.open(blockOf(after)),
      remove: (rows) => {
        const deletes = rows
          .filter((row) => row.flags.stored)
          .map(({ id, values }) => ({ id, koefisien: values.koefisien }));
        if (deletes.length > 0) {
          void this.act(grid, link, { deletes }, `${deletes.length} baris dihapus`);
        }
      },
      move: (rows, by) => {
        const moves = movesOf(rows, by, this.block(grid, rows[0]));
        if (moves.length > 0) {
          void this.act(grid, link, { moves }, "Baris dipindahkan");
        }
      },
    };
  }

  /** The stored rows of the block a row stands in, in their order, as the server keeps it. */
  private block(grid: RabGrid, row: Row | undefined): number[] {
    const kategori = row?.values.kategori;
    return (this.form?.urutan ?? []).filter((id) => grid.sheet.model.byId(id)?.values.kategori === kategori);
  }

  /** One structural act: sent, then shown; what is refused is said and nothing moves. */
  private async act(
    grid: RabGrid,
    link: ProjectLink,
    body: object,
    said: string,
  ): Promise<AnalisaAnswer | null> {
    try {
      const answer: AnalisaAnswer = await link.write(`detail-ahsp/${this.pekerjaan}/save/`, () => body);
      await this.refresh(grid, link);
      grid.sheet.say([said, ...(answer.warnings ?? [])].join(". "));
      return answer;
    } catch (error) {
      grid.sheet.say(reasonOf(error));
      await this.refresh(grid, link);
      throw error;
    }
  }

  private get adder(): KomponenAdd | null {
    const adder = this.querySelector("komponen-add");
    return adder instanceof KomponenAdd ? adder : null;
  }

  private listenAdd(grid: RabGrid, link: ProjectLink): void {
    const { adder } = this;
    const open = (): void => adder?.open(blockOf(grid.sheet.cursor.row));
    this.querySelector("[data-act='add']")?.addEventListener("click", open);
    adder?.addEventListener("komponen-close", () => grid.focus());
    adder?.addEventListener(KOMPONEN_ADD, (event) => {
      void this.add(grid, link, adder, (event as CustomEvent<KomponenDraft>).detail);
    });
  }

  private async add(
    grid: RabGrid,
    link: ProjectLink,
    adder: KomponenAdd,
    draft: KomponenDraft,
  ): Promise<void> {
    const here = grid.sheet.cursor.row;
    const after = here?.flags.stored && here.values.kategori === draft.kategori ? here.id : "last";
    try {
      const answer = await this.act(
        grid,
        link,
        { adds: [{ ...draft, temp: "baru", after }] },
        "1 baris ditambah",
      );
      const id = (answer as { ids?: Record<string, number> } | null)?.ids?.baru;
      if (id !== undefined) {
        grid.sheet.goTo(id, "koefisien");
      }
      adder.added(answer?.warnings ?? []);
    } catch (error) {
      adder.refused(reasonOf(error));
    }
  }

  private listenBuk(grid: RabGrid, link: ProjectLink): void {
    const input = this.querySelector<HTMLInputElement>("input[name='buk']");
    input?.addEventListener("change", () => void this.saveBuk(grid, link, input));
  }

  private async saveBuk(grid: RabGrid, link: ProjectLink, input: HTMLInputElement): Promise<void> {
    const before = this.form?.pekerjaan.buk_persen ?? null;
    const reading = input.value.trim() === "" ? { value: null } : numberRead(input.value, "persen");
    if (!("value" in reading)) {
      input.setCustomValidity(reading.reason);
      input.reportValidity();
      return;
    }
    input.setCustomValidity("");
    try {
      const body = { from: before, to: reading.value };
      const answer: AnalisaAnswer = await link.write(`pekerjaan/${this.pekerjaan}/pricing/`, () => body);
      await this.refresh(grid, link);
      grid.sheet.say(["BUK disimpan", ...(answer.warnings ?? [])].join(". "));
    } catch (error) {
      input.setCustomValidity(reasonOf(error));
      input.reportValidity();
    }
  }

  private onAct(act: string, does: () => Promise<void>): void {
    this.querySelector(`[data-act='${act}']`)?.addEventListener("click", () => void does());
  }

  private async turn(grid: RabGrid, done: Promise<unknown>): Promise<void> {
    try {
      if ((await done) !== false) {
        window.location.reload();
      }
    } catch (error) {
      grid.sheet.say(reasonOf(error));
    }
  }

  private derive(grid: RabGrid, { detail: { row, column, box } }: CustomEvent<Derive>): void {
    const key = row && column?.derivation?.(row);
    const popover = document.querySelector("derivation-popover");
    if (key && popover instanceof DerivationPopover) {
      const at = grid.getBoundingClientRect();
      void popover.open(key, new DOMRect(at.left + box.left, at.top + box.top, box.width, box.height));
    }
  }

  /** Text that was refused lives on this page only. */
  private readonly leave = (event: BeforeUnloadEvent): void => {
    const grid = this.querySelector("rab-grid") as RabGrid | null;
    if (this.form && grid && grid.sheet.states.all.length > 0) {
      event.preventDefault();
    }
  };
}

function namesOf({ pekerjaan: { source, kode, uraian, satuan } }: AnalisaForm): string {
  return [source, kode, uraian, satuan].join("\n");
}

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

customElements.define("analisa-page", AnalisaPage);
