// @vitest-environment happy-dom
import { afterEach, expect, test, vi } from "vitest";
import { ProjectLink } from "../lib/project";
import { type AcuanUpdate, takeOf, totalDrawn, updateDrawn } from "./acuan-update-card";
import { AcuanUpdates } from "./acuan-updates";

const version = (number: number, extra: object = {}): AcuanUpdate["now"] => ({
  id: 10 + number,
  version: number,
  kode: "1.1",
  uraian: "Galian",
  satuan: "m3",
  ...extra,
});

const update = (extra: Partial<AcuanUpdate> = {}): AcuanUpdate => ({
  jenis: "pekerjaan",
  id: 41,
  cara: "pakai",
  reason: "",
  nomor: "I.A.1",
  kode: "1.1",
  uraian: "Galian",
  edition: "AHSP 2025",
  now: version(1),
  newest: version(2),
  lines: [
    {
      kode: "L.01",
      uraian: "Pekerja",
      satuan: "OH",
      before: "0.500000",
      after: "0.600000",
      here: "0.900000",
      uraian_before: "",
      satuan_before: "",
      nested: false,
    },
  ],
  harga_before: "55000",
  harga_after: "66000",
  jumlah_before: "550000",
  jumlah_after: null,
  lost: [],
  hosts: [],
  ...extra,
});

afterEach(() => {
  vi.unstubAllGlobals();
  document.body.replaceChildren();
});

function text(element: Element | null): string {
  return (element?.textContent ?? "").replace(/\s+/g, " ").trim();
}

test("an offer is taken as it was seen", () => {
  expect(takeOf(update())).toEqual({ jenis: "pekerjaan", id: 41, from: 11, to: 12, cara: "pakai" });
});

test("a card shows the lines before and after, F, and jumlah that would not be known", () => {
  const card = updateDrawn(update(), () => undefined);
  expect([...card.querySelectorAll("th")].map(text)).toEqual([
    "Komponen yang berbeda",
    "Versi 1",
    "Versi 2",
    "Satuan",
  ]);
  expect([...card.querySelectorAll("td")].map(text)).toEqual(["Pekerja L.01", "0,5", "0,6", "OH"]);
  expect([...card.querySelectorAll("dd")].map(text)).toEqual([
    "55.000,00",
    "66.000,00",
    "550.000,00",
    "belum ada",
  ]);
});

test("a line that is new, gone, renamed or in another unit says so", () => {
  const [line] = update().lines;
  const drawn = (extra: object): string[] => {
    const card = updateDrawn(
      update({ lines: [{ ...line, ...extra } as AcuanUpdate["lines"][number]] }),
      null,
    );
    return [...card.querySelectorAll("td")].map(text);
  };
  expect(drawn({ before: null })[1]).toBe("tidak ada");
  expect(drawn({ after: null })[2]).toBe("tidak ada");
  expect(drawn({ uraian_before: "Tukang" })[0]).toBe("Pekerja L.01 · semula Tukang");
  expect(drawn({ satuan_before: "OJ" })[3]).toBe("OJ → OH");
  expect(drawn({ nested: true })[0]).toContain("isi bundelnya versi lain");
});

test("another name and unit of the work, what is lost and who follows stand on the card", () => {
  const card = updateDrawn(
    update({
      newest: version(2, { uraian: "Galian tanah", satuan: "m2" }),
      lost: ["Volume 10 m3."],
      hosts: ["C-1"],
    }),
    null,
  );
  expect(text(card)).toContain("Uraian: Galian → Galian tanah");
  expect(text(card)).toContain("Satuan: m3 → m2");
  expect(text(card)).toContain("Ikut hilang: Volume 10 m3.");
  expect(text(card)).toContain("membundel baris ini: C-1");
  expect(card.querySelector("button")).toBeNull();
});

test("a modification shows what stands here, and only its link is offered to move", () => {
  const card = updateDrawn(update({ cara: "tautkan" }), () => undefined);
  expect([...card.querySelectorAll("td")].map(text)).toEqual(["Pekerja L.01", "0,9", "0,5", "0,6", "OH"]);
  expect(text(card.querySelector("button"))).toBe("Tautkan ke versi 2");
  expect(text(card)).toContain("Suntingan di sini tetap");
});

