/**
 * A button whose act cannot be taken back by Ctrl+Z: the first press shows the effect, the second does it.
 *
 *     <confirm-button data-effect="12 pekerjaan ikut terhapus" data-confirm="Hapus">
 *       <button class="button" name="hapus">Hapus proyek</button>
 *     </confirm-button>
 */

import { make, makeButton } from "../lib/dom";

export class ConfirmButton extends HTMLElement {
  private open = false;

  connectedCallback(): void {
    // Capturing here comes before every other listener of the button, htmx's included.
    this.addEventListener("click", (event) => this.pressed(event), true);
  }

  private pressed(event: Event): void {
    const button = (event.target as Element).closest("button");
    if (button && !this.open) {
      event.preventDefault();
      event.stopImmediatePropagation();
      this.ask(button);
    }
  }

  private ask(button: HTMLButtonElement): void {
    const label = button.textContent ?? "";
    const effect = make("span", { class: "effect-text", role: "status" }, this.dataset.effect ?? "");
    const back = makeButton("Batal", () => this.close(button, label, [effect, back]), "button plain");
    this.open = true;
    this.classList.add("confirm");
    button.textContent = this.dataset.confirm ?? label;
    this.prepend(effect);
    this.append(back);
    this.addEventListener("keydown", (event) => event.key === "Escape" && back.click(), { once: true });
  }

  private close(button: HTMLButtonElement, label: string, parts: readonly HTMLElement[]): void {
    this.open = false;
    this.classList.remove("confirm");
    button.textContent = label;
    for (const part of parts) {
      part.remove();
    }
    button.focus();
  }
}

customElements.define("confirm-button", ConfirmButton);
