/**
 * The line that adds a row to an analysis: what is typed is completed from the project's items, then the catalogue;
 * bundles from other pekerjaan and analyses. Enter adds, and the hand is back at the name for the next one.
 *
 *     <komponen-add data-url="/api/v2/project/7/komponen-search/" data-pekerjaan="12" hidden></komponen-add>
 *
 * Dispatches "komponen-add" with the row as the server takes it; `added()` clears, `refused(text)` tells why not.
 */

import { apiGet } from "../lib/api";
import { make, makeButton, requireData, setAttribute } from "../lib/dom";
import { editText, idText, idTextTrimmed, type NumberFieldName, numberRead } from "../lib/numbers";

export const KOMPONEN_ADD = "komponen-add";

/** A new row without its place; the page knows where the hand was. */
export interface KomponenDraft {
  readonly kategori: string;
  readonly koefisien: string;
  readonly harga_item_id?: number;
  readonly item?: {
    readonly kode: string;
    readonly uraian: string;
    readonly satuan: string;
    readonly harga: string | null;
  };
  readonly target_pekerjaan_id?: number;
  readonly target_analysis_id?: number;
}

export interface Hit {
  readonly jenis: "item" | "sumber_daya" | "pekerjaan" | "analisa";
  readonly id: number | null;
  readonly kategori: string;
  readonly kode: string;
  readonly uraian: string;
  readonly satuan: string;
  readonly harga: string | null;
  readonly asal: string;
}

const BLOCKS = [
  ["TK", "A · Tenaga kerja"],
  ["BHN", "B · Bahan"],
  ["ALT", "C · Peralatan"],
  ["LAIN", "Lain-lain"],
  ["bundel", "Bundel"],
] as const;
const PAUSE = 120;

/** What the fields say, with the hit that was chosen, if its name still stands there. */
export function draftOf(
  fields: {
    kategori: string;
    kode: string;
    uraian: string;
    satuan: string;
    koefisien: string;
    harga: string | null;
  },
  chosen: Hit | null,
): KomponenDraft | string {
  const { kategori, koefisien, kode, uraian, satuan, harga } = fields;
  if (chosen?.jenis === "item" && chosen.id !== null) {
    return { kategori, koefisien, harga_item_id: chosen.id };
  }
  if (chosen?.jenis === "pekerjaan" && chosen.id !== null) {
    return { kategori: "LAIN", koefisien, target_pekerjaan_id: chosen.id };
  }
  if (chosen?.jenis === "analisa" && chosen.id !== null) {
    return { kategori: "LAIN", koefisien, target_analysis_id: chosen.id };
  }
  if (kategori === "bundel") {
    return "Pilih pekerjaan atau analisa dari daftar.";
  }
  if (uraian === "" || satuan === "") {
    return uraian === "" ? "Isi uraian." : "Isi satuan.";
  }
  return { kategori, koefisien, item: { kode, uraian, satuan, harga } };
}

export class KomponenAdd extends HTMLElement {
  private readonly kategori = make("select", { class: "input", "aria-label": "Blok" });
  private readonly kode = field("Kode", "Kode");
  private readonly uraian = field("Uraian", "Cari uraian atau kode");
  private readonly satuan = field("Satuan", "Satuan");
  private readonly koefisien = field("Koefisien", "Koef. 1");
  private readonly harga = field("Harga", "Harga");
  private readonly list = make("ul", {
    class: "popover hits",
    role: "listbox",
    id: "hasil-komponen",
    hidden: true,
  });
  private readonly said = make("p", { class: "said small", role: "alert" });
  private hits: readonly Hit[] = [];
  private chosen: Hit | null = null;
  private marked = -1;
  private timer = 0;
  private asked = 0;

  connectedCallback(): void {
    this.kategori.append(...BLOCKS.map(([value, label]) => make("option", { value }, label)));
    const form = make(
      "form",
      { class: "komponen-form", autocomplete: "off" },
      this.kategori,
      this.kode,
      make("div", { class: "combo" }, this.uraian, this.list),
      this.satuan,
      this.koefisien,
      this.harga,
      make("button", { type: "submit", class: "button primary" }, "Tambah"),
      makeButton("Tutup", () => this.close(), "button plain"),
      this.said,
    );
    setAttribute(this.uraian, "role", "combobox");
    setAttribute(this.uraian, "aria-controls", this.list.id);
    setAttribute(this.uraian, "aria-autocomplete", "list");
    this.expanded(false);
    this.replaceChildren(form);
    form.addEventListener("submit", (event) => this.submit(event));
    form.addEventListener("keydown", (event) => this.key(event));
    this.uraian.addEventListener("input", () => this.typed());
    this.uraian.addEventListener("blur", () => this.expanded(false));
    this.kategori.addEventListener("change", () => this.blockChanged());
    this.list.addEventListener("pointerdown", (event) => this.pressed(event));
  }

  /** Opens the line for a block; the hand goes to the name. */
  open(kategori: string): void {
    this.hidden = false;
    this.kategori.value = kategori;
    this.blockChanged();
    this.uraian.focus();
  }

  close(): void {
    this.hidden = true;
    this.dispatchEvent(new CustomEvent("komponen-close", { bubbles: true }));
  }

  added(warnings: readonly string[]): void {
    for (const input of [this.kode, this.uraian, this.satuan, this.koefisien, this.harga]) {
      input.value = "";
    }
    this.choose(null);
    this.said.textContent = warnings.join(" ");
    this.uraian.focus();
  }

  refused(text: string): void {
    this.said.textContent = text;
    this.uraian.focus();
  }

  private blockChanged(): void {
    const bundel = this.kategori.value === "bundel";
    this.kode.disabled = bundel;
    this.satuan.disabled = bundel;
    this.harga.disabled = bundel;
    this.choose(null);
  }

