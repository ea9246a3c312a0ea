/**
 * The total at the foot of the navigation, with its pagu; the server prints it, writes keep it true.
 *
 *     <rab-total data-pagu="260000000"><span class="label">Total RAB</span><b>Rp 252.916.000</b>
 *       <svg width="172" height="4"><rect class="bar-track" …/><rect class="bar-fill" …/></svg><span class="share">97,3 %</span></rab-total>
 */

import { divideHalfUp, scaledRead, scaledTo, scaledWrite } from "../lib/decimal";
import { idText } from "../lib/numbers";
import { type ProjectState, projectListen, type Totals } from "../lib/store";

const TRACK = 172;

export class RabTotal extends HTMLElement {
  private end: (() => void) | null = null;

  connectedCallback(): void {
    this.end = projectListen((state) => this.show(state));
  }

  disconnectedCallback(): void {
    this.end?.();
  }

  private show({ totals }: ProjectState): void {
    if (!totals) {
      return;
    }
    const missing = totals.belum_lengkap > 0 ? `, belum lengkap (${totals.belum_lengkap})` : "";
    this.write(".label", `Total RAB${missing}`);
    this.write("b", totalText(totals));
    const pagu = totals.pagu ?? this.dataset.pagu;
    if (pagu && totals.total !== null) {
      this.share(shareOf(totals.total, pagu));
    }
  }

  private share(percent: string): void {
    this.write(".share", `${idText(percent)} %`);
    const fill = this.querySelector("svg rect + rect");
    fill?.setAttribute("width", String(Math.min(TRACK, (TRACK * Number.parseFloat(percent)) / 100)));
    fill?.setAttribute(
      "class",
      percent.length > 4 && scaledRead(percent).units > 1000n ? "bar-over" : "bar-fill",
    );
  }

  private write(selector: string, text: string): void {
    const element = this.querySelector(selector);
    if (element) {
      element.textContent = text;
    }
  }
}

/** "Rp 252.916.000"; a budget of nothing is no budget yet. */
function totalText({ total, belum_lengkap: lacking }: Totals): string {
  if (total === null || (lacking === 0 && scaledRead(total).units === 0n)) {
    return "belum ada";
  }
  return `Rp ${idText(total).replace(/,00$/, "")}`;
}

/** total / pagu in percent at one decimal: shareOf("92", "100") = "92.0". */
export function shareOf(total: string, pagu: string): string {
  const top = scaledTo(scaledRead(total), 2).units;
  const bottom = scaledTo(scaledRead(pagu), 2).units;
  return bottom === 0n ? "0.0" : scaledWrite({ units: divideHalfUp(top * 1000n, bottom), scale: 1 });
}

customElements.define("rab-total", RabTotal);
