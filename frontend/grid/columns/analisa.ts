/** An analysis as a sheet: bundles with their lines, then blocks A, B, C and LAIN; koefisien and prices typed in. */

import { make } from "../../lib/dom";
import { idText, idTextTrimmed } from "../../lib/numbers";
import type { CellWrite, Column, Row, RowId } from "../columns";

export interface AnalisaBaris {
  readonly komponen_id: number;
  readonly harga_item_id: number | null;
  readonly kategori: string;
  readonly kode: string;
  readonly uraian: string;
  readonly satuan: string;
  readonly koefisien: string;
  readonly koefisien_bundel: string | null;
  readonly harga: string | null;
  readonly jumlah: string | null;
  readonly persen: string | null;
  readonly via: readonly string[];
  readonly catatan: string;
}

export interface AnalisaBundel {
  readonly komponen_id: number;
  readonly kode: string;
  readonly uraian: string;
  readonly satuan: string;
  readonly koefisien: string;
  readonly harga: string | null;
  readonly jumlah: string | null;
  readonly persen: string | null;
  readonly catatan: string;
  readonly baris: readonly AnalisaBaris[];
}

export interface AnalisaBlok {
  readonly kategori: string;
  readonly huruf: string;
  readonly jumlah: string;
  readonly persen: string | null;
  readonly baris: readonly AnalisaBaris[];
}

export interface AnalisaSheet {
  readonly pekerjaan: { readonly id: number; readonly read_only: boolean };
  readonly blok: readonly AnalisaBlok[];
  readonly bundel: readonly AnalisaBundel[];
}

export const BLOCK_NAMES: Readonly<Record<string, string>> = {
  TK: "Tenaga kerja",
  BHN: "Bahan",
  ALT: "Peralatan",
  LAIN: "Lain-lain",
};

const LETTERS: Readonly<Record<string, string>> = { TK: "A", BHN: "B", ALT: "C", LAIN: "LAIN" };
const BUNDLES = "bundel";

/** Every row of the sheet: stored ones bear the id of their komponen, calculated ones a name. */
export function analisaRows(form: AnalisaSheet): Row[] {
  const open = !form.pekerjaan.read_only;
  const bundles = form.bundel.flatMap((bundel) => bundleRows(bundel, open));
  const blocks = form.blok.flatMap((blok) => blockRows(blok, open));
  return bundles.length > 0 ? [heading(BUNDLES, "Susunan bundel", {}), ...bundles, ...blocks] : blocks;
}

/** Bundles start folded: the blocks below hold their lines as well. */
export function bundleIds(form: AnalisaSheet): number[] {
  return form.bundel.map((bundel) => bundel.komponen_id);
}

function heading(id: RowId, uraian: string, values: Record<string, string | null>): Row {
  return { id, level: 1, parentId: null, values: { uraian, ...values }, flags: { heading: true } };
}

function bundleRows(bundel: AnalisaBundel, open: boolean): Row[] {
  const { komponen_id: id, kode, uraian, satuan, koefisien, harga, jumlah, persen, catatan } = bundel;
  const row: Row = {
    id,
    level: 2,
    parentId: BUNDLES,
    values: { kode, uraian, satuan, koefisien, harga, jumlah, persen, catatan, kategori: "LAIN" },
    flags: { stored: true, bundle: true, open },
  };
  const lines = bundel.baris.map((baris, at) => ({
    ...lineRow(`${id}:${at}`, baris, id, 3),
    flags: { inside: true },
  }));
  return [row, ...lines];
}

function blockRows(blok: AnalisaBlok, open: boolean): Row[] {
  const { kategori, huruf, jumlah, persen } = blok;
  const name = `${huruf === "LAIN" ? "" : `${huruf} · `}${BLOCK_NAMES[kategori] ?? kategori}`;
  const rows = blok.baris.map((baris, at): Row => {
    const stored = baris.via.length === 0;
    const id: RowId = stored ? baris.komponen_id : `${huruf}:${at}`;
    const row = lineRow(id, baris, huruf, 2);
    return { ...row, flags: { stored, open: open && stored && baris.harga_item_id !== null } };
  });
  return [heading(huruf, name, { jumlah, persen, kategori }), ...rows];
}

function lineRow(id: RowId, baris: AnalisaBaris, parentId: RowId, level: number): Row {
  const { kategori, kode, uraian, satuan, koefisien, koefisien_bundel, harga, jumlah, persen } = baris;
  const via = baris.via.join(" → ");
  const item = baris.harga_item_id === null ? null : String(baris.harga_item_id);
  const values = {
    kategori,
    kode,
    uraian,
    satuan,
    koefisien,
    koefisien_bundel,
    harga,
    jumlah,
    persen,
    via,
    item,
  };
  return { id, level, parentId, values: { ...values, catatan: baris.catatan }, flags: {} };
}

/** The cells of one command as the server takes them: koefisien and notes by komponen, prices by item. */
export function analisaCells(
  cells: readonly CellWrite[],
  itemOf: (id: RowId) => string | null,
): { cells: CellWrite[]; harga: CellWrite[] } {
  const prices = new Map<number, CellWrite>();
  const own: CellWrite[] = [];
  for (const cell of cells) {
    const item = cell.col === "harga" ? itemOf(cell.id) : null;
    if (item === null) {
      own.push(cell);
    } else {
      // One resource may stand in several lines; it has one price, and the last one typed is meant.
      prices.set(Number(item), { ...cell, id: Number(item) });
    }
  }
  return { cells: own, harga: [...prices.values()] };
}

