/** Two people changed one cell: what it was, mine, theirs, and who; both values as buttons. */

import { momentText } from "../lib/clock";
import { make, makeButton } from "../lib/dom";
import { type CellKey, type Column, type Row, rowWith } from "./columns";
import type { Sheet } from "./sheet";
import type { ConflictMark } from "./states";
import type { Box } from "./view";

const WIDTH = 328;
const GAP = 10;

export class ConflictPopover {
  readonly element = make("div", {
    class: "popover conflict-popover",
    role: "dialog",
    "aria-label": "Bentrok sel",
    hidden: true,
  });
  private drawn: ConflictMark | null = null;

  constructor(
    private readonly sheet: Sheet,
    private readonly done: () => void,
  ) {}

  /** Shows beside the active cell while that is in conflict, and nowhere else. */
  show(key: CellKey, row: Row, column: Column, box: Box, hostWidth: number): void {
    const mark = this.sheet.states.markOf(key);
    if (mark?.kind !== "conflict" || !box.inSight) {
      this.element.hidden = true;
      return;
    }
    if (this.drawn !== mark) {
      this.drawn = mark;
      this.draw(key, row, column, mark);
    }
    const right = box.left + box.width + GAP;
    const left = right + WIDTH > hostWidth ? Math.max(GAP, box.left - WIDTH - GAP) : right;
    this.element.style.left = `${left}px`;
    this.element.style.top = `${Math.max(0, box.top - GAP)}px`;
    this.element.hidden = false;
  }

  private draw(key: CellKey, row: Row, column: Column, mark: ConflictMark): void {
    const text = (value: string | null): string => column.format(rowWith(row, column, value)) || "kosong";
    const line = (name: string, who: string, value: string | null): HTMLElement[] => [
      make("span", {}, name),
      make("span", { class: "who" }, who),
      make("span", { class: "val" }, text(value)),
    ];
    const use = (value: string | null): HTMLButtonElement =>
      makeButton(`Pakai ${text(value)}`, () => {
        this.sheet.accept(key, value);
        this.done();
      });
    this.element.replaceChildren(
      make("header", {}, make("b", {}, `${column.title} ${row.values.uraian ?? ""} diubah dua orang`)),
      make(
        "div",
        { class: "body" },
        make(
          "div",
          { class: "versus" },
          ...line("Semula", "", mark.from),
          ...line("Nilai Anda", "belum tersimpan", mark.mine),
          ...line("Nilai sekarang", whoText(mark), mark.now),
        ),
      ),
      make("footer", {}, use(mark.now), use(mark.mine)),
    );
  }
}

/** "Estimator B, 10.41"; the server does not always know who. */
export function whoText({ by, at }: ConflictMark): string {
  const moment = at ? momentText(at, Date.now()) : "";
  return [by, moment].filter((part) => part).join(", ");
}
