/**
 * Analyses of the catalogue, found while typing, priced at the project's prices, taken one or many at once.
 *
 *     <catalogue-dialog data-project="7">
 *       <select aria-label="Edisi"><option value="">Semua edisi</option><option value="3">Cipta Karya 2025</option></select>
 *     </catalogue-dialog>
 *
 * Arrows choose, Shift+Enter marks one more, Enter takes what is marked or the one chosen, Escape closes.
 */

import { apiGet } from "../lib/api";
import { make, makeButton, requireData, setAttribute } from "../lib/dom";
import { idText } from "../lib/numbers";
import { type AcuanForm, acuanDrawn, type Hit, highlighted } from "../struktur/hit";

export interface CataloguePick {
  /** Where the chosen go, in words: "sesudah II.A.4". */
  readonly scope: string;
  readonly multiple: boolean;
  /** Takes the chosen; answers what stands against it, nothing when it is done. */
  take(hits: readonly Hit[], modified: boolean): Promise<readonly string[]>;
}

const PAUSE = 90;
const LIMIT = 50;
const GROUPS: Readonly<Record<Hit["match"], string>> = {
  kode: "Kode tepat",
  awalan_kode: "Kode berawalan itu",
  semua_kata: "Memuat semua kata",
  padanan: "Padanan kata",
  kata_mirip: "Ejaan yang mirip",
  memuat: "Memuat sebagian kata",
};

const PADANAN_AT_MOST = 3;

let dialogs = 0;

export class CatalogueDialog extends HTMLElement {
  private readonly query = make("input", {
    type: "text",
    role: "combobox",
    "aria-expanded": "true",
    "aria-autocomplete": "list",
    "aria-label": "Cari kode atau uraian AHSP",
    placeholder: "Kode atau kata, misalnya 2.2.1 atau beton kolom",
    autocomplete: "off",
    spellcheck: "false",
  });
  private readonly scope = make("span", { class: "badge scope" });
  private readonly list = make("div", { class: "hits", role: "listbox", "aria-label": "Analisa" });
  private readonly sheet = make("aside", { class: "hit-sheet", "aria-live": "polite" });
  private readonly errors = make("ul", { class: "ask-errors", role: "alert" });
  private readonly modified = make("input", { type: "checkbox" });
  private readonly go = makeButton("Tambah", () => void this.take(), "button primary");
  private readonly said = make("span", { class: "muted", role: "status" });
  private readonly dialog = make("dialog", { class: "catalogue-pick", "aria-label": "Katalog AHSP" });
  private edition: HTMLSelectElement | null = null;
  private pick: CataloguePick | null = null;
  private hits: readonly Hit[] = [];
  private active = 0;
  private readonly marked = new Map<number, Hit>();
  private readonly forms = new Map<number, AcuanForm>();
  /** The words that the hits on show were found by. */
  private found = "";
  private searchLater = 0;
  private previewLater = 0;
  private asked = 0;

  connectedCallback(): void {
    if (this.dialog.isConnected) {
      return;
    }
    dialogs += 1;
    const id = `analisa-${dialogs}`;
    this.list.id = id;
    setAttribute(this.query, "aria-controls", id);
    this.edition = this.querySelector("select");
    this.dialog.append(
      make("div", { class: "query" }, this.query, this.edition, this.scope),
      make("div", { class: "both" }, this.list, this.sheet),
      this.errors,
      make(
        "footer",
        {},
        ...hints([
          ["↑ ↓", "pilih"],
          ["Shift Enter", "tandai"],
          ["Enter", "tambah"],
        ]),
        this.said,
        make("label", { class: "push" }, this.modified, " sebagai modifikasi"),
        makeButton("Batal", () => this.dialog.close()),
        this.go,
      ),
    );
    this.append(this.dialog);
    this.query.addEventListener("input", () => this.later());
    this.edition?.addEventListener("change", () => void this.search());
    this.dialog.addEventListener("keydown", (event) => this.key(event));
    this.list.addEventListener("click", (event) => this.press(event));
  }

