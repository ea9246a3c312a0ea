/**
 * "Dari mana angka ini": the sum behind a calculated figure, fetched when asked and drawn beside it.
 *
 *     <derivation-popover data-url="/api/v2/project/7/derivation/" data-pages="/proyek/7/"></derivation-popover>
 *
 * Opens for a press on any [data-derivation="pekerjaan:12:F"], or by `open(key, anchor)`; Escape closes. A harga satuan
 * and a jumlah are shown whole, from A to the figure; with `data-pages` a pekerjaan's card ends in links to its pages.
 */

import { apiGet } from "../lib/api";
import { make, makeButton, requireData } from "../lib/dom";
import { idText, idTextTrimmed } from "../lib/numbers";

export interface Step {
  readonly label: string;
  /** The sum in words and id-ID figures; empty where the figure stands for itself. */
  readonly rumus: string;
  readonly nilai: string | null;
  /** The figure this step can be opened by, or "". */
  readonly key: string;
  /** A rule stands above: the rows before it come to this one. */
  readonly rule?: boolean;
}

export interface Derivation {
  readonly title: string;
  /** The last step is the figure itself. */
  readonly steps: readonly Step[];
  readonly revision?: number;
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
  /** The figures one came through inside the card, the shown one last. */
  private trail: readonly string[] = [];

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
    // A step opened from inside stays where the card is, and Escape still leads back to where one came from.
    const inside = this.contains(document.activeElement);
    if (!inside) {
      this.back = document.activeElement as HTMLElement | null;
    }
    this.trail = inside ? [...this.trail, key] : [key];
    await this.fill(key);
    this.card.hidden = false;
    if (!inside) {
      this.place(anchor);
    }
    this.card.focus();
  }

  private async fill(key: string): Promise<void> {
    try {
      const found = await derivationOf(requireData(this, "url"), key);
      this.card.replaceChildren(...this.draw(key, found));
    } catch (error) {
      const words = error instanceof Error ? error.message : "Tidak terbaca.";
      this.card.replaceChildren(make("div", { class: "body" }, words));
    }
  }

  private draw(key: string, { title, steps, revision }: Derivation): HTMLElement[] {
    const table = make("table", { class: "derivation" }, make("tbody", {}, ...steps.map(drawStep)));
    const head = make("header", {}, make("b", {}, "Dari mana angka ini"), this.backButton());
    const body = make("div", { class: "body" }, make("p", { class: "muted" }, capitalised(title)), table);
    const doors = this.doors(key);
    const said = revision === undefined ? null : make("span", { class: "faint" }, `rev ${revision}`);
    return doors.length > 0 ? [head, body, make("footer", {}, ...doors, said)] : [head, body];
  }

  private backButton(): HTMLElement | null {
    const before = this.trail.at(-2);
    if (before === undefined) {
      return null;
    }
    return makeButton(
      "Kembali",
      () => {
        this.trail = this.trail.slice(0, -1);
        void this.fill(before).then(() => this.card.focus());
      },
      "link",
    );
  }

  private doors(key: string): HTMLElement[] {
    const { pages } = this.dataset;
    const id = /^pekerjaan:(\d+):/.exec(key)?.[1];
    if (pages === undefined || id === undefined) {
      return [];
    }
    const doors = [
      ["Analisa", `detail-ahsp/${id}/`],
      ["Volume", "volume/"],
      ["Harga", "harga-items/"],
    ] as const;
    return doors.map(([label, path]) => make("a", { class: "link", href: pages + path }, label));
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

/** One derivation, or for a harga satuan and a jumlah those of their parts as one sum. */
async function derivationOf(url: string, key: string): Promise<Derivation> {
  const [, work, part] = /^(pekerjaan:\d+):(F|jumlah)$/.exec(key) ?? [];
  if (work === undefined) {
    return fetchOne(url, key);
  }
  const letters = part === "F" ? ["D", "E", "F"] : ["D", "E", "F", "jumlah"];
  return derivationJoin(await Promise.all(letters.map((letter) => fetchOne(url, `${work}:${letter}`))));
}

async function fetchOne(url: string, key: string): Promise<Derivation> {
  const answer = await apiGet<Derivation>(`${url}?key=${encodeURIComponent(key)}`);
  if ("unchanged" in answer) {
    throw new Error("Tidak terbaca.");
  }
  return answer.data;
}

/** A B C D, E, rule, F, volume, rule, jumlah: what each part comes to, without repeating what stands above it. */
export function derivationJoin(parts: readonly Derivation[]): Derivation {
  const [blocks, markup, price, amount] = parts;
  if (!blocks || !markup || !price) {
    throw new Error("D, E and F are needed");
  }
  const last = (one: Derivation): Step[] => one.steps.slice(-1);
  const quiet = (step: Step): Step => ({ ...step, rumus: "" });
  const ruled = (step: Step): Step => ({ ...quiet(step), rule: true });
  return {
    ...(amount ?? price),
    steps: [
      ...blocks.steps.map(quiet),
      ...last(markup).map((step) => ({ ...step, rumus: step.rumus.split(" = ")[0] ?? "" })),
      ...last(price).map(ruled),
      ...(amount ? amount.steps.slice(0, 1).map((step) => ({ ...step, label: "× volume" })) : []),
      ...(amount ? last(amount).map(ruled) : []),
    ],
  };
}

function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function drawStep(step: Step, at: number, steps: readonly Step[]): HTMLElement {
  const { label, rumus, nilai, key } = step;
  const [letter, name] = letterOf(label);
  const value = valueText(step);
  const shown =
    key && nilai !== null
      ? make("button", { type: "button", class: "figure", "data-derivation": key }, value)
      : value;
  const rule = step.rule ?? (at > 0 && at === steps.length - 1);
  return make(
    "tr",
    { class: rule ? "sum" : null },
    make("td", { class: "letter" }, letter),
    make("td", {}, name, rumus ? make("span", { class: "note" }, rumus) : null),
    make("td", { class: "num" }, shown),
  );
}

/** "D Biaya langsung" -> ["D", "Biaya langsung"]; what has no letter keeps its words. */
function letterOf(label: string): [string, string] {
  const found = /^([A-F]) (?!\+)(.+)$/.exec(label);
  return found ? [found[1] ?? "", found[2] ?? ""] : ["", label];
}

/** At least the sen, and what lies behind it up to ten decimals, as the words beside it print it; a volume is trimmed. */
function valueText({ nilai, key }: Step): string {
  if (nilai === null) {
    return "belum ada";
  }
  if (key.endsWith(":volume")) {
    return idTextTrimmed(nilai);
  }
  return idText(nilai, Math.min(10, Math.max(2, (nilai.split(".")[1] ?? "").length)));
}

customElements.define("derivation-popover", DerivationPopover);
