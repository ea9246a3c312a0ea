/** The List Pekerjaan as a sheet: klasifikasi, sub-klasifikasi and pekerjaan in one tree, named by typing. */

import { make } from "../../lib/dom";
import { idText } from "../../lib/numbers";
import type { Column, Row } from "../columns";

export type Table = "klasifikasi" | "sub_klasifikasi" | "pekerjaan";
export type Source = "ref" | "ref_modified" | "custom";
export type Tingkat = "penuh" | "sebagian" | "kosong";

export interface Lengkap {
  readonly analisa: Tingkat;
  readonly volume: Tingkat;
  readonly harga: Tingkat;
}

/** One row as the server tells it; what only a pekerjaan has is null above it. */
export interface StrukturItem {
  readonly key: string;
  readonly table: Table;
  readonly id: number;
  readonly level: number;
  readonly parent: string | null;
  readonly no: string;
  readonly uraian: string;
  readonly komponen: number;
  readonly jumlah: string | null;
  readonly source: Source | null;
  readonly edition: string | null;
  readonly analysis_id: number | null;
  readonly kode: string | null;
  readonly satuan: string | null;
  readonly status: string | null;
  readonly mata_pembayaran: string | null;
  readonly kena_ppn: boolean | null;
  readonly langsung: boolean | null;
  readonly harga_langsung: string | null;
  readonly sumber_harga: string | null;
  readonly buk_persen: string | null;
  readonly catatan: string | null;
  readonly lengkap: Lengkap | null;
}

export const TABLES: readonly Table[] = ["klasifikasi", "sub_klasifikasi", "pekerjaan"];

/** What a pekerjaan starts with; the same on the server. */
const START = {
  satuan: "",
  status: "utama",
  harga_langsung: null,
  sumber_harga: "",
  buk_persen: null,
  kena_ppn: "true",
  mata_pembayaran: "",
  catatan: "",
  langsung: "false",
} as const;

/** Rows of the server; `alias` names rows that were typed on this page by the id they were typed under. */
export function strukturRows(items: readonly StrukturItem[], alias: ReadonlyMap<string, string>): Row[] {
  const named = (key: string): string => alias.get(key) ?? key;
  return items.map((item) => ({
    id: named(item.key),
    level: item.level,
    parentId: item.parent === null ? null : named(item.parent),
    values: valuesOf(item),
    flags: { heading: item.level < 3 },
  }));
}

function valuesOf(item: StrukturItem): Record<string, string | null> {
  const { no, uraian, komponen, jumlah } = item;
  const common = { no, uraian, komponen: String(komponen), jumlah, key: item.key };
  if (item.table !== "pekerjaan") {
    return common;
  }
  return {
    ...common,
    sumber: item.source,
    edisi: item.edition,
    analisa: item.analysis_id === null ? null : String(item.analysis_id),
    kode: item.kode,
    satuan: item.satuan,
    status: item.status,
    langsung: String(item.langsung === true),
    harga_langsung: item.harga_langsung,
    sumber_harga: item.sumber_harga,
    buk_persen: item.buk_persen,
    kena_ppn: String(item.kena_ppn !== false),
    mata_pembayaran: item.mata_pembayaran,
    catatan: item.catatan,
    lengkap: item.lengkap && [item.lengkap.analisa, item.lengkap.volume, item.lengkap.harga].join(" "),
  };
}

/** A row that is being typed and has no name yet. */
export function typedRow(id: string, level: number, parentId: string | null, uraian: string): Row {
  const values = { no: "", uraian, komponen: "", jumlah: null };
  const own = level === 3 ? { ...START, sumber: "baru", kode: "", lengkap: "kosong kosong kosong" } : {};
  return {
    id,
    level,
    parentId,
    values: { ...values, ...own },
    flags: { typed: true, heading: level < 3 },
  };
}

