/**
 * Light, dark, or as the system, in turn.
 *
 *     <theme-toggle><button class="button plain square" aria-label="Ganti tema">…</button></theme-toggle>
 */

import { themeNext, themeRead, themeWrite } from "../lib/theme";

const NAMES = { light: "terang", dark: "gelap", auto: "ikut sistem" } as const;

export class ThemeToggle extends HTMLElement {
  connectedCallback(): void {
    this.addEventListener("click", () => {
      themeWrite(themeNext(themeRead()));
      this.label();
    });
    this.label();
  }

  private label(): void {
    this.querySelector("button")?.setAttribute("title", `Tema: ${NAMES[themeRead()]}`);
  }
}

customElements.define("theme-toggle", ThemeToggle);
