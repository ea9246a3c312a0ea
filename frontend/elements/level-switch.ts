/**
 * How deep a tree is shown: klasifikasi, sub-klasifikasi, or down to the pekerjaan. Nothing is summed anew.
 *
 *     <level-switch data-table="rekap"><button data-level="1" aria-pressed="false">Klasifikasi</button>…</level-switch>
 */

import { requireData } from "../lib/dom";

export class LevelSwitch extends HTMLElement {
  connectedCallback(): void {
    this.addEventListener("click", (event) => {
      const level = (event.target as Element).closest<HTMLElement>("[data-level]")?.dataset.level;
      if (level) {
        this.show(level);
      }
    });
  }

  private show(level: string): void {
    const table = document.getElementById(requireData(this, "table"));
    table?.setAttribute("data-depth", level);
    for (const button of this.querySelectorAll<HTMLElement>("[data-level]")) {
      button.setAttribute("aria-pressed", String(button.dataset.level === level));
    }
  }
}

customElements.define("level-switch", LevelSwitch);
