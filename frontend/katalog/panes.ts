/** Reads panes from the server and puts them in place; of two readings under way only the newer one is shown. */

import type { Pane } from "./address";

const HEADER = "X-Katalog-Pane";

/** The server answered with another page: the session ended, or the address is gone. */
export class Elsewhere extends Error {}

export class Panes {
  private readonly under = new Map<Pane, AbortController>();

  constructor(private readonly root: HTMLElement) {}

  get(pane: Pane): HTMLElement | null {
    return this.root.querySelector<HTMLElement>(`[data-pane="${pane}"]`);
  }

  /** Puts the panes of an address in place; answers false where a newer reading overtook this one. */
  async show(address: string, panes: readonly Pane[]): Promise<boolean> {
    if (panes.length === 0) {
      return true;
    }
    const turn = new AbortController();
    for (const pane of panes) {
      this.under.get(pane)?.abort();
      this.under.set(pane, turn);
      this.get(pane)?.setAttribute("aria-busy", "true");
    }
    const fresh = await this.read(address, panes, turn.signal);
    if (!fresh) {
      return false;
    }
    for (const pane of panes) {
      if (this.under.get(pane) === turn) {
        this.under.delete(pane);
        this.put(pane, fresh);
      }
    }
    return true;
  }

  /** The panes of an address as they came, without putting them anywhere; null where the reading was given up. */
  async read(
    address: string,
    panes: readonly Pane[],
    signal: AbortSignal | null = null,
  ): Promise<Document | null> {
    try {
      const answer = await fetch(address, {
        credentials: "same-origin",
        headers: { [HEADER]: panes.join(",") },
        signal,
      });
      if (!answer.ok || answer.redirected) {
        throw new Elsewhere(address);
      }
      return new DOMParser().parseFromString(await answer.text(), "text/html");
    } catch (error) {
      if (error instanceof DOMException && error.name === "AbortError") {
        return null;
      }
      throw error;
    }
  }

  private put(pane: Pane, fresh: Document): void {
    const from = fresh.querySelector(`[data-pane="${pane}"]`);
    const to = this.get(pane);
    if (from && to) {
      to.replaceChildren(...from.childNodes);
      to.removeAttribute("aria-busy");
    }
  }
}
