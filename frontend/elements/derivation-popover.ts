/**
 * "Dari mana angka ini": the sum behind a calculated figure, fetched when asked and drawn beside it.
 *
 *     <derivation-popover data-url="/api/v2/project/7/trace/"></derivation-popover>
 *
 * Opens for a press on any [data-derivation="pekerjaan:12:F"], or by `open(key, anchor)`; Escape closes.
 */

import { apiGet } from "../lib/api";
import { make, requireData } from "../lib/dom";

interface DerivationRow {
  readonly label: string;
  readonly value: string;
  readonly note?: string;
  /** A rule stands above: the rows before it add up to this one. */
  readonly rule?: boolean;
}

interface Derivation {
  readonly title: string;
  readonly rows: readonly DerivationRow[];
  readonly links?: readonly { readonly label: string; readonly href: string }[];
}

const WIDTH = 384;
const GAP = 8;

export class DerivationPopover extends HTMLElement {
  private readonly card = make("div", {
    class: "popover",
    role: "dialog",
    "aria-label": "Dari mana angka ini",
    tabindex: "-1",
    hidden: true,
  });
  private back: HTMLElement | null = null;

  connectedCallback(): void {
    this.replaceChildren(this.card);
    document.addEventListener("click", this.press);
    document.addEventListener("keydown", this.key, true);
  }

  disconnectedCallback(): void {
    document.removeEventListener("click", this.press);
    document.removeEventListener("keydown", this.key, true);
  }

  /** Fetches and shows the derivation of a figure beside `anchor`, in viewport coordinates. */
  async open(key: string, anchor: DOMRect): Promise<void> {
    this.back = document.activeElement as HTMLElement | null;
    const url = `${requireData(this, "url")}?key=${encodeURIComponent(key)}`;
    try {
      const answer = await apiGet<Derivation>(url);
      if (!("unchanged" in answer)) {
        this.card.replaceChildren(...draw(answer.data));
      }
    } catch (error) {
      this.card.replaceChildren(
        make("div", { class: "body" }, error instanceof Error ? error.message : "Tidak terbaca."),
      );
    }
    this.card.hidden = false;
    this.place(anchor);
    this.card.focus();
  }

  close(): void {
    if (!this.card.hidden) {
      this.card.hidden = true;
      this.back?.focus();
    }
  }

  private readonly press = (event: MouseEvent): void => {
    const target = event.target as Element;
    const figure = target.closest<HTMLElement>("[data-derivation]");
    if (figure) {
      event.preventDefault();
      void this.open(figure.dataset.derivation ?? "", figure.getBoundingClientRect());
    } else if (!this.contains(target)) {
      this.close();
    }
  };

  private readonly key = (event: KeyboardEvent): void => {
    if (event.key === "Escape" && !this.card.hidden) {
      event.stopPropagation();
      this.close();
    }
  };

  /** Left of the figure when there is room, else below it; a phone's sheet is placed by its style. */
  private place(anchor: DOMRect): void {
    const { style } = this.card;
    if (window.innerWidth <= 760) {
      style.left = "";
      style.top = "";
      return;
    }
    const beside = anchor.left - WIDTH - GAP;
    const height = this.card.offsetHeight;
    const top = beside >= 0 ? anchor.top - GAP : anchor.bottom + GAP;
    style.position = "fixed";
    style.left = `${beside >= 0 ? beside : Math.max(GAP, anchor.right - WIDTH)}px`;
    style.top = `${Math.max(GAP, Math.min(top, window.innerHeight - height - GAP))}px`;
  }
}

function draw({ title, rows, links }: Derivation): HTMLElement[] {
  const lines = rows.map(({ label, value, note, rule }) =>
    make(
      "tr",
      { class: rule ? "sum" : null },
      make("td", {}, label, note ? make("span", { class: "note" }, ` ${note}`) : null),
      make("td", { class: "num" }, value),
    ),
  );
  const table = make("table", { class: "derivation" }, make("tbody", {}, ...lines));
  const parts = [make("header", {}, make("b", {}, title)), make("div", { class: "body" }, table)];
  const doors = (links ?? []).map(({ label, href }) => make("a", { class: "link", href }, label));
  return doors.length > 0 ? [...parts, make("footer", {}, ...doors)] : parts;
}

customElements.define("derivation-popover", DerivationPopover);
