/**
 * The parameters of a project: name, value, unit and use; what a change would do is shown before it is saved.
 *
 *     <parameter-panel class="panel"></parameter-panel>
 */

import { tsvRead } from "../grid/clipboard";
import { make, makeButton } from "../lib/dom";
import type { Candidate } from "../lib/formula-complete";
import { idText, idTextTrimmed } from "../lib/numbers";
import {
  type Effect,
  newParameter,
  type Parameter,
  type ParametersBody,
  parameterCells,
  readIsi,
} from "../lib/parameters";
import { ParameterForm } from "./parameter-form";

export interface PanelHooks {
  preview(body: ParametersBody): Promise<Effect>;
  save(body: ParametersBody): Promise<void>;
  /** Shows a volume that would change. */
  visit(workId: number): void;
}

const PAUSE = 250;
const MOST_LISTED = 60;

export class ParameterPanel extends HTMLElement {
  private parameters: readonly Parameter[] = [];
  private canEdit = false;
  private hooks: PanelHooks | null = null;
  private readonly list = make("ul", { class: "params" });
  private readonly acts = make("p", { class: "acts" });
  private readonly change = make("section", { class: "change", hidden: true, "aria-live": "polite" });
  private form: ParameterForm | null = null;
  private waiting = 0;
  private asked = 0;
  /** The change whose effect is in sight; only that is saved without a second look. */
  private inSight = "";

  connectedCallback(): void {
    const head = make("h2", {}, "Parameter ", make("small", {}, "nilai, satuan, dipakai"));
    this.replaceChildren(make("section", {}, head, this.list, this.acts), this.change);
    this.addEventListener("paste", (event) => this.pasted(event));
  }

  start(hooks: PanelHooks): void {
    this.hooks = hooks;
  }

  show(parameters: readonly Parameter[], canEdit: boolean): void {
    const held = this.list.contains(document.activeElement) ? document.activeElement?.textContent : null;
    this.parameters = parameters;
    this.canEdit = canEdit;
    this.draw();
    if (held) {
      this.nameFocus(held);
    }
  }

  get values(): Record<string, string> {
    return Object.fromEntries(this.parameters.map(({ nama, nilai }) => [nama, nilai]));
  }

  get candidates(): Candidate[] {
    return this.parameters.map(({ nama, label, nilai, satuan }) => ({
      name: nama,
      of: label,
      shown: `${idText(nilai, 3)} ${satuan}`.trim(),
      kind: "parameter",
    }));
  }

  private draw(): void {
    const empty = make(
      "li",
      { class: "teaches" },
      "Parameter memberi nama pada ukuran yang dipakai berulang, misalnya p_bangunan 9 m. Tulis =p_bangunan * 0,3 di kolom Volume.",
    );
    this.list.replaceChildren(
      ...(this.parameters.length ? this.parameters.map((one) => this.item(one)) : [empty]),
    );
    this.acts.replaceChildren(
      ...(this.canEdit ? [makeButton("+ Parameter", () => this.edit(null), "button")] : []),
    );
  }

  private item(parameter: Parameter): HTMLLIElement {
    const { id, nama, nilai, satuan, formula, label, dipakai } = parameter;
    const derived = formula.startsWith("=") ? make("span", { class: "f", title: formula }, "f") : null;
    const title = [label, formula.startsWith("=") ? formula : ""].filter(Boolean).join(" · ");
    const open = make(
      "button",
      { type: "button", class: "name truncate", title, disabled: !this.canEdit },
      nama,
      derived,
    );
    open.addEventListener("click", () => this.edit(parameter));
    const used = `dipakai ${dipakai} volume`;
    return make(
      "li",
      { "aria-current": this.form?.subject?.id === id ? "true" : null },
      open,
      make("span", { class: "num" }, idText(nilai, decimalsOf(this.parameters))),
      make("span", { class: "u" }, satuan),
      make("span", { class: "n", title: used, "aria-label": used }, String(dipakai)),
    );
  }

  private edit(parameter: Parameter | null): void {
    this.inSight = "";
    this.form = new ParameterForm(parameter, {
      typed: () => this.typed(),
      apply: () => void this.apply(),
      cancel: () => this.finish(),
      remove: () => void this.ask({ deletes: [parameter?.id ?? 0] }, "Hapus"),
    });
    this.change.replaceChildren(this.form.element, this.form.effect);
    this.change.hidden = false;
    this.draw();
    this.form.focus();
  }

  private finish(): void {
    window.clearTimeout(this.waiting);
    const nama = this.form?.subject?.nama ?? "";
    this.form = null;
    this.inSight = "";
    this.change.hidden = true;
    this.change.replaceChildren();
    this.draw();
    this.nameFocus(nama);
  }

  /** The hand stays on a name when the list is drawn anew. */
  private nameFocus(nama: string): void {
    const names = [...this.list.querySelectorAll<HTMLButtonElement>("button.name")];
    (names.find((one) => one.textContent?.startsWith(nama)) ?? names[0])?.focus();
  }

  private typed(): void {
    window.clearTimeout(this.waiting);
    const body = this.body();
    if (body) {
      this.waiting = window.setTimeout(() => void this.ask(body, "Terapkan"), PAUSE);
    }
  }

  /** What the form says, or null with the fault beside the field. */
  private body(): ParametersBody | null {
    const { form } = this;
    if (!form) {
      return null;
    }
    const read = readIsi(form.text.isi, { ...this.values, ...own(form.subject) });
    form.fault(read.reason);
    if (read.value === null) {
      return null;
    }
    const wanted = { ...form.text, isi: read.value };
    return form.subject ? { cells: parameterCells(form.subject, wanted) } : newParameter(wanted);
  }

