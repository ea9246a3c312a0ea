/**
 * The catalogue browser: links and fields change the address and only the panes that depend on it are read again, so
 * that tree, hits and sheet keep their places, typing keeps the focus, and back and shared links work.
 *
 *     <katalog-page data-show="hits">
 *       <div data-pane="acts">..</div> <nav data-pane="tree"><a href="?divisi=2" data-param="divisi">..</a></nav>
 *       <form class="ask"><input name="q"> <select name="satuan">..</select> <div data-pane="found">..</div></form>
 *       <div data-pane="hits"><ul><li><a href="?analisa=7" data-param="analisa">..</a></li></ul></div>
 *       <section data-pane="sheet"><select data-param="daftar">..</select></section>
 *     </katalog-page>
 */

import { ALL_PANES, addressWith, isParam, type Pane, type Param, paneShown, panesOf } from "./address";
import { Panes } from "./panes";
import { stepTo } from "./walk";

/** Long enough for the next letter of somebody who types, short enough not to be waited for. */
const PAUSE = 180;
const HIT = '.hits a[data-param="analisa"]';
const BRANCH = '.catalogue-tree a[data-param="divisi"]';
const ACTS: Readonly<Record<string, string>> = { s: "insert", d: "compare" };

export class KatalogPage extends HTMLElement {
  private readonly panes = new Panes(this);
  private timer = 0;
  /** Letters of one search make one step back, not one each. */
  private typing = false;

  connectedCallback(): void {
    this.addEventListener("click", this.clicked);
    this.addEventListener("input", this.typed);
    this.addEventListener("change", this.changed);
    this.addEventListener("submit", this.submitted);
    this.addEventListener("keydown", this.walked);
    document.addEventListener("keydown", this.called);
    window.addEventListener("popstate", this.back);
    this.querySelector(`${HIT}[aria-current]`)?.scrollIntoView({ block: "nearest" });
  }

  disconnectedCallback(): void {
    clearTimeout(this.timer);
    document.removeEventListener("keydown", this.called);
    window.removeEventListener("popstate", this.back);
  }

  private get search(): HTMLInputElement | null {
    return this.querySelector<HTMLInputElement>('input[name="q"]');
  }

  private readonly clicked = (event: MouseEvent): void => {
    const link = event.target instanceof Element ? event.target.closest("a") : null;
    if (!link || event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey) {
      return;
    }
    const { param } = link.dataset;
    if (link.dataset.more !== undefined) {
      event.preventDefault();
      void this.more(link);
    } else if (link.dataset.clear !== undefined) {
      event.preventDefault();
      void this.clear(link);
    } else if (isParam(param)) {
      event.preventDefault();
      void this.follow(param, new URL(link.href).searchParams.get(param));
    }
  };

  private readonly typed = (event: Event): void => {
    if (event.target !== this.search) {
      return;
    }
    clearTimeout(this.timer);
    this.timer = window.setTimeout(() => void this.seek(), PAUSE);
  };

  private readonly changed = (event: Event): void => {
    const field = event.target;
    if (!(field instanceof HTMLSelectElement)) {
      return;
    }
    const name = field.dataset.param ?? field.name;
    if (field.dataset.edition !== undefined) {
      location.assign(`${location.pathname}?edisi=${encodeURIComponent(field.value)}`);
    } else if (isParam(name)) {
      void this.follow(name, field.value);
    }
  };

  /** Enter in the search opens the first hit, after what was typed last has been looked up. */
  private readonly submitted = (event: SubmitEvent): void => {
    event.preventDefault();
    clearTimeout(this.timer);
    void this.seek().then(() => this.querySelector<HTMLAnchorElement>(HIT)?.click());
  };

  private readonly walked = (event: KeyboardEvent): void => {
    if (event.target === this.search && event.key === "ArrowDown") {
      event.preventDefault();
      (
        this.querySelector<HTMLElement>(`${HIT}[aria-current]`) ?? this.querySelector<HTMLElement>(HIT)
      )?.focus();
      return;
    }
    for (const of of [HIT, BRANCH]) {
      if (event.target instanceof Element && event.target.matches(of)) {
        this.walk(event, [...this.querySelectorAll<HTMLElement>(of)], of);
      }
    }
  };

