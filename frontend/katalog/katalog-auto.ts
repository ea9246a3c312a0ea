/**
 * Sends the form around it as soon as a choice is made, so that a page of choices needs no button.
 *
 *     <form><katalog-auto><select name="daftar">..</select></katalog-auto></form>
 */

export class KatalogAuto extends HTMLElement {
  connectedCallback(): void {
    this.addEventListener("change", this.send);
  }

  private readonly send = (): void => {
    this.closest("form")?.requestSubmit();
  };
}

customElements.define("katalog-auto", KatalogAuto);
