/**
 * The upload of an import: files are dropped or chosen, listed and taken out again; sending shows its progress, and
 * what the server refuses is put beside what was typed, with the chosen files still chosen.
 *
 *     <impor-unggah><form enctype="multipart/form-data">
 *       <div data-pane="troubles"></div>
 *       <div class="drop"><label class="drop-field"><input type="file" name="berkas" multiple></label>
 *         <ul class="drop-list"></ul>
 *         <div class="drop-progress" hidden><progress></progress><span data-sending="Mengunggah" data-reading="Membuka"></span></div></div>
 *       <div data-pane="fields">..</div> <button type="submit">Unggah</button>
 *     </form></impor-unggah>
 */

import { csrfToken } from "../lib/api";
import { make, makeButton } from "../lib/dom";
import { filesJoin, sizeText } from "./files";

const HEADER = "X-Impor";
const HUNDRED = 100;

export class ImporUnggah extends HTMLElement {
  private files: File[] = [];

  connectedCallback(): void {
    this.addEventListener("submit", this.submitted);
    this.addEventListener("change", this.changed);
    this.addEventListener("dragover", this.hovering);
    this.addEventListener("dragleave", this.left);
    this.addEventListener("drop", this.dropped);
  }

  private get input(): HTMLInputElement | null {
    return this.querySelector<HTMLInputElement>('input[type="file"]');
  }

  private readonly changed = (event: Event): void => {
    if (event.target === this.input) {
      this.take([...(this.input?.files ?? [])]);
    }
  };

  private readonly hovering = (event: DragEvent): void => {
    if (event.dataTransfer?.types.includes("Files")) {
      event.preventDefault();
      this.classList.add("is-over");
    }
  };

  private readonly left = (event: DragEvent): void => {
    if (!(event.relatedTarget instanceof Node && this.contains(event.relatedTarget))) {
      this.classList.remove("is-over");
    }
  };

  private readonly dropped = (event: DragEvent): void => {
    event.preventDefault();
    this.classList.remove("is-over");
    this.take([...(event.dataTransfer?.files ?? [])]);
  };

  private take(more: readonly File[]): void {
    this.files = filesJoin(this.files, more);
    this.list();
  }

  /** The list that is seen, and the field that is sent: a choice in the browser would else replace the one before. */
  private list(refused: ReadonlySet<string> = new Set()): void {
    const { input } = this;
    if (input) {
      const kept = new DataTransfer();
      for (const file of this.files) {
        kept.items.add(file);
      }
      input.files = kept.files;
    }
    const rows = this.files.map((file) => this.row(file, refused.has(file.name)));
    this.querySelector(".drop-list")?.replaceChildren(...rows);
  }

  private row(file: File, refused: boolean): HTMLLIElement {
    const out = makeButton(
      "Keluarkan",
      () => {
        this.files = this.files.filter((one) => one !== file);
        this.list();
      },
      "button plain small",
    );
    out.setAttribute("aria-label", `Keluarkan ${file.name}`);
    return make(
      "li",
      { class: refused ? "refused" : null },
      make("span", { class: "truncate" }, file.name),
      make("span", { class: "faint num" }, sizeText(file.size)),
      out,
    );
  }

  private readonly submitted = (event: SubmitEvent): void => {
    const form = event.target;
    if (form instanceof HTMLFormElement) {
      event.preventDefault();
      this.send(form);
    }
  };

  private send(form: HTMLFormElement): void {
    const request = new XMLHttpRequest();
    request.open("POST", form.action || location.href);
    request.setRequestHeader(HEADER, "unggah");
    request.setRequestHeader("X-CSRFToken", csrfToken());
    request.upload.addEventListener("progress", (event) => {
      this.progress(event.lengthComputable ? (event.loaded / event.total) * HUNDRED : 0);
    });
    request.upload.addEventListener("load", () => this.progress(HUNDRED));
    request.addEventListener("load", () => this.answered(request));
    request.addEventListener("error", () =>
      this.failed("Server tidak terjangkau. Berkasnya masih terpilih; coba lagi."),
    );
    this.busy(true);
    request.send(new FormData(form));
  }

  private answered(request: XMLHttpRequest): void {
    const next = request.getResponseHeader(HEADER);
    if (next) {
      location.assign(next);
      return;
    }
    this.busy(false);
    const fresh = new DOMParser().parseFromString(request.responseText, "text/html");
    const panes = [...fresh.querySelectorAll<HTMLElement>("[data-pane]")];
    if (panes.length === 0) {
      this.failed("Unggahan tidak diterima. Muat ulang halaman lalu coba lagi.");
      return;
    }
    for (const pane of panes) {
      this.querySelector(`[data-pane="${pane.dataset.pane}"]`)?.replaceChildren(...pane.childNodes);
    }
    this.list(
      new Set([...this.querySelectorAll<HTMLElement>("[data-file]")].map((one) => one.dataset.file ?? "")),
    );
    this.querySelector("[role=alert], .has-error")?.scrollIntoView({ block: "center" });
  }

  private failed(reason: string): void {
    this.busy(false);
    const said = make("div", { class: "form-errors", role: "alert" }, make("p", {}, reason));
    this.querySelector('[data-pane="troubles"]')?.replaceChildren(said);
  }

  private busy(on: boolean): void {
    this.querySelector('button[type="submit"]')?.toggleAttribute("disabled", on);
    this.querySelector(".drop-progress")?.toggleAttribute("hidden", !on);
    if (on) {
      this.progress(0);
    }
  }

  private progress(percent: number): void {
    const bar = this.querySelector("progress");
    const said = this.querySelector<HTMLElement>(".drop-progress [role=status]");
    if (!bar || !said) {
      return;
    }
    if (percent < HUNDRED) {
      bar.value = percent;
      said.textContent = `${said.dataset.sending ?? ""} ${Math.floor(percent)} %`;
    } else {
      bar.removeAttribute("value");
      said.textContent = said.dataset.reading ?? "";
    }
  }
}

customElements.define("impor-unggah", ImporUnggah);