  private walk(event: KeyboardEvent, links: readonly HTMLElement[], of: string): void {
    const at = links.indexOf(event.target as HTMLElement);
    if (of === HIT && ((event.key === "ArrowUp" && at === 0) || event.key === "Escape")) {
      event.preventDefault();
      this.search?.focus();
      return;
    }
    const to = stepTo(event.key, at, links.length);
    if (to !== null) {
      event.preventDefault();
      links[to]?.focus();
    }
  }

  /** "/" searches, S inserts, D compares: wherever the hand is, unless it types. */
  private readonly called = (event: KeyboardEvent): void => {
    const { target } = event;
    const types = target instanceof Element && target.matches("input, textarea, select, [contenteditable]");
    if (types || event.ctrlKey || event.metaKey || event.altKey) {
      return;
    }
    const act = ACTS[event.key.toLowerCase()];
    if (event.key === "/") {
      event.preventDefault();
      this.search?.focus();
      this.search?.select();
    } else if (act) {
      this.querySelector<HTMLAnchorElement>(`a[data-act="${act}"]`)?.click();
    }
  };

  private readonly back = (): void => {
    this.typing = false;
    const address = location.pathname + location.search;
    const { search } = this;
    if (search) {
      search.value = new URL(location.href).searchParams.get("q") ?? "";
    }
    const satuan = this.querySelector<HTMLSelectElement>('select[name="satuan"]');
    if (satuan) {
      satuan.value = new URL(location.href).searchParams.get("satuan") ?? "";
    }
    void this.show(address, ALL_PANES);
  };

  /** One act: the address takes it, the panes that depend on it are read, a phone turns to the right one. */
  private async follow(param: Param, value: string | null): Promise<void> {
    const address = addressWith(location.pathname + location.search, param, value);
    history.pushState(null, "", address);
    this.typing = false;
    if (param === "analisa") {
      this.mark(value);
    }
    await this.show(address, panesOf(param));
    if (param === "divisi") {
      this.panes.get("hits")?.scrollTo(0, 0);
    } else if (param === "analisa") {
      this.panes.get("sheet")?.scrollTo(0, 0);
    }
  }

  private async seek(): Promise<void> {
    const now = location.pathname + location.search;
    const words = this.search?.value.trim() ?? "";
    if (words === (new URL(location.href).searchParams.get("q") ?? "")) {
      return;
    }
    const address = addressWith(now, "q", words);
    history[this.typing ? "replaceState" : "pushState"](null, "", address);
    this.typing = true;
    await this.show(address, panesOf("q"));
    this.panes.get("hits")?.scrollTo(0, 0);
  }

  private async show(address: string, panes: readonly Pane[]): Promise<void> {
    this.dataset.show = paneShown(address);
    try {
      await this.panes.show(address, panes);
    } catch {
      // Signed out, gone or unreachable: the browser's own loading says which.
      location.assign(address);
    }
  }

  private async clear(link: HTMLAnchorElement): Promise<void> {
    const url = new URL(link.href);
    const analisa = new URL(location.href).searchParams.get("analisa");
    if (analisa) {
      url.searchParams.set("analisa", analisa);
    }
    const address = url.pathname + url.search;
    history.pushState(null, "", address);
    this.back();
    this.search?.focus();
  }

  /** The next page of a listing, put behind the ones that are there; the address stays. */
  private async more(link: HTMLAnchorElement): Promise<void> {
    link.setAttribute("aria-busy", "true");
    const fresh = await this.panes.read(link.href, ["hits"]).catch(() => null);
    if (!fresh) {
      location.assign(link.href);
      return;
    }
    const rows = [...fresh.querySelectorAll("[data-pane=hits] li")];
    this.querySelector(".hits ul:last-of-type")?.append(...rows);
    const next = fresh.querySelector("[data-more]");
    if (next) {
      link.replaceWith(next);
    } else {
      link.remove();
    }
    rows[0]?.querySelector("a")?.focus();
  }

  private mark(analisa: string | null): void {
    for (const link of this.querySelectorAll<HTMLAnchorElement>(HIT)) {
      const current = new URL(link.href).searchParams.get("analisa") === analisa;
      link.toggleAttribute("aria-current", current);
      if (current) {
        link.setAttribute("aria-current", "true");
      }
    }
  }
}

customElements.define("katalog-page", KatalogPage);
