/** The panel beside the outline: what is selected, its analysis in short, where it comes from and what may be done. */

import type { Row } from "../grid/columns";
import { readyWords, type Source, sourceLabel } from "../grid/columns/struktur";
import { make, makeButton } from "../lib/dom";
import { idText, idTextTrimmed } from "../lib/numbers";
import type { ProjectLink } from "../lib/project";
import type { StrukturSource } from "./source";

interface Baris {
  readonly uraian: string;
  readonly kode: string;
  readonly satuan: string;
  readonly koefisien: string;
  readonly via?: readonly string[];
}

export interface AnalisaForm {
  readonly blok: readonly { readonly baris: readonly Baris[] }[];
  readonly bundel: readonly Baris[];
  readonly harga: {
    readonly biaya_langsung: string | null;
    readonly buk_persen: string;
    readonly biaya_umum_keuntungan: string | null;
    readonly harga_satuan: string | null;
  };
  readonly belum_ada: readonly { readonly kode: string; readonly uraian: string }[];
  readonly volume: string | null;
  readonly jumlah: string | null;
}

export interface PanelActs {
  turn(row: Row, to: Source): void;
  pick(row: Row): void;
}

const PAUSE = 140;
const MOST_LINES = 14;

export class StrukturPanel {
  private shown = "";
  private wait = 0;
  private readonly forms = new Map<string, AnalisaForm>();

  constructor(
    private readonly element: HTMLElement,
    private readonly link: ProjectLink,
    private readonly acts: PanelActs,
    private readonly source: StrukturSource,
  ) {}

  /** Shows the selection; the analysis is fetched when the hand rests, and once per mark. */
  show(rows: readonly Row[], row: Row | null, address: string): void {
    const id = row?.level === 3 ? this.databaseId(row) : null;
    const key = id === null ? "" : `${this.link.store.get().mark}:${id}`;
    const seen = [
      rows.length,
      address,
      key,
      row?.values.uraian,
      row?.values.lengkap,
      row?.values.sumber,
    ].join("\n");
    if (seen === this.shown) {
      return;
    }
    this.shown = seen;
    this.draw(rows, row, address, this.forms.get(key) ?? null);
    clearTimeout(this.wait);
    if (id !== null && !this.forms.has(key)) {
      this.wait = window.setTimeout(() => void this.fetch(id, key, rows, row, address), PAUSE);
    }
  }

  private databaseId(row: Row): number | null {
    const ref = this.source.names.ref(row.id);
    return typeof ref === "number" ? ref : null;
  }

  private async fetch(
    id: number,
    key: string,
    rows: readonly Row[],
    row: Row | null,
    address: string,
  ): Promise<void> {
    const seen = this.shown;
    const answer = await this.link.get<AnalisaForm>(`detail-ahsp/${id}/`).catch(() => null);
    if (answer && !("unchanged" in answer)) {
      this.forms.set(key, answer.data);
      if (seen === this.shown) {
        this.draw(rows, row, address, answer.data);
      }
    }
  }

  private draw(rows: readonly Row[], row: Row | null, address: string, form: AnalisaForm | null): void {
    const works = row?.level === 3 && row.flags.typed !== true;
    this.element.replaceChildren(
      selectedDrawn(rows, row, address),
      ...(row && works ? [this.originDrawn(row), ...(form ? formDrawn(form, row) : [])] : []),
      ...(row && row.level < 3 ? [section(headingWords(row))] : []),
      ...(row?.flags.typed && row.level === 3 ? [section(make("p", { class: "muted small" }, TYPING))] : []),
      ...(this.source.canEdit ? [keysDrawn()] : []),
    );
  }

  private originDrawn(row: Row): HTMLElement {
    const source = row.values.sumber as Source;
    const buttons: HTMLElement[] = [];
    const add = (label: string, press: () => void): void => {
      buttons.push(makeButton(label, press));
    };
    if (source === "ref") {
      add("Ubah menjadi modifikasi", () => this.acts.turn(row, "ref_modified"));
    }
    if (source === "ref_modified") {
      add("Kembalikan ke acuan", () => this.acts.turn(row, "ref"));
    }
    add(source === "custom" ? "Ambil dari AHSP…" : "Ganti AHSP…", () => this.acts.pick(row));
    if (source !== "custom") {
      add("Jadikan buatan sendiri", () => this.acts.turn(row, "custom"));
    }
    return section(
      make("h2", {}, "Asal"),
      make("p", { class: "muted small" }, ORIGIN[source]),
      ...(this.source.canEdit ? [make("div", { class: "acts" }, ...buttons)] : []),
    );
  }
}

const TYPING =
  "Ketik uraian, Tab ke satuan, Enter untuk baris berikutnya. Ctrl K mengambilnya dari katalog AHSP.";