  /** Opens for one purpose; resolves when it is closed. */
  open(pick: CataloguePick): Promise<void> {
    this.pick = pick;
    this.marked.clear();
    this.forms.clear();
    this.errors.replaceChildren();
    this.scope.textContent = pick.scope;
    setAttribute(this.list, "aria-multiselectable", pick.multiple ? "true" : null);
    this.dialog.classList.toggle("single", !pick.multiple);
    this.dialog.showModal();
    this.query.select();
    void this.search();
    return new Promise((closed) => {
      this.dialog.addEventListener("close", () => closed(), { once: true });
    });
  }

  private later(): void {
    clearTimeout(this.searchLater);
    this.searchLater = window.setTimeout(() => void this.search(), PAUSE);
  }

  private url(path: string): string {
    return `/api/v2/project/${requireData(this, "project")}/search-ahsp/${path}`;
  }

  private async search(): Promise<void> {
    this.asked += 1;
    const asked = this.asked;
    const edition = this.edition?.value ?? "";
    const words = this.query.value.trim();
    clearTimeout(this.searchLater);
    try {
      const answer = await apiGet<{ hits: readonly Hit[] }>(
        this.url(
          `?q=${encodeURIComponent(words)}&limit=${LIMIT}${edition === "" ? "" : `&edition=${edition}`}`,
        ),
      );
      if (asked === this.asked && !("unchanged" in answer)) {
        this.hits = answer.data.hits;
        this.found = words;
        this.active = 0;
        this.draw();
      }
    } catch (error) {
      this.errors.replaceChildren(
        make("li", {}, error instanceof Error ? error.message : "Tidak terjangkau."),
      );
    }
  }

  private key(event: KeyboardEvent): void {
    if (event.isComposing) {
      return;
    }
    const steps: Record<string, number> = { ArrowDown: 1, ArrowUp: -1, PageDown: 8, PageUp: -8 };
    const step = steps[event.key];
    if (step !== undefined && event.target === this.query) {
      event.preventDefault();
      this.choose(this.active + step);
    } else if (event.key === "Enter" && event.target === this.query) {
      event.preventDefault();
      if (event.shiftKey && this.pick?.multiple) {
        this.mark(this.active);
        this.choose(this.active + 1);
      } else {
        void this.take();
      }
    }
  }

  private press(event: MouseEvent): void {
    const row = event.target instanceof Element ? event.target.closest<HTMLElement>("[data-at]") : null;
    if (!row) {
      return;
    }
    const at = Number(row.dataset.at);
    if (this.pick?.multiple) {
      this.mark(at);
    }
    this.choose(at);
    this.query.focus();
  }

  private choose(at: number): void {
    this.active = Math.max(0, Math.min(this.hits.length - 1, at));
    this.paint();
  }

  private mark(at: number): void {
    const hit = this.hits[at];
    if (hit && !this.marked.delete(hit.analysis_id)) {
      this.marked.set(hit.analysis_id, hit);
    }
    this.paint();
  }

  private chosen(): Hit[] {
    const hit = this.hits[this.active];
    return this.marked.size > 0 ? [...this.marked.values()] : hit ? [hit] : [];
  }

  private async take(): Promise<void> {
    // Enter may come before the hits of what was typed; the ones on show are then not what is meant.
    if (this.found !== this.query.value.trim()) {
      await this.search();
    }
    if (this.found !== this.query.value.trim()) {
      return;
    }
    const hits = this.chosen();
    if (!this.pick || hits.length === 0 || this.go.disabled) {
      return;
    }
    this.go.disabled = true;
    const against = await this.pick.take(hits, this.modified.checked);
    this.go.disabled = false;
    this.errors.replaceChildren(...against.map((reason) => make("li", {}, reason)));
    if (against.length === 0) {
      this.dialog.close();
    }
  }

