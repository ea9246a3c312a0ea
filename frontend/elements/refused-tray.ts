/**
 * Every refused or conflicting cell at once: row, column, what was typed, why, and the readings as buttons.
 *
 *     <refused-tray></refused-tray>
 */

import { type CellKey, type Column, cellKey, type Row, rowWith } from "../grid/columns";
import { whoText } from "../grid/conflict-popover";
import type { Sheet } from "../grid/sheet";
import type { ConflictMark, Mark, RefusedMark } from "../grid/states";
import { ICON_REFUSED, make, makeButton, makeIcon } from "../lib/dom";

/** A paste gone wrong must not draw thousands of lines; F8 and the count still reach the rest. */
const MOST_SHOWN = 100;

export class RefusedTray extends HTMLElement {
  private shown = "";

  /** Draws the problems of a sheet; `go` brings the hand back to the grid. */
  show(sheet: Sheet, go: () => void): void {
    const problems = sheet.problems();
    const held = sheet.states.all.filter((mark) => mark.kind === "held").length;
    const key = problems.map((mark) => `${cellKey(mark.row, mark.col)}=${typedText(mark)}`).join("\n") + held;
    if (key === this.shown) {
      return;
    }
    this.shown = key;
    if (problems.length === 0 && held === 0) {
      this.replaceChildren();
      return;
    }
    const items = problems.slice(0, MOST_SHOWN).map((mark) => this.item(sheet, mark, go));
    this.replaceChildren(
      make(
        "div",
        { class: "tray", role: "region", "aria-label": "Sel yang ditolak" },
        this.head(sheet, held, go),
        make("ul", {}, ...items),
      ),
    );
  }

  private head(sheet: Sheet, held: number, go: () => void): HTMLElement {
    const problems = sheet.problems();
    const hint = make(
      "span",
      { class: "push" },
      "Yang ditolak belum ikut tersimpan · ",
      make("kbd", {}, "F8"),
      " berikutnya",
    );
    const title = `${problems.length} sel perlu diputuskan`;
    const rest = problems.length > MOST_SHOWN ? `, ${MOST_SHOWN} pertama di bawah` : "";
    if (held === 0) {
      return make("h2", {}, title + rest, hint);
    }
    const send = makeButton(`Simpan ${held} sel lain`, () => {
      sheet.sendHeld();
      go();
    });
    return make("h2", {}, title + rest, send, hint);
  }

  private item(sheet: Sheet, mark: Exclude<Mark, { kind: "held" }>, go: () => void): HTMLElement {
    const row = sheet.model.byId(mark.row);
    const column = sheet.columns.find((one) => one.key === mark.col);
    const key = cellKey(mark.row, mark.col);
    const visit = (): void => {
      sheet.goTo(mark.row, mark.col);
      go();
    };
    const place = makeButton(row ? `Baris ${sheet.model.numberOf(row.id)}` : "Baris", visit, "go");
    return make(
      "li",
      { class: `is-${mark.kind}` },
      makeIcon(ICON_REFUSED),
      place,
      make("span", { class: "truncate" }, column?.title ?? mark.col),
      make("span", { class: "typed", title: typedText(mark) }, shownText(mark, row, column)),
      make("span", { class: "truncate" }, reason(mark, row, column)),
      this.choices(choices(sheet, key, mark, row, column), go),
    );
  }

  /** Once a line is decided it goes, and the hand returns to the sheet. */
  private choices(buttons: readonly HTMLElement[], go: () => void): HTMLElement {
    const group = make("span", { class: "choices" }, ...buttons);
    group.addEventListener("click", go);
    return group;
  }
}

function typedText(mark: Mark): string {
  return mark.kind === "refused" ? mark.text : ((mark.kind === "held" ? mark.value : mark.mine) ?? "");
}

function shownText(mark: Mark, row?: Row, column?: Column): string {
  return mark.kind === "conflict" ? formatted(mark.mine, row, column) : typedText(mark);
}

function formatted(value: string | null, row?: Row, column?: Column): string {
  return row && column ? column.format(rowWith(row, column, value)) || "kosong" : (value ?? "kosong");
}

function reason(mark: RefusedMark | ConflictMark, row?: Row, column?: Column): string {
  return mark.kind === "refused"
    ? mark.reason
    : `Sementara itu ${whoText(mark)} mengubahnya menjadi ${formatted(mark.now, row, column)}.`;
}

function choices(
  sheet: Sheet,
  key: CellKey,
  mark: RefusedMark | ConflictMark,
  row?: Row,
  column?: Column,
): HTMLElement[] {
  if (mark.kind === "conflict") {
    return [mark.now, mark.mine].map((value) => {
      const button = makeButton(`Pakai ${formatted(value, row, column)}`, () => sheet.accept(key, value));
      button.title = button.textContent ?? "";
      return button;
    });
  }
  return [
    ...mark.readings.slice(0, 4).map(({ label, value }) => makeButton(label, () => sheet.accept(key, value))),
    makeButton("Kembalikan", () => sheet.giveUp(key)),
  ];
}

customElements.define("refused-tray", RefusedTray);
