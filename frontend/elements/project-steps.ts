/**
 * The steps of a project in the navigation; after a confirmed write their counts are asked for again.
 *
 *     <project-steps data-url="/proyek/7/langkah/"><a data-step="harga">Harga Items <span class="count">81/84</span></a></project-steps>
 */

import { apiGet } from "../lib/api";
import { requireData } from "../lib/dom";
import { projectListen } from "../lib/store";

type Counts = Readonly<Record<string, { readonly count: string; readonly lacking: boolean }>>;

/** Writes come in bursts; the counts may follow a little later. */
const PAUSE = 400;

export class ProjectSteps extends HTMLElement {
  private end: (() => void) | null = null;
  private timer = 0;
  private seen: number | null = null;

  connectedCallback(): void {
    this.end = projectListen(({ savedAt }) => {
      if (savedAt !== this.seen) {
        this.seen = savedAt;
        this.later();
      }
    });
  }

  disconnectedCallback(): void {
    this.end?.();
    clearTimeout(this.timer);
  }

  private later(): void {
    clearTimeout(this.timer);
    this.timer = window.setTimeout(() => void this.ask(), PAUSE);
  }

  private async ask(): Promise<void> {
    try {
      const answer = await apiGet<Counts>(requireData(this, "url"));
      if (!("unchanged" in answer)) {
        this.write(answer.data);
      }
    } catch {
      // Counts only repeat what the pages say; the next write asks again.
    }
  }

  private write(counts: Counts): void {
    for (const step of this.querySelectorAll<HTMLElement>("[data-step]")) {
      const found = counts[step.dataset.step ?? ""];
      const count = step.querySelector(".count");
      if (found && count) {
        count.textContent = found.count;
        count.classList.toggle("warn", found.lacking);
      }
    }
  }
}

customElements.define("project-steps", ProjectSteps);
