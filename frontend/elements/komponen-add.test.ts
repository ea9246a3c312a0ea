// @vitest-environment happy-dom
import { afterEach, expect, test, vi } from "vitest";
import { draftOf, type Hit, KOMPONEN_ADD, KomponenAdd, type KomponenDraft } from "./komponen-add";

const hit = (extra: Partial<Hit> = {}): Hit => ({
  jenis: "item",
  id: 5,
  kategori: "TK",
  kode: "L.01",
  uraian: "Pekerja",
  satuan: "OH",
  harga: "100000.00",
  asal: "",
  ...extra,
});
const fields = { kategori: "TK", kode: "", uraian: "Mandor", satuan: "OH", koefisien: "1", harga: null };

afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
  document.body.replaceChildren();
});

test("a chosen item is named by its id, whatever it is called", () => {
  expect(draftOf(fields, hit())).toEqual({ kategori: "TK", koefisien: "1", harga_item_id: 5 });
});

test("a resource of the catalogue becomes an item by its code and unit", () => {
  const draft = draftOf({ ...fields, kode: "L.04" }, hit({ jenis: "sumber_daya", id: null }));
  const item = { kode: "L.04", uraian: "Mandor", satuan: "OH", harga: null };
  expect(draft).toEqual({ kategori: "TK", koefisien: "1", item });
});

test("a pekerjaan and an analysis become bundles", () => {
  expect(draftOf(fields, hit({ jenis: "pekerjaan" }))).toMatchObject({ target_pekerjaan_id: 5 });
  expect(draftOf(fields, hit({ jenis: "analisa" }))).toMatchObject({
    kategori: "LAIN",
    target_analysis_id: 5,
  });
});

test("what cannot be a row is told in words", () => {
  expect(draftOf({ ...fields, kategori: "bundel" }, null)).toBe("Pilih pekerjaan atau analisa dari daftar.");
  expect(draftOf({ ...fields, uraian: "" }, null)).toBe("Isi uraian.");
  expect(draftOf({ ...fields, satuan: "" }, null)).toBe("Isi satuan.");
});

function opened(): {
  adder: KomponenAdd;
  drafts: KomponenDraft[];
  type: (name: string, text: string) => void;
} {
  const adder = new KomponenAdd();
  adder.dataset.url = "/cari/";
  adder.dataset.pekerjaan = "12";
  document.body.append(adder);
  const drafts: KomponenDraft[] = [];
  adder.addEventListener(KOMPONEN_ADD, (event) => drafts.push((event as CustomEvent<KomponenDraft>).detail));
  adder.open("TK");
  const type = (name: string, text: string): void => {
    const input = adder.querySelector<HTMLInputElement>(`.is-${name}`);
    if (input) {
      input.value = text;
      input.dispatchEvent(new Event("input", { bubbles: true }));
    }
  };
  return { adder, drafts, type };
}

function submit(adder: KomponenAdd): void {
  adder.querySelector("form")?.dispatchEvent(new Event("submit", { cancelable: true }));
}

test("a koefisien that could mean two things is not sent, and both readings are shown", () => {
  const { adder, drafts, type } = opened();
  type("uraian", "Mandor");
  type("satuan", "OH");
  type("koefisien", "1.250");
  submit(adder);
  expect(drafts).toEqual([]);
  expect(adder.querySelector(".said")?.textContent).toContain("1,25 atau 1.250");
});

test("an empty koefisien is 1 and an empty price is not known", () => {
  const { adder, drafts, type } = opened();
  type("uraian", " Mandor   lapangan ");
  type("satuan", "OH");
  submit(adder);
  const item = { kode: "", uraian: "Mandor lapangan", satuan: "OH", harga: null };
  expect(drafts).toEqual([{ kategori: "TK", koefisien: "1", item }]);
});

test("arrow and Enter take a hit, and typing another name lets go of everything that was its own", async () => {
  vi.useFakeTimers();
  const answer = { ok: true, status: 200, headers: new Headers(), json: async () => ({ hits: [hit()] }) };
  vi.stubGlobal("fetch", async () => answer);
  const { adder, type } = opened();
  type("uraian", "pek");
  await vi.advanceTimersByTimeAsync(500);
  const input = adder.querySelector<HTMLInputElement>(".is-uraian");
  const press = (key: string): void => {
    input?.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true }));
  };
  press("ArrowDown");
  press("Enter");
  const kode = adder.querySelector<HTMLInputElement>(".is-kode");
  expect([input?.value, kode?.value, kode?.readOnly]).toEqual(["Pekerja", "L.01", true]);
  type("uraian", "Tukang");
  expect([kode?.value, kode?.readOnly]).toEqual(["", false]);
});

test("Escape closes the line and hands the keyboard back", () => {
  const { adder } = opened();
  const closed = vi.fn();
  adder.addEventListener("komponen-close", closed);
  adder
    .querySelector(".is-uraian")
    ?.dispatchEvent(new KeyboardEvent("keydown", { key: "Escape", bubbles: true, cancelable: true }));
  expect([adder.hidden, closed.mock.calls.length]).toEqual([true, 1]);
});
