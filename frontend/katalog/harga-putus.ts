/**
 * Rows that are decided one after another: arrows walk, Enter accepts, E edits, Del rejects, U opens again, "/" goes to
 * the search; after a decision the hand stands on the next row that waits, and a refusal is shown where it was said.
 *
 *     <harga-putus>
 *       <input type="search" aria-keyshortcuts="/">
 *       <table><tbody data-group><tr id="tahan-7" data-row data-open tabindex="-1">
 *         <td><form hx-post=".."><button data-act="terima">Terima</button></form></td></tr></tbody></table>
 *     </harga-putus>
 */

import { actOf, nextOpen } from "./harga-keys";
import { stepTo } from "./walk";

const ROW = "[data-row]";
const REFUSED = [409, 422];

export class HargaPutus extends HTMLElement {
  /** Where a decision was made: the row, and the rows that wait as they stood then. */
  private decided: { readonly id: string; readonly waiting: readonly string[] } | null = null;

  connectedCallback(): void {
    this.addEventListener("keydown", this.pressed);
    this.addEventListener("click", this.clicked);
    this.addEventListener("htmx:beforeRequest", this.leaving);
    this.addEventListener("htmx:beforeSwap", this.answered);
    this.addEventListener("htmx:afterSettle", this.opened);
    this.addEventListener("htmx:afterRequest", this.arrived);
    document.addEventListener("keydown", this.called);
    this.rows[0]?.setAttribute("tabindex", "0");
  }

  disconnectedCallback(): void {
    document.removeEventListener("keydown", this.called);
  }

  private get rows(): HTMLElement[] {
    return [...this.querySelectorAll<HTMLElement>(ROW)];
  }

  private readonly pressed = (event: KeyboardEvent): void => {
    const row = event.target instanceof Element ? event.target.closest<HTMLElement>(ROW) : null;
    if (!row) {
      return;
    }
    if (event.target !== row) {
      this.typing(event, row);
      return;
    }
    const rows = this.rows;
    const to = stepTo(event.key, rows.indexOf(row), rows.length);
    const act = event.ctrlKey || event.metaKey || event.altKey ? null : actOf(event.key);
    const button = act && row.querySelector<HTMLElement>(`[data-act="${act}"]`);
    if (to !== null) {
      event.preventDefault();
      rows[to]?.focus();
    } else if (button) {
      event.preventDefault();
      button.click();
    }
  };

  /** In a field Escape gives the row back, and nothing else is ours. */
  private typing(event: KeyboardEvent, row: HTMLElement): void {
    if (event.key === "Escape") {
      event.preventDefault();
      row.querySelector<HTMLElement>('[data-act="batal"]')?.click();
      row.focus();
    }
  }

  private readonly called = (event: KeyboardEvent): void => {
    const types =
      event.target instanceof Element && event.target.matches("input, textarea, select, [contenteditable]");
    if (event.key === "/" && !types && !event.ctrlKey && !event.metaKey && !event.altKey) {
      event.preventDefault();
      this.querySelector<HTMLInputElement>('[aria-keyshortcuts="/"]')?.focus();
    }
  };

  /** A click into a row takes the hand there, so that keys go on from it. */
  private readonly clicked = (event: MouseEvent): void => {
    const target = event.target instanceof Element ? event.target : null;
    if (target && !target.closest("a, button, input, select, label, summary")) {
      target.closest<HTMLElement>(ROW)?.focus();
    }
  };

  private readonly leaving = (event: Event): void => {
    const row = event.target instanceof Element ? event.target.closest<HTMLElement>(ROW) : null;
    this.decided = row
      ? {
          id: row.id,
          waiting: this.rows.filter((one) => one.dataset.open !== undefined).map((one) => one.id),
        }
      : null;
  };

  /** A refusal comes with its row and its words, which are put in place like an answer. */
  private readonly answered = (event: Event): void => {
    const { detail } = event as CustomEvent<{ xhr: XMLHttpRequest; shouldSwap: boolean; isError: boolean }>;
    if (REFUSED.includes(detail.xhr.status)) {
      detail.shouldSwap = true;
      detail.isError = false;
    }
  };

  /** Fields that were opened take the hand. */
  private readonly opened = (event: Event): void => {
    const row = event.target instanceof Element ? event.target.closest<HTMLElement>(ROW) : null;
    row?.querySelector<HTMLInputElement>("input[autofocus]")?.select();
  };

  private readonly arrived = (event: Event): void => {
    const { decided } = this;
    const { detail } = event as CustomEvent<{ requestConfig: { verb: string } }>;
    this.decided = null;
    if (!decided || detail.requestConfig.verb === "get") {
      return;
    }
    const here = document.getElementById(decided.id);
    const open = this.rows.filter((one) => one.dataset.open !== undefined).map((one) => one.id);
    const to = nextOpen(decided.id, decided.waiting, open);
    (to ? document.getElementById(to) : here)?.focus();
  };
}

customElements.define("harga-putus", HargaPutus);
