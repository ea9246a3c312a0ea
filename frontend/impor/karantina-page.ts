/**
 * The quarantine by hand and keyboard: rows are walked, decided, selected and undone without leaving the page. Every
 * act is the form's own button, so that the page works without this element, too.
 *
 *     <karantina-page data-failed="Server tidak terjangkau." data-ended="Sesi berakhir.">
 *       <form class="findings" action="putusan/"><table><tbody>
 *         <tr data-finding="12" data-state="terbuka" data-column="koefisien" data-typed="1,3125" tabindex="-1">
 *           <td class="baris"><input type="checkbox" name="temuan" value="12"></td> <td class="will">1,3125</td>
 *           <td><button name="act" value="terima|satu|12" data-act="terima">Terima</button> ..</td></tr>
 *       </tbody></table></form>
 *       <template data-editor><div><input> <select>..</select> <p role="alert"></p></div></template>
 *     </karantina-page>
 */

import { csrfToken } from "../lib/api";
import { fragmentPut, fragmentRead } from "./fragment";
import { pageAct, type RowAct, rowAct, stepOf, stepTo } from "./keys";
import { type Editor, editorOpen } from "./own-value";
import { Turns } from "./turns";

const HEADER = "X-Impor";
const ROW = "tr[data-finding]";
const OPEN = 'tr[data-finding][data-state="terbuka"]:not(.pending)';
const TYPES = "input:not([type=checkbox]), textarea, select, [contenteditable]";
const REFUSED = 422;
/** The buttons of a row, in the order in which a key looks for one. */
const BUTTONS: Readonly<Record<Exclude<RowAct, "select">, readonly string[]>> = {
  accept: ["terima", "ubah", "lihat"],
  edit: ["ubah", "lihat"],
  reject: ["tolak"],
  show: ["lihat"],
};

export class KarantinaPage extends HTMLElement {
  private readonly turns = new Turns();
  private editor: Editor | null = null;

  connectedCallback(): void {
    this.addEventListener("submit", this.submitted);
    this.addEventListener("click", this.clicked);
    this.addEventListener("change", this.count);
    this.addEventListener("reset", () => setTimeout(this.count));
    this.addEventListener("focusin", this.focused);
    this.addEventListener("keydown", this.pressed);
    this.addEventListener("htmx:afterSettle", this.settled);
    document.addEventListener("keydown", this.called);
    document.addEventListener("click", this.menusClose);
    window.addEventListener("beforeunload", this.leaving);
    this.start();
  }

  disconnectedCallback(): void {
    document.removeEventListener("keydown", this.called);
    document.removeEventListener("click", this.menusClose);
    window.removeEventListener("beforeunload", this.leaving);
  }

  private get form(): HTMLFormElement | null {
    return this.querySelector<HTMLFormElement>("form.findings");
  }

  private get rows(): HTMLElement[] {
    return [...this.querySelectorAll<HTMLElement>(ROW)];
  }

  /** One row can be reached by Tab; on a page that was just opened it has the hand. */
  private readonly start = (): void => {
    if (!this.querySelector(`${ROW}[tabindex="0"]`)) {
      const first = this.querySelector<HTMLElement>(OPEN) ?? this.querySelector<HTMLElement>(ROW);
      if (first) {
        first.tabIndex = 0;
      }
      if (document.activeElement === document.body) {
        first?.focus({ preventScroll: true });
      }
    }
    this.count();
  };

  /** A search goes through all kinds, so none is the one at hand. */
  private readonly settled = (): void => {
    if (!new URLSearchParams(location.search).has("jenis")) {
      this.querySelector(".kinds li[aria-current]")?.removeAttribute("aria-current");
    }
    this.start();
  };

  private readonly focused = (event: Event): void => {
    const row = (event.target as Element).closest<HTMLElement>(ROW);
    if (row && row.tabIndex !== 0) {
      for (const other of this.querySelectorAll<HTMLElement>(`${ROW}[tabindex="0"]`)) {
        other.tabIndex = -1;
      }
      row.tabIndex = 0;
    }
  };

  private readonly submitted = (event: SubmitEvent): void => {
    const { submitter } = event;
    if (event.target !== this.form || !(submitter instanceof HTMLButtonElement)) {
      return;
    }
    event.preventDefault();
    const row = submitter.closest<HTMLElement>(ROW);
    void this.act(submitter.value, row);
  };

  private readonly clicked = (event: MouseEvent): void => {
    const target = event.target as Element;
    const link = target.closest<HTMLElement>('a[data-act="ubah"]');
    const row = target.closest<HTMLElement>(ROW);
    if (link && row && event.button === 0 && !event.ctrlKey && !event.metaKey) {
      event.preventDefault();
      this.edit(row);
    } else if (row && !target.closest("a, button, input, select, summary")) {
      row.focus({ preventScroll: true });
    }
  };

  private readonly pressed = (event: KeyboardEvent): void => {
    const target = event.target as Element;
    const row = target.closest<HTMLElement>(ROW);
    if (!row || target.matches(TYPES)) {
      return;
    }
    const menu = target.closest("details[open]");
    if (event.key === "Escape" && menu) {
      menu.removeAttribute("open");
      row.focus();
      return;
    }
    const step = stepOf(event);
    if (step) {
      event.preventDefault();
      this.walk(row, stepTo(step, this.rows.indexOf(row), this.rows.length), event.shiftKey);
      return;
    }
    const act = target === row ? rowAct(event) : null;
    if (act) {
      event.preventDefault();
      this.tell(row, act);
    }
  };