  private typed(): void {
    if (this.chosen) {
      // What belonged to the chosen one must not cling to another name.
      for (const input of [this.kode, this.satuan, this.harga]) {
        input.value = "";
      }
    }
    this.choose(null);
    clearTimeout(this.timer);
    this.timer = window.setTimeout(() => void this.search(), PAUSE);
  }

  private async search(): Promise<void> {
    this.asked += 1;
    const asked = this.asked;
    const query = new URLSearchParams({
      q: this.uraian.value,
      kategori: this.kategori.value,
      pekerjaan: requireData(this, "pekerjaan"),
    });
    const answer = await apiGet<{ hits: readonly Hit[] }>(`${requireData(this, "url")}?${query}`).catch(
      () => null,
    );
    // Answers may overtake each other; only the newest question counts.
    if (answer && !("unchanged" in answer) && asked === this.asked) {
      this.hits = answer.data.hits;
      this.marked = -1;
      this.drawHits();
    }
  }

  private drawHits(): void {
    this.list.replaceChildren(...this.hits.map((hit, at) => drawHit(hit, at)));
    this.expanded(this.hits.length > 0 && document.activeElement === this.uraian);
  }

  private expanded(open: boolean): void {
    this.list.hidden = !open;
    setAttribute(this.uraian, "aria-expanded", String(open));
    if (!open) {
      this.mark(-1);
    }
  }

  private key(event: KeyboardEvent): void {
    const open = !this.list.hidden;
    if (event.key === "Escape") {
      event.preventDefault();
      open ? this.expanded(false) : this.close();
    } else if (open && (event.key === "ArrowDown" || event.key === "ArrowUp")) {
      event.preventDefault();
      const step = event.key === "ArrowDown" ? 1 : -1;
      this.mark((this.marked + step + this.hits.length) % this.hits.length);
    } else if (open && this.marked >= 0 && (event.key === "Enter" || event.key === "Tab")) {
      event.preventDefault();
      this.take(this.marked);
    }
  }

  private mark(at: number): void {
    this.marked = at;
    for (const [place, option] of [...this.list.children].entries()) {
      setAttribute(option, "aria-selected", String(place === at));
    }
    const option = this.list.children[at];
    setAttribute(this.uraian, "aria-activedescendant", option?.id ?? null);
    option?.scrollIntoView?.({ block: "nearest" });
  }

  private pressed(event: PointerEvent): void {
    event.preventDefault();
    const option = (event.target as Element).closest("li");
    const at = option ? [...this.list.children].indexOf(option) : -1;
    if (at >= 0) {
      this.take(at);
    }
  }

  private take(at: number): void {
    const hit = this.hits[at];
    if (hit) {
      this.kode.value = hit.kode;
      this.uraian.value = hit.uraian;
      this.satuan.value = hit.satuan;
      this.harga.value = hit.harga === null ? "" : editText(hit.harga);
      this.choose(hit);
      this.expanded(false);
      this.koefisien.focus();
    }
  }

  /** What a known resource is called, measured in and costs is not changed from here. */
  private choose(hit: Hit | null): void {
    const known = hit !== null && hit.jenis !== "sumber_daya";
    this.chosen = hit;
    this.kode.readOnly = hit !== null;
    this.satuan.readOnly = hit !== null;
    this.harga.readOnly = known;
    this.said.textContent = "";
  }

  private submit(event: Event): void {
    event.preventDefault();
    const koefisien = this.figure(this.koefisien, "koefisien");
    const harga = koefisien === undefined ? undefined : this.figure(this.harga, "harga");
    if (koefisien === undefined || harga === undefined) {
      return;
    }
    const fields = { kategori: this.kategori.value, koefisien: koefisien ?? "1", harga };
    const texts = { kode: plain(this.kode), uraian: plain(this.uraian), satuan: plain(this.satuan) };
    const draft = draftOf({ ...fields, ...texts }, this.chosen);
    if (typeof draft === "string") {
      this.refused(draft);
    } else {
      this.dispatchEvent(new CustomEvent<KomponenDraft>(KOMPONEN_ADD, { detail: draft, bubbles: true }));
    }
  }

  /** The canonical figure of a field, null when empty, undefined when it has no reading. */
  private figure(input: HTMLInputElement, name: NumberFieldName): string | null | undefined {
    if (input.value.trim() === "" || input.readOnly) {
      return null;
    }
    const reading = numberRead(input.value, name);
    if ("value" in reading) {
      setAttribute(input, "aria-invalid", null);
      return reading.value;
    }
    setAttribute(input, "aria-invalid", "true");
    const readings = reading.readings.map((value) => idTextTrimmed(value)).join(" atau ");
    this.said.textContent = `${reading.reason} ${readings}`.trim();
    input.focus();
    return undefined;
  }
}

function field(label: string, placeholder: string): HTMLInputElement {
  const attributes = {
    class: `input is-${label.toLowerCase()}`,
    "aria-label": label,
    title: label,
    placeholder,
  };
  return make("input", { type: "text", ...attributes });
}

function plain(input: HTMLInputElement): string {
  return input.value.trim().replace(/\s+/g, " ");
}

function drawHit(hit: Hit, at: number): HTMLElement {
  const price = hit.harga === null ? hit.asal || "belum ada" : idText(hit.harga, 2);
  return make(
    "li",
    { role: "option", id: `hasil-komponen-${at}`, "aria-selected": "false" },
    make("span", { class: "code truncate" }, hit.kode),
    make("span", { class: "truncate" }, hit.uraian),
    make("span", { class: "muted" }, hit.satuan),
    make("span", { class: "muted num truncate" }, price),
  );
}

customElements.define("komponen-add", KomponenAdd);
