/** What a deletion, a change of source and a paste would do, drawn for the question that asks for it. */

import type { Row } from "../grid/columns";
import { sum } from "../lib/decimal";
import { make } from "../lib/dom";
import { idText, idTextTrimmed } from "../lib/numbers";
import type { ReadLine } from "./excel";
import type { Loss } from "./outline";

const MOST_LISTED = 12;

export interface SourcePreview {
  readonly kode: string;
  readonly uraian: string;
  readonly satuan: string;
  readonly komponen: readonly {
    readonly kode: string;
    readonly uraian: string;
    readonly satuan: string;
    readonly before: string | null;
    readonly after: string | null;
  }[];
  readonly lost: readonly string[];
  readonly hosts: readonly string[];
}

function list(items: readonly string[], className = "effect-list"): HTMLElement {
  const shown = items.slice(0, MOST_LISTED).map((item) => make("li", {}, item));
  const more = items.length - MOST_LISTED;
  return make(
    "ul",
    { class: className },
    ...shown,
    more > 0 ? make("li", { class: "faint" }, `dan ${more} lagi`) : null,
  );
}

/** "2 sub, 5 pekerjaan" */
export function counted(parts: readonly (readonly [number, string])[]): string {
  return parts.flatMap(([count, word]) => (count > 0 ? [`${count} ${word}`] : [])).join(", ");
}

export function lossWords(loss: Loss): string {
  return counted([
    [loss.klasifikasi, "klasifikasi"],
    [loss.sub, "sub"],
    [loss.pekerjaan.length, "pekerjaan"],
  ]);
}

export function lossDrawn(loss: Loss): Node[] {
  const works = loss.pekerjaan;
  const komponen = works.reduce((total, row) => total + Number(row.values.komponen ?? 0), 0);
  const volumes = works.filter((row) => row.values.lengkap?.split(" ")[1] === "penuh").length;
  const amounts = works.flatMap((row) => (row.values.jumlah == null ? [] : [row.values.jumlah]));
  const facts = [
    ...(komponen > 0 ? [`${komponen} komponen analisa`] : []),
    ...(volumes > 0 ? [`${volumes} volume beserta lembar ukurnya`] : []),
    ...(amounts.length > 0 ? [`Jumlah Rp ${idText(sum(amounts), 2)}`] : []),
  ];
  return [
    list(loss.tops.map((row) => [row.values.kode, row.values.uraian].filter((part) => part).join(" "))),
    ...(facts.length > 0 ? [make("p", { class: "muted" }, "Ikut hilang:"), list(facts)] : []),
    make("p", { class: "muted" }, "Harga item tetap tersimpan. Ctrl Z mengembalikan semuanya."),
  ];
}

export function previewDrawn(preview: SourcePreview): Node[] {
  const { lost, hosts, komponen } = preview;
  return [
    make("p", {}, [preview.kode, preview.uraian, `per ${preview.satuan}`].filter((part) => part).join(" · ")),
    ...(lost.length > 0
      ? [make("p", { class: "muted" }, "Yang hilang:"), list(lost)]
      : [make("p", { class: "muted" }, "Tidak ada yang hilang.")]),
    ...(komponen.length > 0
      ? [make("p", { class: "muted" }, "Komponen yang berbeda:"), changes(preview)]
      : []),
    ...(hosts.length > 0
      ? [make("p", { class: "muted" }, "Dipakai sebagai bundel, harganya ikut berubah:"), list(hosts)]
      : []),
  ];
}

function changes({ komponen }: SourcePreview): HTMLElement {
  const figure = (value: string | null): string => (value === null ? "tidak ada" : idTextTrimmed(value));
  const rows = komponen.map((line) =>
    make(
      "tr",
      {},
      make("td", {}, `${line.uraian} `, make("span", { class: "small faint" }, line.kode)),
      make("td", { class: "num muted" }, figure(line.before)),
      make("td", { class: "num" }, figure(line.after)),
      make("td", { class: "muted" }, line.satuan),
    ),
  );
  const head = ["Komponen", "Sekarang", "Menjadi", "Satuan"].map((title, at) =>
    make("th", { scope: "col", class: at === 1 || at === 2 ? "num" : null }, title),
  );
  return make(
    "table",
    { class: "table" },
    make("thead", {}, make("tr", {}, ...head)),
    make("tbody", {}, ...rows),
  );
}

/** The lines as they were read, each at its level. */
export function linesDrawn(lines: readonly ReadLine[]): HTMLElement {
  const rows = lines
    .slice(0, 200)
    .map((line) =>
      make(
        "li",
        { class: `l${line.level}` },
        make("span", {}, line.level === 1 ? line.uraian.toLocaleUpperCase("id") : line.uraian),
        make("span", { class: "muted" }, line.satuan),
      ),
    );
  return make("ul", { class: "read-lines" }, ...rows);
}

/** A name for a row in a sentence. */
export function nameOf(row: Row): string {
  return row.values.uraian || "baris baru";
}
