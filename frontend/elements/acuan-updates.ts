/**
 * The chip that counts newer versions of references, and the sheet that shows what each changes before it is taken.
 *
 *     <acuan-updates><button type="button" class="chip boxed"><b>3</b> versi baru</button></acuan-updates>
 *
 * The page joins it to its project and says what to read again; leaving an offer alone is closing the sheet.
 */

import { make, makeButton } from "../lib/dom";
import type { ProjectLink } from "../lib/project";
import { reasonsOf } from "../struktur/command";
import {
  type AcuanUpdate,
  type AcuanUpdatesAnswer,
  takeOf,
  totalDrawn,
  updateDrawn,
} from "./acuan-update-card";

const LIST = "acuan-updates/";
const APPLY = "acuan-updates/apply/";
const RECOUNT = 400;

/** Reads the page again after offers were taken, and says so. */
export type Taken = (said: string) => Promise<unknown>;

export class AcuanUpdates extends HTMLElement {
  private taken: Taken = async () => undefined;
  private end: (() => void) | null = null;
  private mark = "";
  private used = false;
  private wait = 0;

  /** Until the page has joined, the chip opens nothing. */
  join(link: ProjectLink, taken: Taken): void {
    this.taken = taken;
    this.querySelector("button")?.addEventListener("click", () => void this.open(link));
    this.end = link.store.subscribe(({ mark }) => this.moved(link, mark));
  }

  disconnectedCallback(): void {
    this.end?.();
    window.clearTimeout(this.wait);
  }

  /** An undo may bring an offer back: once something was taken, every change of the project asks for the count. */
  private moved(link: ProjectLink, mark: string): void {
    const news = this.mark !== "" && mark !== this.mark;
    this.mark = mark;
    if (news && this.used) {
      window.clearTimeout(this.wait);
      this.wait = window.setTimeout(() => void this.fetch(link).catch(() => undefined), RECOUNT);
    }
  }

  private async fetch(link: ProjectLink): Promise<AcuanUpdatesAnswer | null> {
    const answer = await link.get<AcuanUpdatesAnswer>(LIST);
    if ("unchanged" in answer) {
      return null;
    }
    const count = answer.data.updates.length;
    this.hidden = count === 0;
    const place = this.querySelector("button b");
    if (place) {
      place.textContent = String(count);
    }
    return answer.data;
  }

  private async open(link: ProjectLink): Promise<void> {
    const body = make("div", { class: "ask-body" });
    const errors = make("ul", { class: "ask-errors", role: "alert" });
    const footer = make("footer", {});
    const dialog = make(
      "dialog",
      { class: "ask acuan-versions", "aria-label": "Versi baru di katalog" },
      make("header", {}, make("h2", {}, "Versi baru di katalog"), make("p", { class: "muted small" }, KEEPS)),
      body,
      errors,
      footer,
    );
    const show = async (): Promise<void> => {
      const answer = await this.fetch(link);
      if (answer && answer.updates.length > 0) {
        draw(answer);
      } else {
        dialog.close();
      }
    };
    const take = async (updates: readonly AcuanUpdate[]): Promise<void> => {
      for (const button of dialog.querySelectorAll("button")) {
        button.disabled = true;
      }
      const against = await this.take(link, updates);
      errors.replaceChildren(...against.map((reason) => make("li", {}, reason)));
      await show().catch((error) => errors.append(make("li", {}, reasonsOf(error)[0] ?? "")));
    };
    const draw = (answer: AcuanUpdatesAnswer): void => {
      const ready = answer.can_edit ? take : null;
      body.replaceChildren(...answer.updates.map((update) => updateDrawn(update, ready)));
      footer.replaceChildren(...this.foot(dialog, answer, ready));
    };
    document.body.append(dialog);
    dialog.addEventListener("close", () => dialog.remove());
    dialog.showModal();
    await show().catch((error) => errors.append(make("li", {}, reasonsOf(error)[0] ?? "")));
  }

  private foot(
    dialog: HTMLDialogElement,
    answer: AcuanUpdatesAnswer,
    take: ((updates: readonly AcuanUpdate[]) => Promise<void>) | null,
  ): HTMLElement[] {
    const all = answer.updates.filter(({ cara }) => cara === "pakai");
    const leave = makeButton(take ? "Biarkan" : "Tutup", () => dialog.close());
    return take && all.length > 0
      ? [
          totalDrawn(answer, all),
          leave,
          makeButton(`Pakai ${all.length} versi baru`, () => void take(all), "button primary"),
        ]
      : [leave];
  }

  /** Sends what was chosen; answers what stands against it. */
  private async take(link: ProjectLink, updates: readonly AcuanUpdate[]): Promise<readonly string[]> {
    this.used = true;
    try {
      await link.write(APPLY, () => ({ takes: updates.map(takeOf) }));
      await this.taken(`${updates.length} versi baru dipakai. Ctrl Z mengembalikannya`);
      return [];
    } catch (error) {
      return reasonsOf(error);
    }
  }
}

const KEEPS = "Proyek tetap memakai versi yang dulu disalin, sampai Anda menggantinya. Ctrl Z mengembalikan.";

customElements.define("acuan-updates", AcuanUpdates);
