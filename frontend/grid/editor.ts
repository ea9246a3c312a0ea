/**
 * The one input of a grid. It is focused as long as the grid is, transparent while a cell is only selected, so that the
 * first key of a word reaches it whole: input methods, dead keys and soft keyboards all begin in a real text field.
 */

import { make, setAttribute } from "../lib/dom";
import type { Box } from "./view";

/** idle: a cell is selected; entry: typing began on the bare cell; edit: F2 or a double click, arrows move the caret. */
export type EditorMode = "idle" | "entry" | "edit";

export interface EditorHooks {
  /** Typing began: may the active cell be typed into? */
  mayBegin(): boolean;
  commit(text: string): void;
  modeChanged(mode: EditorMode): void;
  typed?(text: string, caret: number): void;
}

export class GridEditor {
  readonly input = make("input", {
    class: "grid-input",
    type: "text",
    autocomplete: "off",
    autocapitalize: "off",
    spellcheck: "false",
  });
  private current: EditorMode = "idle";
  private start = "";

  constructor(
    label: string,
    sheetId: string,
    private readonly hooks: EditorHooks,
  ) {
    setAttribute(this.input, "aria-label", label);
    setAttribute(this.input, "aria-controls", sheetId);
    // A tap selects; only editing may open the soft keyboard.
    this.input.inputMode = "none";
    this.input.addEventListener("compositionstart", () => this.begin("entry"));
    this.input.addEventListener("input", () => {
      this.begin("entry");
      this.hooks.typed?.(this.input.value, this.input.selectionStart ?? 0);
    });
    this.input.addEventListener("blur", () => this.commit());
  }

  get mode(): EditorMode {
    return this.current;
  }

  get text(): string {
    return this.input.value;
  }

  focus(): void {
    this.input.focus({ preventScroll: true });
  }

  /** Stands on a cell: holds its text, wholly selected, so that typing replaces it and copying has something to copy. */
  stand(text: string, editable: boolean, cellId: string | null): void {
    if (this.current !== "idle") {
      return;
    }
    this.start = text;
    if (this.input.value !== text) {
      this.input.value = text;
    }
    this.input.readOnly = !editable;
    setAttribute(this.input, "aria-activedescendant", cellId);
    const whole = this.input.selectionStart === 0 && this.input.selectionEnd === text.length;
    if (document.activeElement === this.input && !whole) {
      this.input.select();
    }
  }

  /** Lies over its cell in the scrolling sheet, shown while open; typing brings a cell that was scrolled away back. */
  place(box: Box, alignRight: boolean): void {
    const { style } = this.input;
    style.left = `${box.left}px`;
    style.top = `${box.top}px`;
    style.width = `${box.width}px`;
    style.height = `${box.height}px`;
    this.input.classList.toggle("open", this.current !== "idle");
    this.input.classList.toggle("right", alignRight);
  }

  begin(mode: "entry" | "edit", text?: string): void {
    if (this.current !== "idle") {
      if (mode === "edit") {
        this.enter("edit");
      }
      return;
    }
    if (!this.hooks.mayBegin()) {
      this.input.value = this.start;
      return;
    }
    this.enter(mode);
    if (text !== undefined) {
      this.input.value = text;
    }
    if (mode === "edit") {
      this.input.setSelectionRange(this.input.value.length, this.input.value.length);
    }
  }

  private enter(mode: EditorMode): void {
    this.current = mode;
    this.input.inputMode = mode === "idle" ? "none" : "text";
    this.hooks.modeChanged(mode);
  }

  /** Ends typing and hands the text over. */
  commit(): void {
    if (this.current === "idle") {
      return;
    }
    const text = this.input.value;
    this.enter("idle");
    this.hooks.commit(text);
  }

  cancel(): void {
    if (this.current !== "idle") {
      this.input.value = this.start;
      this.enter("idle");
    }
  }
}
