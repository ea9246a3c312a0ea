/**
 * Alt + PageUp and Alt + PageDown turn to the neighbours of a page, as one leafs through printed forms.
 *
 *     <turn-pages><a rel="prev" href="…">…</a><a rel="next" href="…">…</a></turn-pages>
 */

const RELATION: Readonly<Record<string, string>> = { PageUp: "prev", PageDown: "next" };

export class TurnPages extends HTMLElement {
  connectedCallback(): void {
    document.addEventListener("keydown", this.key, true);
  }

  disconnectedCallback(): void {
    document.removeEventListener("keydown", this.key, true);
  }

  /** Before the sheet hears it: a grid has its own use for PageUp. */
  private readonly key = (event: KeyboardEvent): void => {
    const relation = event.altKey ? RELATION[event.key] : undefined;
    const link = relation && this.querySelector<HTMLAnchorElement>(`a[rel='${relation}']`);
    if (link) {
      event.preventDefault();
      event.stopPropagation();
      link.click();
    }
  };
}

customElements.define("turn-pages", TurnPages);
