/** The figures round an analysis: D, E, F at its foot, and beside it what weighs most, what if, and where it is used. */

import { make } from "../lib/dom";
import { idText, idTextTrimmed } from "../lib/numbers";

export interface AnalisaFigures {
  readonly pekerjaan: {
    readonly id: number;
    readonly satuan: string;
    readonly buk_persen: string | null;
    readonly read_only: boolean;
  };
  readonly harga: {
    readonly lain: string;
    readonly biaya_langsung: string | null;
    readonly buk_persen: string;
    readonly biaya_umum_keuntungan: string | null;
    readonly harga_satuan: string | null;
    readonly tanpa_analisa: boolean;
  };
  readonly belum_ada: readonly { readonly id: number; readonly kode: string; readonly uraian: string }[];
  readonly dipakai_oleh: readonly { readonly id: number; readonly kode: string }[];
  readonly volume: string | null;
  readonly jumlah: string | null;
  readonly bobot: string | null;
  readonly pengaruh: readonly {
    readonly uraian: string;
    readonly persen: string;
    readonly harga_satuan: string;
    readonly naik_persen: string;
  }[];
  readonly kebijakan: { readonly rounding: string; readonly bulatkan_baris: boolean };
}

const WHAT_IF = 3;
const ROUNDING: Readonly<Record<string, string>> = {
  sen: "F dibulatkan 2 desimal, setengah ke atas.",
  rupiah: "F dibulatkan ke rupiah terdekat.",
  rupiah_bawah: "F dibulatkan ke bawah ke rupiah.",
  tanpa: "F tidak dibulatkan.",
};

/** D, E, F; each opens its derivation. */
export function drawDef({ pekerjaan, harga }: AnalisaFigures): HTMLElement[] {
  const lain = harga.lain === "0" ? "" : " + LAIN";
  const buk = idTextTrimmed(harga.buk_persen);
  const unknown = harga.tanpa_analisa ? "belum ada" : "belum lengkap";
  const rows = [
    [`D = A + B + C${lain}`, "Biaya langsung", harga.biaya_langsung, "D", ""],
    [`E = ${buk} % × D`, "Biaya umum", harga.biaya_umum_keuntungan, "E", ""],
    ["F = D + E", "Harga satuan pekerjaan", harga.harga_satuan, "F", "final"],
  ] as const;
  return rows.map(([rule, name, value, letter, className]) =>
    make(
      "div",
      { class: className },
      make("span", {}, make("i", {}, rule), name),
      make(
        "b",
        {},
        make(
          "button",
          { type: "button", class: "figure", "data-derivation": `pekerjaan:${pekerjaan.id}:${letter}` },
          value === null ? unknown : idText(value, decimalsOf(value)),
        ),
      ),
    ),
  );
}

/** The panel beside the sheet; parts with nothing to say are left out. */
export function drawPanel(form: AnalisaFigures): HTMLElement[] {
  const parts = [missing(form), effect(form), whatIf(form), used(form), rounding(form)];
  return parts.filter((part) => part !== null);
}

function section(title: string, small: string, ...body: HTMLElement[]): HTMLElement {
  return make("section", {}, make("h2", {}, title, small ? make("small", {}, small) : null), ...body);
}

function missing({ belum_ada: items, harga }: AnalisaFigures): HTMLElement | null {
  if (items.length === 0) {
    return harga.tanpa_analisa
      ? section("Belum ada analisa", "", make("p", { class: "small muted" }, "Tambahkan komponen pertama."))
      : null;
  }
  const names = items.map((item) => make("li", { class: "truncate" }, `${item.kode} ${item.uraian}`));
  return section("Belum ada harga", String(items.length), make("ul", { class: "small warn" }, ...names));
}

function effect({ pengaruh }: AnalisaFigures): HTMLElement | null {
  const heaviest = Number.parseFloat(pengaruh[0]?.persen ?? "0");
  if (heaviest === 0) {
    return null;
  }
  const rows = pengaruh.map(({ uraian, persen }) =>
    make(
      "li",
      {},
      make("span", { class: "truncate", title: uraian }, uraian),
      make("span", { class: "muted" }, `${idText(persen, 1)} %`),
      bar((100 * Number.parseFloat(persen)) / heaviest),
    ),
  );
  return section("Pengaruh pada F", "% dari D", make("ul", { class: "effect" }, ...rows));
}

function bar(width: number): HTMLElement {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.setAttribute("viewBox", "0 0 100 4");
  svg.setAttribute("preserveAspectRatio", "none");
  svg.setAttribute("aria-hidden", "true");
  for (const [className, length] of [
    ["bar-track", 100],
    ["bar-fill", width],
  ] as const) {
    const rect = document.createElementNS("http://www.w3.org/2000/svg", "rect");
    rect.setAttribute("class", className);
    rect.setAttribute("width", length.toFixed(1));
    rect.setAttribute("height", "4");
    svg.append(rect);
  }
  return svg as unknown as HTMLElement;
}

function whatIf({ pengaruh }: AnalisaFigures): HTMLElement | null {
  if (pengaruh.length === 0) {
    return null;
  }
  const cells = pengaruh
    .slice(0, WHAT_IF)
    .flatMap(({ uraian, harga_satuan, naik_persen }) => [
      make("span", { class: "truncate", title: uraian }, uraian),
      make("span", { class: "num" }, idText(harga_satuan, 2)),
      make("span", { class: "num warn" }, `+${idText(naik_persen, 2)} %`),
    ]);
  return section("Bila harga naik 5 %", "F menjadi", make("div", { class: "what-if" }, ...cells));
}

function used(form: AnalisaFigures): HTMLElement {
  const { pekerjaan, volume, jumlah, bobot, dipakai_oleh: hosts } = form;
  const pairs: [string, string][] = [
    ["Volume", volume === null ? "belum ada" : `${idTextTrimmed(volume)} ${pekerjaan.satuan}`],
    ["Jumlah", jumlah === null ? "belum lengkap" : idText(jumlah, 2)],
    ["Bobot", bobot === null ? "–" : `${idText(bobot, 2)} %`],
  ];
  if (hosts.length > 0) {
    pairs.push(["Bundel di", hosts.map((host) => host.kode).join(", ")]);
  }
  const list = pairs.flatMap(([name, value]) => [make("dt", {}, name), make("dd", {}, value)]);
  return section("Dipakai", "", make("dl", { class: "pairs" }, ...list));
}

function rounding({ kebijakan }: AnalisaFigures): HTMLElement {
  const lines = kebijakan.bulatkan_baris && kebijakan.rounding !== "tanpa";
  const words = lines
    ? "Tiap baris dibulatkan 2 desimal, setengah ke atas. A, B, C menjumlah angka yang tercetak."
    : "Baris tidak dibulatkan; selisih hanya pada tampilan.";
  const text = `${words} ${ROUNDING[kebijakan.rounding] ?? ""}`.trim();
  return section("Pembulatan", "", make("p", { class: "small muted" }, text));
}

/** At least the sen; under "tidak dibulatkan" what there is, up to ten decimals, as the derivation prints it. */
function decimalsOf(value: string): number {
  return Math.min(10, Math.max(2, (value.split(".")[1] ?? "").length));
}