  /** Undo, redo and search from anywhere; arrows from nowhere begin at the row that was last at hand. */
  private readonly called = (event: KeyboardEvent): void => {
    const target = event.target as Element;
    if (target.matches(TYPES)) {
      return;
    }
    const act = pageAct(event);
    if (act === "search") {
      event.preventDefault();
      this.querySelector<HTMLInputElement>('input[type="search"]')?.focus();
    } else if (act) {
      event.preventDefault();
      this.querySelector<HTMLButtonElement>(`[data-turn="${act}"]:not([disabled])`)?.click();
    } else if (target === document.body && stepOf(event)) {
      event.preventDefault();
      this.querySelector<HTMLElement>(`${ROW}[tabindex="0"]`)?.focus();
    }
  };

  private walk(from: HTMLElement, to: number, selects: boolean): void {
    const row = this.rows[to];
    if (selects) {
      for (const one of [from, row]) {
        const box = one?.querySelector<HTMLInputElement>('input[name="temuan"]');
        if (box) {
          box.checked = true;
        }
      }
      this.count();
    }
    row?.focus({ preventScroll: true });
    row?.scrollIntoView({ block: "nearest" });
  }

  private tell(row: HTMLElement, act: RowAct): void {
    if (act === "select") {
      row.querySelector<HTMLInputElement>('input[name="temuan"]')?.click();
      return;
    }
    const names = BUTTONS[act];
    const found = names.map((name) => row.querySelector<HTMLElement>(`[data-act="${name}"]`)).find(Boolean);
    if (found?.dataset.act === "ubah") {
      this.edit(row);
      return;
    }
    const next = found instanceof HTMLButtonElement ? this.nextOf(row) : null;
    found?.click();
    if (next) {
      next.focus({ preventScroll: true });
      next.scrollIntoView({ block: "nearest" });
    }
  }

  /** The next row that waits, below, else above. */
  private nextOf(row: HTMLElement): HTMLElement | null {
    const { rows } = this;
    const at = rows.indexOf(row);
    const waits = (one: HTMLElement): boolean => one.matches(OPEN);
    return rows.slice(at + 1).find(waits) ?? rows.slice(0, at).reverse().find(waits) ?? null;
  }

  private edit(row: HTMLElement): void {
    const template = this.querySelector<HTMLTemplateElement>("template[data-editor]");
    this.editor?.close();
    if (template) {
      this.editor = editorOpen(row, template, (value) => {
        void this.act(`ubah|satu|${row.dataset.finding}`, row, value);
      });
    }
  }

  private async act(act: string, row: HTMLElement | null, value = ""): Promise<void> {
    const body = this.body(act, value);
    const chosen = row ? [row] : act.endsWith("|pilihan") ? this.chosen() : [];
    for (const one of chosen) {
      one.classList.add("pending");
    }
    try {
      await this.turns.push(() => this.send(body, value ? this.editor : null));
    } catch {
      this.say(this.dataset.failed ?? "");
    }
    for (const one of chosen) {
      one.classList.remove("pending");
    }
    this.count();
  }

  /** The form as it stands now; `tampil` names the rows on the page, of which the changed ones come back. */
  private body(act: string, value: string): URLSearchParams {
    const named = (rows: readonly HTMLElement[]): string => rows.map((row) => row.dataset.finding).join(",");
    return new URLSearchParams({
      act,
      nilai: value,
      request_key: crypto.randomUUID(),
      alamat: location.search,
      tampil: named(this.rows),
      temuan: named(this.chosen()),
    });
  }

  private async send(body: URLSearchParams, editor: Editor | null): Promise<void> {
    const answer = await fetch(this.form?.action ?? "", {
      method: "POST",
      credentials: "same-origin",
      headers: { [HEADER]: "putusan", "X-CSRFToken": csrfToken() },
      body,
    });
    const fresh = answer.redirected ? null : fragmentRead(await answer.text());
    if (!fresh) {
      this.say((answer.redirected ? this.dataset.ended : this.dataset.failed) ?? "");
      return;
    }
    const said = fresh.querySelector(".said")?.textContent ?? "";
    if (answer.status === REFUSED && editor) {
      editor.refuse(said);
      return;
    }
    fragmentPut(fresh, document);
  }

  private say(text: string): void {
    const place = this.querySelector(".said");
    place?.classList.add("refused");
    place?.replaceChildren(text);
  }

  private chosen(): HTMLElement[] {
    return this.rows.filter((row) => row.querySelector('input[name="temuan"]:checked'));
  }

  private readonly count = (): void => {
    const chosen = this.chosen();
    for (const row of this.rows) {
      row.setAttribute("aria-selected", String(chosen.includes(row)));
    }
    this.querySelector("[data-chosen]")?.replaceChildren(String(chosen.length));
  };

  private readonly menusClose = (event: Event): void => {
    for (const menu of this.querySelectorAll("details.menu[open]")) {
      if (!menu.contains(event.target as Node)) {
        menu.removeAttribute("open");
      }
    }
  };

  /** Decisions that were not answered yet would be lost. */
  private readonly leaving = (event: Event): void => {
    if (this.turns.waiting) {
      event.preventDefault();
    }
  };
}

customElements.define("karantina-page", KarantinaPage);
