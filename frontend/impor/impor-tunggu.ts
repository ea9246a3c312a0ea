/**
 * A form whose answer takes seconds: the pressed button says what is being done and cannot be pressed again; fields
 * outside the form that only show another sheet send themselves.
 *
 *     <impor-tunggu><form method="post"><button data-busy="Memeriksa baris">Periksa</button></form>
 *       <select form="lihat-lembar">..</select> <form id="lihat-lembar"></form></impor-tunggu>
 */

import { make } from "../lib/dom";

export class ImporTunggu extends HTMLElement {
  connectedCallback(): void {
    this.addEventListener("submit", this.submitted);
    this.addEventListener("change", this.changed);
    window.addEventListener("pageshow", this.returned);
  }

  disconnectedCallback(): void {
    window.removeEventListener("pageshow", this.returned);
  }

  private readonly submitted = (event: SubmitEvent): void => {
    const { submitter } = event;
    if (!(submitter instanceof HTMLButtonElement) || submitter.dataset.busy === undefined) {
      return;
    }
    if (this.hasAttribute("aria-busy")) {
      event.preventDefault();
      return;
    }
    this.setAttribute("aria-busy", "true");
    submitter.dataset.label = submitter.textContent ?? "";
    submitter.replaceChildren(
      make("span", { class: "spinner", "aria-hidden": "true" }),
      submitter.dataset.busy,
    );
  };

  /** A sheet or its row of titles is looked at as soon as it is chosen. */
  private readonly changed = (event: Event): void => {
    const field = event.target;
    if (
      (field instanceof HTMLSelectElement || field instanceof HTMLInputElement) &&
      field.form?.method === "get"
    ) {
      field.form.requestSubmit();
    }
  };

  /** Back in the browser's history the page is as it was left: busy. */
  private readonly returned = (event: PageTransitionEvent): void => {
    if (event.persisted) {
      this.removeAttribute("aria-busy");
      for (const button of this.querySelectorAll<HTMLButtonElement>("button[data-label]")) {
        button.textContent = button.dataset.label ?? "";
      }
    }
  };
}

customElements.define("impor-tunggu", ImporTunggu);
