/** Harga Items as a sheet: resources under their kategori, price and source typed in, use counted. */

import { idText } from "../../lib/numbers";
import type { Column, Row, RowId } from "../columns";

export interface HargaItem {
  readonly id: number;
  readonly kode: string;
  readonly uraian: string;
  readonly satuan: string;
  readonly kategori: "TK" | "BHN" | "ALT" | "LAIN";
  readonly harga: string | null;
  readonly dipakai: number;
  readonly sumber: string;
}

const KATEGORI = [
  ["TK", "A · Tenaga kerja"],
  ["BHN", "B · Bahan"],
  ["ALT", "C · Peralatan"],
  ["LAIN", "Lain-lain"],
] as const;

/** Items under the heading of their kategori, in the order the server gave them; empty headings are left out. */
export function hargaRows(items: readonly HargaItem[]): Row[] {
  return KATEGORI.flatMap(([kategori, title]) => {
    const own = items.filter((item) => item.kategori === kategori);
    return own.length === 0 ? [] : [heading(kategori, `${title}, ${own.length} item`), ...own.map(itemRow)];
  });
}

function heading(kategori: RowId, label: string): Row {
  return { id: kategori, level: 1, parentId: null, kind: "group", values: { label }, flags: {} };
}

function itemRow(item: HargaItem): Row {
  const { id, kode, uraian, satuan, kategori, harga, dipakai, sumber } = item;
  return {
    id,
    level: 2,
    parentId: kategori,
    values: { kode, uraian, satuan, harga, sumber, dipakai: String(dipakai) },
    flags: {},
  };
}

/** Whether any price carries sen: then all show two decimals, so that the figures stay in line on the comma. */
export function hargaDecimals(rows: readonly Row[]): 0 | 2 {
  return rows.some((row) => /\.\d*[1-9]/.test(row.values.harga ?? "")) ? 2 : 0;
}

const fixed = (): boolean => false;
const typed = (): boolean => true;
const text = (key: string) => (row: Row) => row.values[key] ?? "";

export function hargaColumns(decimals: 0 | 2): Column[] {
  return [
    {
      key: "kode",
      title: "Kode",
      width: 96,
      kind: "text",
      align: "left",
      className: "code",
      frozen: true,
      desk: true,
      editable: fixed,
      format: text("kode"),
    },
    {
      key: "uraian",
      title: "Uraian",
      width: 190,
      grow: true,
      kind: "text",
      align: "left",
      frozen: true,
      editable: fixed,
      format: text("uraian"),
      second: (row) => `${row.values.kode ?? ""} · ${row.values.dipakai ?? "0"} analisa`,
    },
    {
      key: "satuan",
      title: "Satuan",
      width: 68,
      kind: "text",
      align: "left",
      className: "unit",
      editable: fixed,
      format: text("satuan"),
    },
    {
      key: "harga",
      title: "Harga satuan",
      width: 128,
      kind: "number",
      field: "harga",
      decimals,
      align: "right",
      editable: typed,
      missing: (row) => (row.values.harga ?? null) === null,
      format: (row) => (row.values.harga == null ? "" : idText(row.values.harga, decimals)),
      origin: (row) => (row.values.harga == null ? "Belum ada harga" : (row.values.sumber ?? "")),
    },
    {
      key: "sumber",
      title: "Sumber",
      width: 190,
      kind: "text",
      align: "left",
      className: "cramped",
      desk: true,
      maxLength: 200,
      editable: typed,
      format: text("sumber"),
    },
    {
      key: "dipakai",
      title: "Dipakai",
      width: 84,
      kind: "computed",
      align: "right",
      desk: true,
      editable: fixed,
      format: text("dipakai"),
    },
  ];
}
