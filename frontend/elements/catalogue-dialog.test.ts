// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { CatalogueDialog } from "./catalogue-dialog";

const FOUND: Readonly<Record<string, number>> = { "": 1, "2.2.1": 2, gali: 3, galian: 4 };

/** Answers of the catalogue: each query finds the one analysis of its number, when it is let through. */
let waiting: (() => void)[] = [];

function answered(url: string): Promise<Response> {
  const words = new URL(url, "http://localhost").searchParams.get("q") ?? "";
  const hit = {
    analysis_id: FOUND[words],
    kode: "1.1",
    uraian: words,
    satuan: "m3",
    harga_satuan: "1.00",
    belum_ada: 0,
    match: "kode",
    padanan: [],
  };
  const response = new Response(JSON.stringify({ hits: [hit] }));
  return new Promise((resolve) => waiting.push(() => resolve(response)));
}

async function letThrough(): Promise<void> {
  for (const go of waiting.splice(0)) {
    go();
  }
  await vi.advanceTimersByTimeAsync(0);
}

const taken: number[] = [];

function opened(): HTMLInputElement {
  const element = new CatalogueDialog();
  element.dataset.project = "7";
  document.body.append(element);
  void element.open({
    scope: "",
    multiple: true,
    take: async (hits) => {
      taken.push(...hits.map((hit) => hit.analysis_id));
      return [];
    },
  });
  const input = element.querySelector<HTMLInputElement>("input[role=combobox]");
  if (!input) {
    throw new Error("no input");
  }
  return input;
}

function type(input: HTMLInputElement, text: string): void {
  input.value = text;
  input.dispatchEvent(new Event("input", { bubbles: true }));
}

const enter = (): KeyboardEvent => new KeyboardEvent("keydown", { key: "Enter", bubbles: true });

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal("fetch", (url: string) => answered(url));
  waiting = [];
  taken.length = 0;
});

afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
  document.body.replaceChildren();
});

test("an Enter that overtakes the search takes what was typed, not what was on show", async () => {
  const input = opened();
  await letThrough();
  type(input, "2.2.1");
  input.dispatchEvent(enter());
  expect(taken).toEqual([]);
  await letThrough();
  expect(taken).toEqual([2]);
});

test("an answer that comes while one goes on typing does not stop the next search", async () => {
  const input = opened();
  await letThrough();
  type(input, "gali");
  await vi.advanceTimersByTimeAsync(100);
  type(input, "galian");
  await letThrough();
  await vi.advanceTimersByTimeAsync(100);
  await letThrough();
  input.dispatchEvent(enter());
  await letThrough();
  expect(taken).toEqual([4]);
});