/** "AHSP Cipta Karya 2025" is "AHSP 2025" on a badge. */
export function sourceLabel(row: Row): string {
  const { sumber, langsung, edisi } = row.values;
  if (langsung === "true") {
    return "Langsung";
  }
  const year = /\b(?:19|20)\d\d\b/.exec(edisi ?? "")?.[0] ?? "";
  const labels: Record<string, string> = {
    ref: `AHSP ${year}`.trim(),
    ref_modified: "Modifikasi",
    custom: "Buatan",
    baru: "baru",
  };
  return labels[sumber ?? ""] ?? "";
}

const BADGES: Record<string, string> = {
  ref: "badge",
  ref_modified: "badge modified",
  custom: "badge custom",
  baru: "badge direct",
};

function sourceBadge(row: Row): Node[] {
  const label = sourceLabel(row);
  if (label === "") {
    return [];
  }
  const direct = row.values.langsung === "true";
  return [make("span", { class: direct ? "badge direct" : BADGES[row.values.sumber ?? ""] }, label)];
}

const PARTS = ["analisa", "volume", "harga"] as const;
const WORDS: Record<string, string> = { penuh: "lengkap", sebagian: "sebagian", kosong: "belum" };
const DOTS: Record<string, string | null> = { penuh: "on", sebagian: "half", kosong: null };

/** "analisa lengkap, volume belum, harga sebagian" */
export function readyWords(row: Row): string {
  const parts = (row.values.lengkap ?? "").split(" ");
  return PARTS.map((part, at) => `${part} ${WORDS[parts[at] ?? ""] ?? "belum"}`).join(", ");
}

function readyDots(row: Row): Node[] {
  if (!row.values.lengkap) {
    return [];
  }
  const dots = row.values.lengkap.split(" ").map((part) => make("i", { class: DOTS[part] ?? null }));
  return [make("span", { class: "ready", role: "img", "aria-label": readyWords(row) }, ...dots)];
}

const isWork = (row: Row): boolean => row.level === 3;
const isStored = (row: Row): boolean => isWork(row) && row.flags.typed !== true;
const ownsIdentity = (row: Row): boolean => isStored(row) && row.values.sumber !== "ref";
const fixed = (): boolean => false;
const text = (key: string) => (row: Row) => row.values[key] ?? "";

const STATUS = [
  { value: "utama", label: "utama" },
  { value: "alternatif", label: "alternatif" },
  { value: "opsional", label: "opsional" },
];
const YES_NO = [
  { value: "true", label: "ya" },
  { value: "false", label: "tidak" },
];

function choiceText(key: string, choices: readonly { value: string; label: string }[]) {
  return (row: Row): string => choices.find(({ value }) => value === row.values[key])?.label ?? "";
}

function plain(key: string, title: string, width: number, maxLength: number): Column {
  return {
    key,
    title,
    width,
    kind: "text",
    align: "left",
    className: "cramped",
    desk: true,
    maxLength,
    editable: isStored,
    format: text(key),
  };
}

/** The columns of the outline; `nameWidth` is what the name gets before the other columns begin. */
export function strukturColumns(nameWidth: number): Column[] {
  return COLUMNS.map((column) => (column.key === "uraian" ? { ...column, width: nameWidth } : column));
}

