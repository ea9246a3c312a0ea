/**
 * A page that the server printed: undo and redo go to the API, then the page is asked for again.
 *
 *     <printed-page data-project="7"><table class="grid edge">…</table></printed-page>
 */

import { ApiError, apiPost } from "../lib/api";
import { requireData } from "../lib/dom";
import { type ProjectAct, projectAnswer } from "../lib/store";
import { toast } from "./toast-region";

export class PrintedPage extends HTMLElement {
  private end: (() => void) | null = null;
  private busy = false;

  connectedCallback(): void {
    this.end = projectAnswer((act) => void this.answer(act));
  }

  disconnectedCallback(): void {
    this.end?.();
  }

  private async answer(act: ProjectAct): Promise<void> {
    if (act === "retry" || this.busy) {
      return;
    }
    this.busy = true;
    try {
      const url = `/api/v2/project/${requireData(this, "project")}/${act}/`;
      await apiPost(url, {}, crypto.randomUUID());
      window.location.reload();
    } catch (error) {
      this.busy = false;
      toast(error instanceof ApiError ? error.message : "Permintaan tidak berhasil.", "warn");
    }
  }
}

customElements.define("printed-page", PrintedPage);
