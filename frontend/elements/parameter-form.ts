/** The fields of one parameter, in the panel that lists them all. */

import { make, makeButton } from "../lib/dom";
import { isiText, type Parameter, type ParameterText } from "../lib/parameters";

interface FormHooks {
  typed(): void;
  apply(): void;
  cancel(): void;
  remove(): void;
}

export class ParameterForm {
  readonly element: HTMLFormElement;
  /** Where the effect of the change is shown. */
  readonly effect = make("div", { class: "effect-of" });
  private readonly fields: Readonly<Record<keyof ParameterText, HTMLInputElement>>;
  private readonly problem = make("p", { class: "refused small", role: "alert" });

  constructor(
    readonly subject: Parameter | null,
    hooks: FormHooks,
  ) {
    this.fields = {
      nama: field("nama", subject?.nama ?? "", 60),
      isi: field("isi", subject ? isiText(subject.formula) : "", 500),
      satuan: field("satuan", subject?.satuan ?? "", 20),
      label: field("label", subject?.label ?? "", 200),
    };
    const title = subject ? `Ubah ${subject.nama}` : "Parameter baru";
    const remove = subject ? makeButton("Hapus", () => hooks.remove(), "button plain") : null;
    this.element = make(
      "form",
      { class: "parameter-form", "aria-label": title },
      make("h2", {}, title, remove),
      this.labelled("Nama", this.fields.nama),
      this.labelled("Nilai", this.fields.isi),
      this.labelled("Satuan", this.fields.satuan),
      this.labelled("Keterangan", this.fields.label),
      this.problem,
    );
    this.element.addEventListener("submit", (event) => {
      event.preventDefault();
      hooks.apply();
    });
    this.element.addEventListener("input", () => hooks.typed());
    this.element.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && !event.isComposing) {
        event.preventDefault();
        hooks.apply();
      } else if (event.key === "Escape") {
        hooks.cancel();
      }
    });
  }

  get text(): ParameterText {
    const { nama, isi, satuan, label } = this.fields;
    return { nama: nama.value, isi: isi.value, satuan: satuan.value, label: label.value };
  }

  focus(): void {
    const first = this.subject ? this.fields.isi : this.fields.nama;
    first.focus();
    first.select();
  }

  fault(reason: string): void {
    this.problem.textContent = reason;
  }

  /** The form stands aside for a pasted list. */
  many(count: number): void {
    this.element.replaceChildren(make("h2", {}, `${count} parameter ditempel`), this.problem);
  }

  private labelled(name: string, input: HTMLInputElement): HTMLLabelElement {
    return make("label", { class: "pair" }, make("span", {}, name), input);
  }
}

function field(name: string, value: string, length: number): HTMLInputElement {
  const input = make("input", {
    class: "input",
    name,
    maxlength: length,
    autocomplete: "off",
    spellcheck: "false",
  });
  input.value = value;
  return input;
}