const text = (key: string) => (row: Row) => row.values[key] ?? "";
const fixed = (): boolean => false;
const figure = (key: string, decimals?: number) => (row: Row) => {
  const value = row.values[key] ?? null;
  return value === null ? "" : idText(value, decimals);
};

/** The name, and small behind it the bundles a line came through. */
function drawName(row: Row): Node[] {
  const { uraian, via: path } = row.values;
  // Inside its bundle a line need not say which bundle it came through, only what lies between.
  const via = row.flags.inside ? path?.split(" → ").slice(1).join(" → ") : path;
  const name = document.createTextNode(uraian ?? "");
  return via ? [name, make("span", { class: "via" }, via)] : [name];
}

function koefisienText(row: Row): string {
  const { koefisien, koefisien_bundel: inner } = row.values;
  if (koefisien == null) {
    return "";
  }
  return row.flags.inside && inner != null ? `× ${idTextTrimmed(inner)}` : idTextTrimmed(koefisien);
}

/** A bundle costs D of its target per unit, which may have more decimals than a price. */
function hargaText(row: Row): string {
  const value = row.values.harga ?? null;
  if (value === null) {
    return "";
  }
  return row.flags.bundle ? idText(value, Math.max(2, decimalsOf(value))) : idText(value, 2);
}

function decimalsOf(value: string): number {
  return Math.min(6, (value.split(".")[1] ?? "").length);
}

function isPriced(row: Row): boolean {
  return (row.values.item ?? null) !== null && Number(row.values.item) > 0;
}

const isHeading = (row: Row): boolean => row.flags.heading === true;

/** On a phone the name gives way, so that koefisien and jumlah stay in sight. */
export function analisaColumns(pekerjaanId: number, phone = false): Column[] {
  const whole = `pekerjaan:${pekerjaanId}:D`;
  const priced = (row: Row): string => (row.values.item == null ? whole : `harga:${row.values.item}`);
  const summed = (row: Row): string =>
    row.flags.bundle ? whole : `pekerjaan:${pekerjaanId}:${LETTERS[row.values.kategori ?? ""] ?? "D"}`;
  return [
    {
      key: "uraian",
      title: "Uraian",
      width: phone ? 150 : 208,
      grow: true,
      kind: "text",
      align: "left",
      frozen: true,
      tree: true,
      editable: fixed,
      format: text("uraian"),
      draw: drawName,
      second: (row) => (isHeading(row) ? "" : secondLine(row)),
    },
    {
      key: "kode",
      title: "Kode",
      width: 80,
      kind: "text",
      align: "left",
      className: "code",
      desk: true,
      editable: fixed,
      format: text("kode"),
      origin: (row) => (row.values.via ? `Melalui bundel ${row.values.via}` : ""),
    },
    {
      key: "satuan",
      title: "Sat",
      width: 50,
      kind: "text",
      align: "left",
      className: "unit",
      desk: true,
      editable: fixed,
      format: text("satuan"),
    },
    {
      key: "koefisien",
      title: "Koefisien",
      width: 96,
      kind: "number",
      field: "koefisien",
      align: "right",
      editable: (row) => row.flags.open === true,
      format: koefisienText,
      textClass: (row) => (row.flags.open || isHeading(row) ? "" : "calculated"),
      origin: (row) => (row.values.via ? `Melalui bundel ${row.values.via}` : ""),
      derivation: summed,
    },
    {
      key: "harga",
      title: "Harga",
      width: 120,
      kind: "number",
      field: "harga",
      align: "right",
      desk: true,
      editable: isPriced,
      missing: (row) => !isHeading(row) && (row.values.item ?? null) !== null && row.values.harga === null,
      format: hargaText,
      textClass: (row) => (isPriced(row) || isHeading(row) ? "" : "calculated"),
      origin: (row) => (row.flags.bundle ? "Biaya langsung (D) per satuan bundel" : ""),
      derivation: priced,
    },
    {
      key: "jumlah",
      title: "Jumlah",
      width: 116,
      kind: "computed",
      align: "right",
      className: "strong",
      editable: fixed,
      format: figure("jumlah", 2),
      derivation: summed,
    },
    {
      key: "persen",
      title: "% D",
      width: 56,
      kind: "computed",
      align: "right",
      desk: true,
      editable: fixed,
      format: figure("persen", 1),
      derivation: () => whole,
    },
    {
      key: "catatan",
      title: "Catatan",
      width: 150,
      kind: "text",
      align: "left",
      className: "cramped",
      desk: true,
      maxLength: 300,
      editable: (row) => row.flags.open === true,
      format: text("catatan"),
    },
  ];
}

function secondLine(row: Row): string {
  const price = row.values.harga == null ? "belum ada harga" : hargaText(row);
  return `${row.values.kode ?? ""} · ${koefisienText(row)} ${row.values.satuan ?? ""} · ${price}`;
}
