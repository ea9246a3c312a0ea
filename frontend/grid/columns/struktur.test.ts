import { expect, it } from "vitest";
import {
  readyWords,
  type StrukturItem,
  sourceLabel,
  strukturColumns,
  strukturRows,
  typedRow,
} from "./struktur";

const WORK: StrukturItem = {
  key: "p3",
  table: "pekerjaan",
  id: 3,
  level: 3,
  parent: "s2",
  no: "1",
  uraian: "Galian tanah",
  komponen: 2,
  jumlah: "1573000",
  source: "ref",
  edition: "AHSP Cipta Karya 2025",
  analysis_id: 9,
  kode: "1.1",
  satuan: "m3",
  status: "utama",
  mata_pembayaran: "",
  kena_ppn: true,
  langsung: false,
  harga_langsung: null,
  sumber_harga: "",
  buk_persen: null,
  catatan: "",
  lengkap: { analisa: "penuh", volume: "kosong", harga: "sebagian" },
};
const rowOf = (part: Partial<StrukturItem>) => {
  const [row] = strukturRows([{ ...WORK, ...part }], new Map());
  if (!row) {
    throw new Error("no row");
  }
  return row;
};
const editable = (part: Partial<StrukturItem>): string[] =>
  strukturColumns(300)
    .filter((column) => column.editable(rowOf(part)))
    .map((column) => column.key);

it("an AHSP row keeps the identity of the catalogue and takes its own status, BUK and notes", () => {
  expect(editable({})).toEqual([
    "status",
    "sumber_harga",
    "buk_persen",
    "kena_ppn",
    "mata_pembayaran",
    "catatan",
  ]);
  expect(editable({ source: "ref_modified" })).toContain("uraian");
  expect(editable({ source: "ref_modified" })).not.toContain("harga_langsung");
  expect(editable({ source: "custom" })).toContain("harga_langsung");
  expect(editable({ table: "klasifikasi", level: 1, source: null })).toEqual(["uraian"]);
});

it("a badge says where a row comes from", () => {
  expect(sourceLabel(rowOf({}))).toBe("AHSP 2025");
  expect(sourceLabel(rowOf({ source: "ref_modified" }))).toBe("Modifikasi");
  expect(sourceLabel(rowOf({ source: "custom", langsung: true }))).toBe("Langsung");
  expect(sourceLabel(typedRow("baru-1", 3, "s2", ""))).toBe("baru");
});

it("readiness is said in words", () => {
  expect(readyWords(rowOf({}))).toBe("analisa lengkap, volume belum, harga sebagian");
});

it("a row typed on this page keeps the name it was typed under", () => {
  const [row] = strukturRows(
    [WORK],
    new Map([
      ["p3", "baru-1"],
      ["s2", "baru-0"],
    ]),
  );
  expect([row?.id, row?.parentId]).toEqual(["baru-1", "baru-0"]);
});

it("an amount leads to its derivation", () => {
  const jumlah = strukturColumns(300).find((column) => column.key === "jumlah");
  expect(jumlah?.derivation?.(rowOf({}))).toBe("pekerjaan:3:jumlah");
  expect(jumlah?.derivation?.(rowOf({ jumlah: null }))).toBeNull();
});
