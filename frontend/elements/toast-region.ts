/**
 * Short messages from the server's page and from elements; an error also stands where it belongs, never only here.
 *
 *     <toast-region role="status"><p class="toast">Proyek disalin.</p></toast-region>
 */

import { make } from "../lib/dom";

const STAY = 6_000;
const EVENT = "harsat:toast";

export function toast(text: string, tone: "plain" | "warn" = "plain"): void {
  document.dispatchEvent(new CustomEvent(EVENT, { detail: { text, tone } }));
}

export class ToastRegion extends HTMLElement {
  private readonly hear = (event: Event): void => {
    const { text, tone } = (event as CustomEvent<{ text: string; tone: string }>).detail;
    const message = make("p", { class: `toast ${tone}` }, text);
    this.append(message);
    this.leave(message);
  };

  connectedCallback(): void {
    document.addEventListener(EVENT, this.hear);
    for (const message of this.querySelectorAll<HTMLElement>(".toast")) {
      this.leave(message);
    }
  }

  disconnectedCallback(): void {
    document.removeEventListener(EVENT, this.hear);
  }

  /** Goes by itself, but not while it is being read. */
  private leave(message: HTMLElement): void {
    setTimeout(() => (message.matches(":hover") ? this.leave(message) : message.remove()), STAY);
  }
}

customElements.define("toast-region", ToastRegion);