test("what can only be shown has a reason and no button", () => {
  const card = updateDrawn(update({ cara: "lihat", reason: "Satuannya lain." }), () => undefined);
  expect(card.querySelector("button")).toBeNull();
  expect(text(card)).toContain("Satuannya lain.");
});

test("the foot tells what the total would lack, and the volumes that all together would cost", () => {
  const all = [update(), update({ lost: ["Volume 10 m3."] })];
  const answer = {
    updates: all,
    before: { total: "611000", belum_lengkap: 1 },
    after: { total: "73000", belum_lengkap: 2 },
    can_edit: true,
  };
  expect(text(totalDrawn(answer, all))).toBe(
    "Total proyek 611.000,00 → 73.000,00 · belum lengkap (2) · 1 volume ikut hilang",
  );
});

/** The element in a page, over a server that has these offers until they are taken. */
function joined(can_edit = true): {
  chip: AcuanUpdates;
  sent: unknown[];
  said: string[];
  open: () => Promise<HTMLDialogElement | null>;
} {
  const sent: unknown[] = [];
  const said: string[] = [];
  let updates = [update(), update({ id: 42, cara: "tautkan" })];
  vi.stubGlobal("fetch", async (url: string, init?: RequestInit) => {
    if (init?.method === "POST") {
      const body = JSON.parse(String(init.body)) as { takes: { id: number }[] };
      sent.push(body);
      updates = updates.filter((one) => !body.takes.some((take) => take.id === one.id));
      return Response.json({ revision: 2, mark: "2.a", change: 9, can_undo: true, can_redo: false });
    }
    expect(url).toBe("/api/v2/project/7/acuan-updates/");
    const rekap = { total: "1", belum_lengkap: 0 };
    return Response.json({ updates, before: rekap, after: rekap, can_edit });
  });
  const chip = new AcuanUpdates();
  chip.innerHTML = "<button type='button'><b>2</b> versi baru</button>";
  document.body.append(chip);
  chip.join(new ProjectLink("7", () => undefined), async (words) => said.push(words));
  const open = async (): Promise<HTMLDialogElement | null> => {
    chip.querySelector("button")?.click();
    await vi.waitFor(() => expect(document.querySelector("dialog article")).not.toBeNull());
    return document.querySelector("dialog");
  };
  return { chip, sent, said, open };
}

function button(dialog: Element | null, label: string): HTMLButtonElement | undefined {
  return [...(dialog?.querySelectorAll("button") ?? [])].find((one) => text(one) === label);
}

test("one offer is taken alone, the chip counts what is left, the page reads again", async () => {
  const { chip, sent, said, open } = joined();
  const dialog = await open();
  button(dialog, "Pakai versi baru")?.click();
  await vi.waitFor(() => expect(dialog?.querySelectorAll("article").length).toBe(1));
  expect(sent).toEqual([{ takes: [takeOf(update())] }]);
  expect(said).toEqual(["1 versi baru dipakai. Ctrl Z mengembalikannya"]);
  expect(text(chip)).toBe("1 versi baru");
});

test("all that bring lines are taken at once, modifications are not among them", async () => {
  const { sent, open } = joined();
  const dialog = await open();
  button(dialog, "Pakai 1 versi baru")?.click();
  await vi.waitFor(() => expect(sent.length).toBe(1));
  expect(sent).toEqual([{ takes: [takeOf(update())] }]);
});

test("with the last offer the sheet closes and the chip goes", async () => {
  const { chip, open } = joined();
  const dialog = await open();
  button(dialog, "Pakai versi baru")?.click();
  await vi.waitFor(() => expect(dialog?.querySelectorAll("article").length).toBe(1));
  button(dialog, "Tautkan ke versi 2")?.click();
  await vi.waitFor(() => expect(chip.hidden).toBe(true));
  await vi.waitFor(() => expect(document.querySelector("dialog")).toBeNull());
});

test("leaving the offers alone sends nothing", async () => {
  const { sent, open } = joined();
  const dialog = await open();
  button(dialog, "Biarkan")?.click();
  await vi.waitFor(() => expect(document.querySelector("dialog")).toBeNull());
  expect(sent).toEqual([]);
});

test("who may only read sees the offers and no act", async () => {
  const { open } = joined(false);
  const dialog = await open();
  expect([...(dialog?.querySelectorAll("button") ?? [])].map(text)).toEqual(["Tutup"]);
});
