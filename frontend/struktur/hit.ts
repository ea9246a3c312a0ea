/** A found analysis, and the sheet of the one that is looked at: its lines and sums at the project's prices. */

import { make } from "../lib/dom";
import { idText, idTextTrimmed } from "../lib/numbers";

export interface Hit {
  readonly analysis_id: number;
  readonly edition: string;
  readonly kode: string;
  readonly uraian: string;
  readonly satuan: string;
  readonly match: "kode" | "awalan_kode" | "semua_kata" | "padanan" | "kata_mirip" | "memuat";
  readonly padanan: readonly string[];
  readonly komponen: number;
  readonly harga_satuan: string | null;
  readonly belum_ada: number;
}

export interface AcuanForm {
  readonly analysis_id: number;
  readonly edition: string;
  readonly kode: string;
  readonly uraian: string;
  readonly satuan: string;
  readonly biaya_langsung: string | null;
  readonly buk_persen: string;
  readonly biaya_umum_keuntungan: string | null;
  readonly harga_satuan: string | null;
  readonly belum_ada: number;
  readonly baris: readonly {
    readonly kode: string;
    readonly uraian: string;
    readonly satuan: string;
    readonly koefisien: string;
    readonly jumlah: string | null;
  }[];
}

/** The text with each of the words in a mark. */
export function highlighted(text: string, words: readonly string[]): (Node | string)[] {
  const lower = text.toLowerCase();
  const parts: (Node | string)[] = [];
  let at = 0;
  while (at < text.length) {
    const found = words
      .map((word) => ({ word, start: lower.indexOf(word, at) }))
      .filter(({ start }) => start >= 0)
      .sort((a, b) => a.start - b.start || b.word.length - a.word.length)[0];
    if (!found) {
      break;
    }
    const end = found.start + found.word.length;
    parts.push(text.slice(at, found.start), make("mark", {}, text.slice(found.start, end)));
    at = end;
  }
  return [...parts, text.slice(at)];
}

/** Name, lines and sums. */
export function acuanDrawn(form: AcuanForm): Node[] {
  const money = (value: string | null): string => (value === null ? "belum ada" : idText(value, 2));
  const lines = form.baris.map((line) =>
    make(
      "tr",
      {},
      make("td", {}, line.uraian, make("span", { class: "small faint" }, ` ${line.kode}`)),
      make("td", { class: "num" }, idTextTrimmed(line.koefisien)),
      make("td", { class: "muted" }, line.satuan),
      make("td", { class: "num" }, money(line.jumlah)),
    ),
  );
  const pairs: [string, string][] = [
    ["Biaya langsung (D)", money(form.biaya_langsung)],
    [`Biaya umum ${idTextTrimmed(form.buk_persen)} % (E)`, money(form.biaya_umum_keuntungan)],
  ];
  return [
    make("h2", {}, form.uraian),
    make("p", { class: "small muted" }, `${form.edition} · ${form.kode} · per ${form.satuan}`),
    make("table", { class: "table" }, make("tbody", {}, ...lines)),
    make(
      "dl",
      { class: "pairs" },
      ...pairs.flatMap(([name, value]) => [make("dt", {}, name), make("dd", {}, value)]),
      make("dt", { class: "total" }, "Harga satuan (F)"),
      make("dd", { class: "total" }, money(form.harga_satuan)),
    ),
  ];
}
