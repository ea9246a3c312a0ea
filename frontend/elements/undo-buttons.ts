/**
 * Undo and redo of the project, enabled when the server says there is something to go back to.
 *
 *     <undo-buttons><button data-act="undo" aria-label="Urungkan">…</button><button data-act="redo" aria-label="Ulangi">…</button></undo-buttons>
 */

import { projectAsk, projectListen } from "../lib/store";

export class UndoButtons extends HTMLElement {
  private end: (() => void) | null = null;

  connectedCallback(): void {
    this.addEventListener("click", (event) => {
      const act = (event.target as Element).closest<HTMLElement>("[data-act]")?.dataset.act;
      if (act === "undo" || act === "redo") {
        projectAsk(act);
      }
    });
    this.end = projectListen(({ canUndo, canRedo, waiting }) => {
      this.enable("undo", canUndo || waiting > 0);
      this.enable("redo", canRedo);
    });
  }

  private enable(act: "undo" | "redo", enabled: boolean): void {
    this.querySelector(`[data-act="${act}"]`)?.toggleAttribute("disabled", !enabled);
  }

  disconnectedCallback(): void {
    this.end?.();
  }
}

customElements.define("undo-buttons", UndoButtons);