const COLUMNS: readonly Column[] = [
  {
    key: "no",
    title: "No",
    width: 48,
    kind: "text",
    align: "left",
    className: "code",
    frozen: true,
    desk: true,
    editable: fixed,
    format: text("no"),
  },
  {
    key: "uraian",
    title: "Uraian pekerjaan",
    width: 364,
    grow: true,
    kind: "text",
    align: "left",
    frozen: true,
    tree: true,
    maxLength: 500,
    editable: (row) => !isWork(row) || row.flags.typed === true || ownsIdentity(row),
    format: (row) =>
      row.level === 1 ? (row.values.uraian ?? "").toLocaleUpperCase("id") : (row.values.uraian ?? ""),
    editText: text("uraian"),
    copyText: text("uraian"),
    second: (row) =>
      isWork(row)
        ? [row.values.kode, row.values.satuan, sourceLabel(row)].filter((part) => part).join(" · ")
        : `${row.values.komponen ?? ""} pekerjaan`,
    origin: (row) => (isWork(row) ? readyWords(row) : ""),
  },
  {
    key: "sumber",
    title: "Sumber",
    width: 92,
    kind: "text",
    align: "left",
    desk: true,
    editable: fixed,
    format: sourceLabel,
    draw: sourceBadge,
  },
  {
    key: "kode",
    title: "Kode",
    width: 108,
    kind: "text",
    align: "left",
    className: "code",
    desk: true,
    maxLength: 60,
    editable: ownsIdentity,
    format: text("kode"),
  },
  {
    key: "satuan",
    title: "Satuan",
    width: 64,
    kind: "text",
    align: "left",
    className: "unit",
    desk: true,
    maxLength: 20,
    editable: (row) => isWork(row) && (row.flags.typed === true || ownsIdentity(row)),
    format: text("satuan"),
  },
  {
    key: "komponen",
    title: "Komponen",
    width: 76,
    kind: "computed",
    align: "right",
    desk: true,
    editable: fixed,
    format: text("komponen"),
    origin: (row) => (isWork(row) ? "Baris analisa" : "Banyaknya pekerjaan di dalamnya"),
  },
  {
    key: "lengkap",
    title: "Lengkap",
    width: 68,
    kind: "text",
    align: "center",
    desk: true,
    editable: fixed,
    format: (row) => (row.values.lengkap ? readyWords(row) : ""),
    draw: readyDots,
  },
  {
    key: "jumlah",
    title: "Jumlah",
    unit: "Rp",
    width: 132,
    kind: "computed",
    align: "right",
    editable: fixed,
    format: (row) => (row.values.jumlah == null ? "" : idText(row.values.jumlah, 2)),
    derivation: (row) => derivationOf(row),
  },
  {
    key: "status",
    title: "Status",
    width: 84,
    kind: "choice",
    align: "left",
    className: "cramped",
    desk: true,
    choices: STATUS,
    editable: isStored,
    format: choiceText("status", STATUS),
  },
  {
    key: "harga_langsung",
    title: "Harga langsung",
    unit: "Rp",
    width: 116,
    kind: "number",
    field: "harga",
    decimals: 2,
    align: "right",
    desk: true,
    editable: (row) => isStored(row) && row.values.sumber === "custom",
    format: (row) => (row.values.harga_langsung == null ? "" : idText(row.values.harga_langsung, 2)),
    origin: (row) => (row.values.sumber === "custom" ? "Tanpa analisa: ls, harga sementara, penawaran" : ""),
  },
  plain("sumber_harga", "Sumber harga", 140, 200),
  {
    key: "buk_persen",
    title: "BUK",
    unit: "%",
    width: 60,
    kind: "number",
    field: "persen",
    decimals: 2,
    align: "right",
    desk: true,
    editable: isStored,
    format: (row) => (row.values.buk_persen == null ? "" : idText(row.values.buk_persen, 2)),
    origin: (row) => (row.values.buk_persen == null ? "Mengikuti proyek" : "Khusus pekerjaan ini"),
  },
  {
    key: "kena_ppn",
    title: "PPN",
    width: 60,
    kind: "choice",
    align: "left",
    className: "cramped",
    desk: true,
    choices: YES_NO,
    editable: isStored,
    format: choiceText("kena_ppn", YES_NO),
  },
  plain("mata_pembayaran", "Mata pembayaran", 116, 60),
  plain("catatan", "Catatan", 200, 500),
];

const TRACED: Record<string, string> = { k: "klasifikasi", s: "sub_klasifikasi", p: "pekerjaan" };

function derivationOf(row: Row): string | null {
  const key = row.values.key ?? "";
  return key === "" || row.values.jumlah == null ? null : `${TRACED[key.charAt(0)]}:${key.slice(1)}:jumlah`;
}
