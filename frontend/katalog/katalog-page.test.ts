// @vitest-environment happy-dom
// @vitest-environment-options {"url": "http://localhost/katalog/"}
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import "./katalog-page";

const asked: { readonly url: string; readonly panes: string }[] = [];

const HITS = (word: string): string =>
  `<div data-pane="hits"><ul><li><a href="/katalog/?analisa=1" data-param="analisa">${word} satu</a></li><li><a href="/katalog/?analisa=2" data-param="analisa">${word} dua</a></li></ul><a href="/katalog/?sesudah=0002" data-more>berikutnya</a></div>`;

function answer(url: string, init: RequestInit): Promise<Response> {
  const panes = new Headers(init.headers).get("X-Katalog-Pane") ?? "";
  asked.push({ url, panes });
  const parts = panes
    .split(",")
    .map((pane) => (pane === "hits" ? HITS("baru") : `<div data-pane="${pane}">${pane} baru</div>`));
  return Promise.resolve(new Response(parts.join("")));
}

function page(): HTMLElement {
  document.body.innerHTML = `
    <katalog-page data-show="hits">
      <div data-pane="acts"><a data-act="insert" href="#sisip">Sisipkan</a></div>
      <nav class="catalogue-tree" data-pane="tree"><a href="/katalog/?divisi=2" data-param="divisi">2</a></nav>
      <form><input name="q"><select name="satuan"><option value=""></option><option value="m3">m3</option></select>
        <div data-pane="found"></div></form>
      <div class="hits">${HITS("lama")}</div>
      <section data-pane="sheet"></section>
    </katalog-page>`;
  return document.querySelector("katalog-page") as HTMLElement;
}

const find = <E extends HTMLElement>(root: HTMLElement, selector: string): E =>
  root.querySelector(selector) as E;
const settle = (): Promise<unknown> => vi.advanceTimersByTimeAsync(400);
const here = (): string => location.pathname + location.search;

function type(input: HTMLInputElement, text: string): void {
  input.value = text;
  input.dispatchEvent(new Event("input", { bubbles: true }));
}

function press(target: EventTarget, key: string): void {
  target.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true }));
}

beforeEach(() => {
  vi.useFakeTimers();
  asked.length = 0;
  vi.stubGlobal("fetch", vi.fn(answer));
  history.replaceState(null, "", "/katalog/");
});
afterEach(() => {
  document.body.innerHTML = "";
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

test("typing looks up once, keeps the focus and leaves tree and sheet alone", async () => {
  const root = page();
  const input = find<HTMLInputElement>(root, "input");
  input.focus();
  type(input, "b");
  type(input, "batu");
  await settle();
  expect(asked).toEqual([{ url: "/katalog/?q=batu", panes: "found,hits" }]);
  expect(document.activeElement).toBe(input);
  expect(here()).toBe("/katalog/?q=batu");
});

test("letters of one search are one step back", async () => {
  const root = page();
  const input = find<HTMLInputElement>(root, "input");
  const push = vi.spyOn(history, "pushState");
  for (const text of ["ba", "batu", "batu kali"]) {
    type(input, text);
    await settle();
  }
  expect(push).toHaveBeenCalledTimes(1);
  expect(here()).toBe("/katalog/?q=batu+kali");
});

test("a hit opens its sheet at the words of now, and is marked", async () => {
  const root = page();
  type(find(root, "input"), "batu");
  await settle();
  find<HTMLElement>(root, ".hits li:last-child a").click();
  await settle();
  expect(asked.at(-1)).toEqual({ url: "/katalog/?q=batu&analisa=2", panes: "sheet,acts" });
  expect(root.dataset.show).toBe("sheet");
  expect(root.querySelectorAll(".hits [aria-current]")).toHaveLength(1);
});

test("a division reads tree and hits, and keeps the words", async () => {
  const root = page();
  history.replaceState(null, "", "/katalog/?q=batu");
  find<HTMLElement>(root, "nav a").click();
  await settle();
  expect(asked.at(-1)).toEqual({ url: "/katalog/?q=batu&divisi=2", panes: "tree,found,hits" });
});

test("a click for a new tab is the browser's", () => {
  const root = page();
  const click = new MouseEvent("click", { bubbles: true, cancelable: true, ctrlKey: true });
  find<HTMLElement>(root, "nav a").dispatchEvent(click);
  expect(click.defaultPrevented).toBe(false);
});

test("the next rows stand behind those that are there, and the address stays", async () => {
  const root = page();
  find<HTMLElement>(root, "[data-more]").click();
  await settle();
  expect(root.querySelectorAll(".hits li")).toHaveLength(4);
  expect(here()).toBe("/katalog/");
});

test("arrows walk the hits, up from the first goes to the search", () => {
  const root = page();
  const input = find<HTMLInputElement>(root, "input");
  const [first, second] = [...root.querySelectorAll<HTMLElement>(".hits li a")];
  input.focus();
  press(input, "ArrowDown");
  expect(document.activeElement).toBe(first);
  press(first as HTMLElement, "ArrowDown");
  expect(document.activeElement).toBe(second);
  press(second as HTMLElement, "ArrowUp");
  press(first as HTMLElement, "ArrowUp");
  expect(document.activeElement).toBe(input);
});

test("a slash goes to the search, an S inserts, and neither does while somebody types", () => {
  const root = page();
  const input = find<HTMLInputElement>(root, "input");
  let inserted = 0;
  find<HTMLElement>(root, "[data-act=insert]").addEventListener("click", () => {
    inserted += 1;
  });
  press(document.body, "/");
  expect(document.activeElement).toBe(input);
  press(input, "s");
  expect(inserted).toBe(0);
  press(document.body, "s");
  expect(inserted).toBe(1);
});

test("back puts words, unit and every pane as they were", async () => {
  const root = page();
  find<HTMLInputElement>(root, "input").value = "lain";
  history.replaceState(null, "", "/katalog/?q=batu&satuan=m3&analisa=2");
  window.dispatchEvent(new Event("popstate"));
  await settle();
  expect(find<HTMLInputElement>(root, "input").value).toBe("batu");
  expect(find<HTMLSelectElement>(root, "select").value).toBe("m3");
  expect(asked.at(-1)?.panes).toBe("tree,found,hits,sheet,acts");
  expect(root.dataset.show).toBe("sheet");
});

test("a page that was left listens no more", () => {
  const root = page();
  root.remove();
  window.dispatchEvent(new Event("popstate"));
  expect(asked).toEqual([]);
});
