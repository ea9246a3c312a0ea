// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { Elsewhere, Panes } from "./panes";

/** Answers wait until they are let through, in the order asked. */
let waiting: { readonly url: string; readonly go: (body: string, status?: number) => void }[] = [];

function asked(url: string, init: RequestInit): Promise<Response> {
  return new Promise((resolve, reject) => {
    init.signal?.addEventListener("abort", () => reject(new DOMException("given up", "AbortError")));
    waiting.push({ url, go: (body, status = 200) => resolve(new Response(body, { status })) });
  });
}

function page(): HTMLElement {
  document.body.innerHTML =
    '<main><div data-pane="hits">lama</div><div data-pane="sheet">lembar</div></main>';
  return document.body.querySelector("main") as HTMLElement;
}

beforeEach(() => {
  waiting = [];
  vi.stubGlobal("fetch", vi.fn(asked));
});
afterEach(() => vi.unstubAllGlobals());

test("only the panes asked for are put in place", async () => {
  const root = page();
  const shown = new Panes(root).show("/katalog/?q=a", ["hits"]);
  waiting[0]?.go('<div data-pane="hits"><b>baru</b></div><div data-pane="sheet">lain</div>');
  expect(await shown).toBe(true);
  expect(root.textContent).toBe("barulembar");
});

test("a pane is busy while it is read", async () => {
  const root = page();
  const shown = new Panes(root).show("/katalog/?q=a", ["hits"]);
  expect(root.querySelector("[data-pane=hits]")?.getAttribute("aria-busy")).toBe("true");
  waiting[0]?.go('<div data-pane="hits">baru</div>');
  await shown;
  expect(root.querySelector("[data-pane=hits]")?.hasAttribute("aria-busy")).toBe(false);
});

test("a later reading of a pane ends the earlier one", async () => {
  const root = page();
  const panes = new Panes(root);
  const first = panes.show("/katalog/?q=a", ["hits"]);
  const second = panes.show("/katalog/?q=ab", ["hits"]);
  waiting[1]?.go('<div data-pane="hits">kedua</div>');
  expect([await first, await second]).toEqual([false, true]);
  expect(root.querySelector("[data-pane=hits]")?.textContent).toBe("kedua");
});

test("no pane asks nothing", async () => {
  expect(await new Panes(page()).show("/katalog/", [])).toBe(true);
  expect(waiting).toEqual([]);
});

test("an answer that is not the page is told", async () => {
  const shown = new Panes(page()).show("/katalog/?edisi=9", ["hits"]);
  waiting[0]?.go("", 404);
  await expect(shown).rejects.toBeInstanceOf(Elsewhere);
});
