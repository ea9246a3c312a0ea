/** Completion of names while a formula is typed into a cell, and what the formula comes to, before it is entered. */

import { make, setAttribute } from "../lib/dom";
import { FormulaError, formulaPreview } from "../lib/formula";
import { type Candidate, type Completion, complete, inserted } from "../lib/formula-complete";
import { idTextTrimmed } from "../lib/numbers";

export interface FormulaHelp {
  /** Whether the cell being typed into takes formulas. */
  applies(): boolean;
  candidates(): readonly Candidate[];
  parameters(): Readonly<Record<string, string>>;
}

let lists = 0;

/** Hangs a list from the input of a grid: arrows choose, Tab inserts, Esc closes; every other key stays the grid's. */
export class FormulaHelper {
  readonly element: HTMLElement;
  private readonly list: HTMLUListElement;
  private readonly result = make("span", { class: "push" });
  private readonly keys: HTMLElement;
  private completion: Completion | null = null;
  private chosen = 0;
  private readonly watch: MutationObserver;

  constructor(
    private readonly host: HTMLElement,
    private readonly input: HTMLInputElement,
    private readonly help: FormulaHelp,
  ) {
    lists += 1;
    this.list = make("ul", { id: `lengkapi-${lists}`, role: "listbox", "aria-label": "Lengkapi nama" });
    this.keys = make("span", {}, make("kbd", {}, "Tab"), " sisipkan  ", make("kbd", {}, "Esc"), " tutup");
    const footer = make("footer", { "aria-live": "polite" }, this.keys, this.result);
    this.element = make("div", { class: "popover complete", hidden: true }, this.list, footer);
    host.append(this.element);
    input.addEventListener("input", () => this.typed());
    // In the capture phase of the host, the list has its keys before the grid's own table.
    host.addEventListener("keydown", (event) => this.key(event), { capture: true });
    this.watch = new MutationObserver(() => this.input.classList.contains("open") || this.close());
    this.watch.observe(input, { attributeFilter: ["class"] });
  }

  end(): void {
    this.watch.disconnect();
    this.element.remove();
  }

  private typed(): void {
    const { input } = this;
    if (!this.help.applies() || !input.value.trimStart().startsWith("=")) {
      this.close();
      return;
    }
    this.completion = complete(input.value, input.selectionStart ?? 0, this.help.candidates());
    this.chosen = 0;
    this.draw();
  }

  private key(event: KeyboardEvent): void {
    if (event.target !== this.input || this.element.hidden || event.isComposing) {
      return;
    }
    const acts: Readonly<Record<string, () => void>> = this.completion
      ? {
          ArrowDown: () => this.choose(1),
          ArrowUp: () => this.choose(-1),
          Tab: () => this.insert(this.chosen),
          Escape: () => this.fold(),
        }
      : {};
    const act = event.shiftKey || event.ctrlKey || event.altKey ? undefined : acts[event.key];
    if (act) {
      event.preventDefault();
      event.stopPropagation();
      act();
    }
  }

  private choose(by: 1 | -1): void {
    const count = this.completion?.found.length ?? 1;
    this.chosen = (this.chosen + by + count) % count;
    this.draw();
  }

  private insert(at: number): void {
    const candidate = this.completion?.found[at];
    if (this.completion && candidate) {
      const { text, caret } = inserted(this.input.value, this.completion, candidate);
      this.input.value = text;
      this.input.setSelectionRange(caret, caret);
      this.completion = null;
      this.draw();
      this.input.focus({ preventScroll: true });
    }
  }

  /** Closes the list; what the formula comes to stays in sight. */
  private fold(): void {
    this.completion = null;
    this.draw();
  }

  private close(): void {
    this.completion = null;
    setAttribute(this.element, "hidden", true);
    for (const name of ["role", "aria-expanded", "aria-autocomplete"]) {
      this.input.removeAttribute(name);
    }
  }

  private draw(): void {
    const { input, completion } = this;
    const found = completion?.found ?? [];
    this.list.replaceChildren(...found.map((candidate, at) => this.item(candidate, at)));
    setAttribute(this.list, "hidden", found.length === 0);
    setAttribute(this.keys, "hidden", found.length === 0);
    setAttribute(input, "role", "combobox");
    setAttribute(input, "aria-autocomplete", "list");
    setAttribute(input, "aria-expanded", String(found.length > 0));
    if (found.length > 0) {
      setAttribute(input, "aria-controls", this.list.id);
      setAttribute(input, "aria-activedescendant", `${this.list.id}-${this.chosen}`);
    }
    this.result.textContent = this.outcome();
    setAttribute(this.element, "hidden", this.result.textContent === "" && found.length === 0);
    this.place();
  }

  private item(candidate: Candidate, at: number): HTMLLIElement {
    const { name, of, shown } = candidate;
    const from = name.indexOf((this.completion?.word ?? "").toLowerCase());
    const to = from + (this.completion?.word.length ?? 0);
    const marked = [name.slice(0, from), make("mark", {}, name.slice(from, to)), name.slice(to)];
    const item = make(
      "li",
      { id: `${this.list.id}-${at}`, role: "option", "aria-selected": String(at === this.chosen) },
      make("span", {}, ...marked),
      make("span", { class: "of" }, of),
      make("span", {}, shown),
    );
    item.addEventListener("pointerdown", (event) => {
      event.preventDefault();
      event.stopPropagation();
      this.insert(at);
    });
    return item;
  }

  /** "menjadi 34,56" with the chosen name in place; a fault only once nothing is half typed. */
  private outcome(): string {
    const candidate = this.completion?.found[this.chosen];
    const text =
      this.completion && candidate
        ? inserted(this.input.value, this.completion, candidate).text
        : this.input.value;
    try {
      return `menjadi ${idTextTrimmed(formulaPreview(text, this.help.parameters()).value)}`;
    } catch (error) {
      const unfinished = ["formula_empty", "formula_unfinished", "formula_parenthesis", "formula_preview"];
      const known = error instanceof FormulaError && !candidate && !unfinished.includes(error.code);
      return known ? error.message : "";
    }
  }

  private place(): void {
    const { host, input, element } = this;
    const room = host.clientHeight - (input.offsetTop + input.offsetHeight);
    const above = room < element.offsetHeight && input.offsetTop > element.offsetHeight;
    const left = Math.min(input.offsetLeft, host.clientWidth - element.offsetWidth - 8);
    element.style.left = `${Math.max(0, left)}px`;
    element.style.top = above
      ? `${input.offsetTop - element.offsetHeight}px`
      : `${input.offsetTop + input.offsetHeight}px`;
  }
}
