/**
 * The bar under a sheet: what the last act did and what is selected (left), which keys act on it (right).
 *
 *     <grid-status></grid-status>
 */

import type { Sheet } from "../grid/sheet";
import { selectionSummary } from "../grid/summary";
import { make } from "../lib/dom";

type Key = readonly [keys: string, does: string];

const KEYS: readonly Key[] = [
  ["F2", "ubah"],
  ["Ctrl D", "isi ke bawah"],
  ["Ctrl Z", "urungkan"],
];

export class GridStatus extends HTMLElement {
  connectedCallback(): void {
    this.classList.add("status");
  }

  show(sheet: Sheet): void {
    const problems = sheet.problems();
    const refused = problems.filter((mark) => mark.kind === "refused").length;
    const conflicts = problems.length - refused;
    this.replaceChildren(
      ...this.selection(sheet),
      ...(refused > 0 ? [make("span", { class: "refused" }, `${refused} ditolak`)] : []),
      ...(conflicts > 0 ? [make("span", { class: "conflict" }, `${conflicts} bentrok`)] : []),
      make("span", { class: "push" }, ...this.keys(sheet, problems.length > 0)),
    );
  }

  private selection(sheet: Sheet): HTMLElement[] {
    const { cells, filled, sum, mean } = selectionSummary(sheet);
    const said = (text: string): HTMLElement[] =>
      text === "" ? [] : [make("span", { class: "said" }, text)];
    if (cells <= 1) {
      return said(sheet.said || `${rowsOf(sheet)} baris`);
    }
    const parts: [string, string | null][] = [
      ["Jumlah", sum],
      ["Rata-rata", mean],
      ["Banyak", String(filled)],
      ["Sel", String(cells)],
    ];
    const counts = parts.flatMap(([name, value]) =>
      value === null ? [] : [make("span", {}, `${name} `, make("b", {}, value))],
    );
    // Without a sum nothing else would tell what became of a paste over locked cells.
    return sum === null ? [...said(sheet.said), ...counts] : counts;
  }

  private keys(sheet: Sheet, problems: boolean): HTMLElement[] {
    if (!sheet.options.canEdit) {
      return [make("span", {}, "Hanya baca")];
    }
    const keys: readonly Key[] = problems ? [["F8", "masalah berikutnya"], ...KEYS] : KEYS;
    return keys.map(([chord, does]) =>
      make("span", {}, ...chord.split(" ").flatMap((key) => [make("kbd", {}, key), " "]), does),
    );
  }
}

function rowsOf(sheet: Sheet): number {
  return sheet.model.all.filter((row) => row.kind !== "group").length;
}

customElements.define("grid-status", GridStatus);
