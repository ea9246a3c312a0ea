/**
 * The address of the selection, its raw text, and where the stored value came from.
 *
 *     <cell-bar></cell-bar>
 */

import { make } from "../lib/dom";

export class CellBar extends HTMLElement {
  private readonly address = make("span", { class: "address" });
  private readonly raw = make("span", { class: "raw" });
  private readonly origin = make("span", { class: "origin" });

  connectedCallback(): void {
    this.replaceChildren(this.address, this.raw, this.origin);
  }

  show({ address, raw, origin }: { address: string; raw: string; origin: string }): void {
    this.address.textContent = address;
    this.raw.textContent = raw;
    this.origin.textContent = origin;
  }
}

customElements.define("cell-bar", CellBar);
