/**
 * Undo and redo of the project, enabled when the server says there is something to go back to.
 *
 *     <undo-buttons data-can-undo="true" data-can-redo="false"><button data-act="undo" aria-label="Urungkan">…</button><button data-act="redo" aria-label="Ulangi">…</button></undo-buttons>
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
    this.show(false, false);
    this.end = projectListen(({ canUndo, canRedo, waiting, savedAt }) =>
      // Until the first write of this page is confirmed, what the server printed is the news.
      savedAt === null ? this.show(waiting > 0, false) : this.show(canUndo || waiting > 0, canRedo, true),
    );
  }

  private show(canUndo: boolean, canRedo: boolean, written = false): void {
    this.enable("undo", canUndo || (!written && this.dataset.canUndo === "true"));
    this.enable("redo", canRedo || (!written && this.dataset.canRedo === "true"));
  }

  private enable(act: "undo" | "redo", enabled: boolean): void {
    this.querySelector(`[data-act="${act}"]`)?.toggleAttribute("disabled", !enabled);
  }

  disconnectedCallback(): void {
    this.end?.();
  }
}

customElements.define("undo-buttons", UndoButtons);
