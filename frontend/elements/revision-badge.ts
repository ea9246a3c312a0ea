/**
 * The revision of the project, as the server printed it and as each write moves it on.
 *
 *     <revision-badge class="badge">rev 342</revision-badge>
 */

import { projectListen } from "../lib/store";

export class RevisionBadge extends HTMLElement {
  private end: (() => void) | null = null;

  connectedCallback(): void {
    this.end = projectListen(({ revision }) => {
      if (revision > 0) {
        this.textContent = `rev ${revision}`;
      }
    });
  }

  disconnectedCallback(): void {
    this.end?.();
  }
}

customElements.define("revision-badge", RevisionBadge);
