/**
 * Prints the page as it stands; without JavaScript the browser's own command does the same.
 *
 *     <print-button><button type="button" class="button primary">Cetak</button></print-button>
 */

export class PrintButton extends HTMLElement {
  connectedCallback(): void {
    this.querySelector("button")?.addEventListener("click", () => window.print());
  }
}

customElements.define("print-button", PrintButton);