  private draw(): void {
    const words = this.query.value
      .trim()
      .toLowerCase()
      .split(/\s+/)
      .filter((word) => word !== "");
    const rows: Node[] = [];
    let group: Hit["match"] | null = null;
    this.hits.forEach((hit, at) => {
      if (hit.match !== group && words.length > 0) {
        rows.push(make("h3", { role: "presentation" }, this.groupName(hit.match)));
      }
      group = hit.match;
      rows.push(this.hitRow(hit, at, words));
    });
    if (rows.length === 0) {
      rows.push(
        make("p", { class: "muted none" }, "Tidak ada analisa yang cocok. Coba kata lain atau edisi lain."),
      );
    }
    this.list.replaceChildren(...rows);
    this.list.scrollTop = 0;
    this.paint();
  }

  /** The name of a group, with what its hits read as what: "Padanan kata, cor = beton". */
  private groupName(match: Hit["match"]): string {
    const read = this.hits.filter((hit) => hit.match === match).flatMap((hit) => hit.padanan);
    return [GROUPS[match], ...[...new Set(read)].slice(0, PADANAN_AT_MOST)].join(", ");
  }

  private hitRow(hit: Hit, at: number, words: readonly string[]): HTMLElement {
    const price = hit.harga_satuan === null ? `${hit.belum_ada} belum berharga` : idText(hit.harga_satuan, 2);
    return make(
      "div",
      { role: "option", id: `${this.list.id}-${at}`, "data-at": at, class: "hit" },
      make("i", { class: "tick", "aria-hidden": "true" }),
      make("span", { class: "code" }, hit.kode),
      make("span", { class: "truncate", title: hit.uraian }, ...highlighted(hit.uraian, words)),
      make("span", { class: "muted" }, hit.satuan),
      make("span", { class: hit.harga_satuan === null ? "num faint small" : "num" }, price),
    );
  }

  private paint(): void {
    for (const row of this.list.querySelectorAll<HTMLElement>("[data-at]")) {
      const at = Number(row.dataset.at);
      const hit = this.hits[at];
      const marked = hit !== undefined && this.marked.has(hit.analysis_id);
      row.classList.toggle("active", at === this.active);
      row.classList.toggle("marked", marked);
      setAttribute(row, "aria-selected", String(this.pick?.multiple ? marked : at === this.active));
      if (at === this.active) {
        row.scrollIntoView({ block: "nearest" });
      }
    }
    const count = this.chosen().length;
    setAttribute(
      this.query,
      "aria-activedescendant",
      this.hits.length > 0 ? `${this.list.id}-${this.active}` : null,
    );
    this.go.textContent = this.pick?.multiple ? `Tambah ${count} pekerjaan` : "Pakai analisa ini";
    this.go.disabled = count === 0;
    this.said.textContent = `${this.hits.length}${this.hits.length === LIMIT ? " teratas" : ""} analisa`;
    void this.preview();
  }

  private async preview(): Promise<void> {
    clearTimeout(this.previewLater);
    const hit = this.hits[this.active];
    if (!hit) {
      this.sheet.replaceChildren();
      return;
    }
    const known = this.forms.get(hit.analysis_id);
    if (known) {
      this.sheet.replaceChildren(...acuanDrawn(known));
      return;
    }
    this.previewLater = window.setTimeout(() => void this.fetch(hit.analysis_id), PAUSE);
  }

  private async fetch(id: number): Promise<void> {
    const answer = await apiGet<AcuanForm>(this.url(`${id}/`)).catch(() => null);
    if (answer && !("unchanged" in answer)) {
      this.forms.set(id, answer.data);
      if (this.hits[this.active]?.analysis_id === id) {
        this.sheet.replaceChildren(...acuanDrawn(answer.data));
      }
    }
  }
}

function hints(pairs: readonly (readonly [string, string])[]): HTMLElement[] {
  return pairs.map(([chord, does]) =>
    make("span", { class: "hint" }, ...chord.split(" ").flatMap((key) => [make("kbd", {}, key), " "]), does),
  );
}

customElements.define("catalogue-dialog", CatalogueDialog);
