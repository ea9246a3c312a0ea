// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { type Derivation, type DerivationPopover, derivationJoin } from "./derivation-popover";

const step = (label: string, nilai: string | null, key = "", rumus = ""): Derivation["steps"][number] => ({
  label,
  rumus,
  nilai,
  key,
});

const PARTS: Record<string, Derivation> = {
  D: {
    title: "D · 2.2 Fondasi",
    steps: [
      step("A Tenaga kerja", "252500.00", "pekerjaan:9:A"),
      step("B Bahan", "698700.00", "pekerjaan:9:B"),
      step("C Peralatan", "0.00", "pekerjaan:9:C"),
      step("D Biaya langsung", "951200.00", "", "252.500,00 + 698.700,00 + 0,00 = 951.200,00"),
    ],
  },
  E: { title: "E", steps: [step("E Biaya umum", "95120.00", "", "10% × 951.200,00 = 95.120,00")] },
  F: { title: "F", steps: [step("F Harga satuan pekerjaan", "1046320.00")] },
  jumlah: {
    title: "jumlah · 2.2 Fondasi",
    steps: [step("Volume", "17.2800", "pekerjaan:9:volume"), step("Jumlah", "18080409.60")],
  },
};

beforeEach(() => {
  document.body.innerHTML =
    '<button data-derivation="pekerjaan:9:jumlah">18.080.409,60</button><derivation-popover data-url="/derivation/" data-pages="/proyek/7/"></derivation-popover>';
  vi.stubGlobal("fetch", (url: string) => {
    const part = decodeURIComponent(url).split(":").at(-1) ?? "";
    return Promise.resolve(new Response(JSON.stringify(PARTS[part]), { status: 200 }));
  });
});
afterEach(() => vi.unstubAllGlobals());

test("a jumlah is shown whole, from A to the figure, with a rule above F and above itself", () => {
  const { D, E, F, jumlah } = PARTS as { D: Derivation; E: Derivation; F: Derivation; jumlah: Derivation };
  const { steps, title } = derivationJoin([D, E, F, jumlah]);
  expect(title).toBe("jumlah · 2.2 Fondasi");
  expect(steps.map(({ nilai }) => nilai)).toEqual([
    "252500.00",
    "698700.00",
    "0.00",
    "951200.00",
    "95120.00",
    "1046320.00",
    "17.2800",
    "18080409.60",
  ]);
  expect(steps.filter(({ rule }) => rule).map(({ label }) => label)).toEqual([
    "F Harga satuan pekerjaan",
    "Jumlah",
  ]);
});

test("a pressed figure opens its card with id-ID figures and the pages behind it", async () => {
  document.querySelector("button")?.click();
  const card = document.querySelector<HTMLElement>("derivation-popover .popover");
  await vi.waitFor(() => expect(card?.hidden).toBe(false));
  const rows = [...document.querySelectorAll("tr")].map((row) =>
    [...row.children].map((cell) => cell.textContent),
  );
  expect(rows[0]).toEqual(["A", "Tenaga kerja", "252.500,00"]);
  expect(rows[4]).toEqual(["E", "Biaya umum10% × 951.200,00", "95.120,00"]);
  expect(rows[6]).toEqual(["", "× volume", "17,28"]);
  expect(rows.at(-1)).toEqual(["", "Jumlah", "18.080.409,60"]);
  expect([...document.querySelectorAll("a")].map((link) => link.getAttribute("href"))).toEqual([
    "/proyek/7/detail-ahsp/9/",
    "/proyek/7/volume/",
    "/proyek/7/harga-items/",
  ]);
});

test("Escape closes the card and gives the focus back to the figure", async () => {
  const figure = document.querySelector("button");
  figure?.focus();
  figure?.click();
  const popover = document.querySelector<DerivationPopover>("derivation-popover");
  await vi.waitFor(() => expect(popover?.querySelector("table")).not.toBeNull());
  document.dispatchEvent(new KeyboardEvent("keydown", { key: "Escape" }));
  expect(popover?.querySelector<HTMLElement>(".popover")?.hidden).toBe(true);
  expect(document.activeElement).toBe(figure);
});