  /** Saves what is in sight; shows the effect first where it was not seen yet. */
  private async apply(): Promise<void> {
    window.clearTimeout(this.waiting);
    const body = this.body();
    if (!body || !this.form) {
      return;
    }
    if (body.cells?.length === 0) {
      this.finish();
      return;
    }
    const said = JSON.stringify(body);
    if (this.inSight !== said) {
      const effect = await this.ask(body, "Terapkan");
      if (!effect || effect.volumes.length > 0) {
        return;
      }
    }
    await this.save(body);
  }

  private async save(body: ParametersBody): Promise<void> {
    try {
      await this.hooks?.save(body);
      this.finish();
    } catch (error) {
      this.form?.fault(error instanceof Error ? error.message : "Tidak tersimpan.");
    }
  }

  /** Shows what a change would do: each volume, old and new, and the new total. */
  private async ask(body: ParametersBody, verb: string): Promise<Effect | null> {
    this.asked += 1;
    const turn = this.asked;
    const { form, hooks } = this;
    if (!form || !hooks || body.cells?.length === 0) {
      form?.effect.replaceChildren();
      return null;
    }
    try {
      const effect = await hooks.preview(body);
      if (turn === this.asked) {
        this.inSight = JSON.stringify(body);
        form.effect.replaceChildren(...this.effect(effect, body, verb));
      }
      return effect;
    } catch (error) {
      if (turn === this.asked) {
        form.effect.replaceChildren();
        form.fault(error instanceof Error ? refusal(error) : "Tidak dapat dihitung.");
      }
      return null;
    }
  }

  private effect(effect: Effect, body: ParametersBody, verb: string): HTMLElement[] {
    const { volumes } = effect;
    const named = this.form?.subject?.nama ?? this.form?.text.nama ?? "";
    const now = effect.parameters.find(
      (one) => one.nama === named || one.nama === this.form?.text.nama,
    )?.after;
    const title = body.deletes
      ? `Bila ${named} dihapus `
      : `Bila ${named} ${now ? idText(now, decimalsOf(this.parameters)) : "begini"} `;
    const through = volumes.filter((one) => !one.via.includes(named)).length;
    const words = [
      through > 0 ? `${through} lewat parameter lain.` : "",
      volumes.length > MOST_LISTED ? `${volumes.length - MOST_LISTED} lagi tidak ditampilkan.` : "",
      volumes.length > 0 ? "Lembar hitung tidak ikut berubah." : "Tidak ada volume yang berubah.",
      `Selisih total ${difference(effect.selisih)}.`,
    ];
    const act = volumes.length > 0 ? `${verb} ke ${volumes.length} volume` : verb;
    return [
      make("h2", {}, title, make("small", {}, `${volumes.length} volume berubah`)),
      make("div", { class: "shift" }, ...volumes.slice(0, MOST_LISTED).flatMap((one) => this.shift(one))),
      make(
        "div",
        { class: "verdict" },
        make("p", { class: "total" }, make("span", {}, "Total RAB"), make("span", {}, total(effect))),
        make("p", { class: "small muted" }, words.filter(Boolean).join(" ")),
        make(
          "p",
          { class: "acts" },
          makeButton(act, () => void this.save(body), "button primary"),
          makeButton("Batal", () => this.finish(), "button plain"),
        ),
      ),
    ];
  }

  private shift({ id, label, before, after }: Effect["volumes"][number]): HTMLElement[] {
    const go = makeButton(label, () => this.hooks?.visit(id), "go truncate");
    go.title = label;
    return [
      go,
      make("span", { class: "muted num" }, before === null ? "belum ada" : idText(before, 3)),
      make("span", { class: "to", "aria-label": "menjadi" }, "→"),
      make("b", { class: "num" }, idText(after, 3)),
    ];
  }

  /** A block from Excel (nama, nilai, satuan, keterangan) becomes parameters, after their effect was shown. */
  private pasted(event: ClipboardEvent): void {
    if (event.target instanceof HTMLInputElement || !this.canEdit) {
      return;
    }
    const rows = tsvRead(event.clipboardData?.getData("text/plain") ?? "");
    const parameters = rows.flatMap(([nama = "", isi = "", satuan = "", label = ""]) => {
      const read = readIsi(isi, null);
      return nama.trim() === "" || read.value === null ? [] : [{ nama, formula: read.value, satuan, label }];
    });
    if (parameters.length > 0) {
      event.preventDefault();
      this.edit(null);
      this.form?.many(parameters.length);
      void this.ask({ parameters }, "Tambahkan");
    }
  }
}

/** A parameter may not use itself: the preview says so by not knowing its name. */
function own(subject: Parameter | null): Record<string, string> {
  return subject ? { [subject.nama]: subject.nilai } : {};
}

function decimalsOf(parameters: readonly Parameter[]): number {
  return parameters.some(({ nilai }) => /\.\d{3}[1-9]/.test(nilai)) ? 4 : 3;
}

function total(effect: Effect): string {
  return effect.totals.total === null ? "belum ada" : idText(effect.totals.total, 0);
}

function difference(canonical: string): string {
  const text = idTextTrimmed(canonical);
  return canonical.startsWith("-") || Number(canonical) === 0 ? text : `+${text}`;
}

/** The reasons of a refusal, one a line of the problem, else its message. */
function refusal(error: Error): string {
  const named = (error as { cells?: readonly { reason?: string }[] }).cells ?? [];
  return named.map((cell) => cell.reason ?? "").find((reason) => reason !== "") ?? error.message;
}

customElements.define("parameter-panel", ParameterPanel);