const ORIGIN: Readonly<Record<Source, string>> = {
  ref: "Tertaut ke katalog, hanya baca. Ubah menjadi modifikasi untuk menyunting koefisien; selisih terhadap acuan tetap terlihat.",
  ref_modified:
    "Disalin dari katalog dan boleh disunting. Tautannya tetap, jadi selalu dapat dikembalikan ke acuan.",
  custom:
    "Buatan proyek ini: uraian, satuan dan komponen bebas, boleh memakai pekerjaan lain sebagai bundel.",
};

function section(...children: (Node | string | null)[]): HTMLElement {
  return make("section", {}, ...children);
}

function headingWords(row: Row): HTMLElement {
  const jumlah = row.values.jumlah == null ? "belum ada" : idText(row.values.jumlah, 2);
  return make(
    "dl",
    { class: "pairs" },
    make("dt", {}, "Pekerjaan di dalamnya"),
    make("dd", {}, row.values.komponen || "0"),
    make("dt", {}, "Jumlah"),
    make("dd", {}, jumlah),
  );
}

const KEYS = [
  ["Enter", "baris baru di bawah"],
  ["Tab", "turun tingkat, selagi kosong"],
  ["Alt Shift ↑ ↓", "pindah urutan"],
  ["Ctrl K", "cari AHSP"],
  ["Del", "hapus, dengan daftar akibat"],
] as const;

function keysDrawn(): HTMLElement {
  const keys = KEYS.flatMap(([chord, does]) => [
    make("span", {}, ...chord.split(" ").flatMap((key) => [make("kbd", {}, key), " "])),
    make("span", { class: "muted" }, does),
  ]);
  return section(make("div", { class: "keys" }, ...keys));
}

/** The number and name of the row one is at, or how many are selected. */
function selectedDrawn(rows: readonly Row[], row: Row | null, address: string): HTMLElement {
  const title = rows.length > 1 ? `${rows.length} baris dipilih` : row?.values.uraian || "Baris baru";
  const meta =
    row?.level === 3
      ? [
          row.values.edisi ?? sourceLabel(row),
          row.values.kode,
          row.values.satuan && `per ${row.values.satuan}`,
        ]
      : [];
  return section(
    make("h2", {}, row ? title : "Belum ada baris", make("small", {}, address)),
    make("p", { class: "small muted" }, meta.filter((part) => part).join(" · ")),
    make("p", { class: "small muted" }, row?.values.lengkap ? readyWords(row) : ""),
  );
}

function formDrawn(form: AnalisaForm, row: Row): HTMLElement[] {
  const own = form.blok.flatMap((blok) => blok.baris).filter((line) => (line.via ?? []).length === 0);
  const lines = [...own, ...form.bundel];
  return [...(lines.length > 0 ? [linesDrawn(lines)] : []), sumsDrawn(form, row)];
}

function linesDrawn(lines: readonly Baris[]): HTMLElement {
  const rows = lines
    .slice(0, MOST_LINES)
    .map((line) =>
      make(
        "tr",
        {},
        make("td", {}, line.uraian, make("span", { class: "small faint" }, ` ${line.kode}`)),
        make("td", { class: "num" }, idTextTrimmed(line.koefisien)),
        make("td", { class: "muted" }, line.satuan),
      ),
    );
  const more = lines.length - MOST_LINES;
  return section(
    make("h2", {}, "Komponen", make("small", {}, "koefisien")),
    make("table", { class: "table" }, make("tbody", {}, ...rows)),
    more > 0 ? make("p", { class: "small faint" }, `dan ${more} komponen lagi`) : null,
  );
}

function sumsDrawn({ harga, volume, jumlah, belum_ada }: AnalisaForm, row: Row): HTMLElement {
  const money = (value: string | null): string => (value === null ? "belum ada" : idText(value, 2));
  const pairs: [string, string, string?][] = [
    ["Biaya langsung (D)", money(harga.biaya_langsung)],
    [`Biaya umum ${idTextTrimmed(harga.buk_persen)} % (E)`, money(harga.biaya_umum_keuntungan)],
    ["Harga satuan (F)", money(harga.harga_satuan), "total"],
    ["Volume", volume === null ? "belum ada" : `${idTextTrimmed(volume)} ${row.values.satuan ?? ""}`],
    ["Jumlah", money(jumlah)],
  ];
  const missing = belum_ada.map((item) => `${item.kode} ${item.uraian}`).slice(0, 4);
  return section(
    make(
      "dl",
      { class: "pairs" },
      ...pairs.flatMap(([name, value, className]) => [
        make("dt", { class: className ?? null }, name),
        make("dd", { class: className ?? null }, value),
      ]),
    ),
    missing.length > 0 ? make("p", { class: "small warn" }, `Belum berharga: ${missing.join(", ")}`) : null,
  );
}
