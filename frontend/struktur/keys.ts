/** The keys of an outline, before the grid's own: a blank row is typed like a list, a stored one opens the next. */

import { chordOf } from "../grid/keyboard";
import type { RabGrid } from "../grid/rab-grid";
import type { StrukturActs } from "./acts";
import { NAME, type Typing } from "./typing";

export class StrukturKeys {
  constructor(
    page: HTMLElement,
    private readonly grid: RabGrid,
    private readonly typing: Typing,
    private readonly acts: StrukturActs,
  ) {
    page.addEventListener("keydown", (event) => this.before(event), true);
    page.addEventListener("keydown", (event) => this.after(event));
    page.addEventListener("paste", (event) => this.paste(event), true);
    document.addEventListener("keydown", this.anywhere);
  }

  end(): void {
    document.removeEventListener("keydown", this.anywhere);
  }

  private goesOn = false;

  /** The grid's input while it has the keyboard, and whether it is open for typing. */
  private input(event: Event): { open: boolean; blank: boolean; element: HTMLInputElement } | null {
    const element = event.target;
    if (!(element instanceof HTMLInputElement) || !element.classList.contains("grid-input")) {
      return null;
    }
    return { element, open: element.classList.contains("open"), blank: element.value.trim() === "" };
  }

  private before(event: KeyboardEvent): void {
    this.goesOn = false;
    const input = this.input(event);
    const { row, column, single } = this.grid.sheet.cursor;
    if (!input || event.isComposing || !this.grid.sheet.options.canEdit) {
      return;
    }
    const chord = chordOf(event);
    if (this.typing.isEmpty && (chord === "Enter" || isTyped(event))) {
      this.first(chord === "Enter" ? event : null);
    } else if (row && this.typing.isBlank(row) && input.blank && this.blank(chord, input.element)) {
      stop(event);
    } else if (input.open) {
      this.goesOn = chord === "Enter" && (this.typing.isBlank(row) || this.typing.isLast(row));
    } else if (chord === "Enter" && single && (column?.key === NAME || this.typing.isLast(row))) {
      stop(event);
      this.acts.insert(row);
    } else if (chord === "Delete" && (column?.key === NAME || column?.key === "no")) {
      stop(event);
      this.acts.remove(this.grid.sheet.cursor.rows());
    }
  }

  /** The first key of an empty list opens its first row; what is typed goes on into it. */
  private first(enter: Event | null): void {
    if (enter) {
      stop(enter);
    }
    this.acts.insert(null);
  }

  /** Keys of a row without a name; answers whether the key was one. */
  private blank(chord: string, element: HTMLInputElement): boolean {
    const { row } = this.grid.sheet.cursor;
    const acts: Record<string, () => void> = {
      Tab: () => this.acts.indent(row ? [row] : [], 1),
      "Shift+Tab": () => this.acts.indent(row ? [row] : [], -1),
      Enter: () => row && !this.typing.indent(row, -1) && this.typing.drop(row),
      Escape: () => row && this.typing.drop(row),
      Delete: () => row && this.typing.drop(row),
    };
    const act = acts[chord];
    if (!act) {
      return false;
    }
    // Ends an entry that was typed and erased again; nothing is committed, since nothing differs.
    element.blur();
    act();
    this.grid.focus();
    return true;
  }

  /** After the grid has taken an Enter that named a row: the next blank one. */
  private after(event: KeyboardEvent): void {
    if (!this.goesOn || !this.input(event)) {
      return;
    }
    this.goesOn = false;
    const typed = [...this.typing.rows.values()].findLast(({ sent }) => sent);
    const row = typed ? this.grid.sheet.model.byId(typed.id) : null;
    const last = row ?? this.grid.sheet.model.all.find((one) => this.typing.isLast(one));
    if (last) {
      this.acts.insert(last);
    }
  }

  private readonly anywhere = (event: KeyboardEvent): void => {
    if (chordOf(event) === "Ctrl+K" && !document.querySelector("dialog[open]")) {
      stop(event);
      this.acts.catalogue();
    }
  };

  /** Many lines pasted into a blank row are an outline, not cells; so is whatever comes first into an empty list. */
  private paste(event: ClipboardEvent): void {
    const text = event.clipboardData?.getData("text/plain") ?? "";
    const { row } = this.grid.sheet.cursor;
    const input = this.input(event);
    const outline = this.typing.isBlank(row) && text.trim().includes("\n");
    if (input && (outline || (this.typing.isEmpty && text.trim() !== ""))) {
      stop(event);
      this.acts.paste(text);
    }
  }
}

/** A key that writes a character, not a command. */
function isTyped({ key, ctrlKey, metaKey, altKey }: KeyboardEvent): boolean {
  return key.length === 1 && key !== " " && !ctrlKey && !metaKey && !altKey;
}

function stop(event: Event): void {
  event.preventDefault();
  event.stopPropagation();
}
