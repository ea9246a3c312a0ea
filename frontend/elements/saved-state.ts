/**
 * Whether the work is saved, in words: "Tersimpan 10.42", "Menyimpan 2 perintah…", "Gagal, coba lagi".
 *
 *     <saved-state></saved-state>
 */

import { ICON_SAVED, ICON_SAVING, make, makeButton, makeIcon } from "../lib/dom";
import { type ProjectState, projectAsk, projectListen } from "../lib/store";

const CLOCK = new Intl.DateTimeFormat("id-ID", {
  hour: "2-digit",
  minute: "2-digit",
  timeZone: "Asia/Jakarta",
});

export class SavedState extends HTMLElement {
  private end: (() => void) | null = null;
  private shown = "";

  connectedCallback(): void {
    this.classList.add("saved");
    this.setAttribute("role", "status");
    this.end = projectListen((state) => this.show(state));
  }

  disconnectedCallback(): void {
    this.end?.();
  }

  private show(state: ProjectState): void {
    const text = savedText(state);
    if (text === this.shown) {
      return;
    }
    this.shown = text;
    this.classList.toggle("pending", state.saving !== "saved");
    if (state.saving === "failed") {
      this.replaceChildren(
        makeIcon(ICON_SAVING),
        makeButton(text, () => projectAsk("retry"), "button plain"),
      );
      return;
    }
    this.replaceChildren(
      makeIcon(state.saving === "saved" ? ICON_SAVED : ICON_SAVING),
      make("span", {}, text),
    );
  }
}

/** Pure, so that the words are tested without a page. */
export function savedText({ saving, waiting, savedAt }: ProjectState): string {
  if (saving === "failed") {
    return "Gagal, coba lagi";
  }
  if (saving === "saving") {
    return waiting > 1 ? `Menyimpan ${waiting} perubahan…` : "Menyimpan…";
  }
  return savedAt === null ? "Tersimpan" : `Tersimpan ${CLOCK.format(savedAt)}`;
}

customElements.define("saved-state", SavedState);
