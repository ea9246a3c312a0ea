/** Volume as a sheet: the tree of works, one cell that holds a number, a formula or the sum of a take-off sheet. */

import { sameFigure } from "../../lib/decimal";
import { FormulaError, formulaPreview } from "../../lib/formula";
import { nearest } from "../../lib/formula-complete";
import { FUNCTIONS } from "../../lib/formula-parser";
import {
  editText,
  idText,
  idTextTrimmed,
  type NumberLocale,
  numberRead,
  type Origin,
} from "../../lib/numbers";
import type { Column, Judged, Reading, Row, RowId } from "../columns";

export interface VolumeItem {
  readonly key: string;
  readonly table: "klasifikasi" | "sub_klasifikasi" | "pekerjaan";
  readonly id: number;
  readonly level: number;
  readonly parent: string | null;
  readonly no: string;
  readonly uraian: string;
  readonly satuan: string;
  readonly jenis: "angka" | "formula" | "lembar" | "";
  readonly volume: string | null;
  readonly formula: string | null;
  readonly harga_satuan: string | null;
  readonly jumlah: string | null;
  readonly baris: number;
}

export type Parameters = Readonly<Record<string, string>>;

/** What a reading of this page depends on besides the text itself. */
export interface VolumeContext {
  readonly parameters: Parameters;
  readonly decimals: number;
  /** What the column being pasted proves about its decimal mark. */
  readonly locale: NumberLocale | "contradiction" | null;
}

/** The tree; a work is known by its number, its headings by their keys, and `place` is the whole number II.A.2. */
export function volumeRows(items: readonly VolumeItem[]): Row[] {
  const places = new Map<string, string>();
  return items.map((item) => {
    const above = item.parent === null ? "" : `${places.get(item.parent) ?? ""}.`;
    const place = above + item.no;
    places.set(item.key, place);
    return item.table === "pekerjaan" ? workRow(item, place) : headingRow(item, place);
  });
}

function headingRow(item: VolumeItem, place: string): Row {
  const { key, level, parent, no, uraian } = item;
  return { id: key, level, parentId: parent, values: { no, uraian, place }, flags: { heading: true } };
}

function workRow(item: VolumeItem, place: string): Row {
  const { id, level, parent, no, uraian, satuan, volume, formula, baris, jumlah, jenis } = item;
  return {
    id,
    level,
    parentId: parent,
    values: {
      no,
      uraian,
      satuan,
      place,
      volume: formula ?? volume,
      nilai: volume,
      formula,
      jumlah,
      baris: String(baris),
    },
    flags: { work: true, sheet: jenis === "lembar" },
  };
}

/** Blank rows that keep the place of an open take-off sheet below its work. */
export function spacerRows(work: Row, count: number): Row[] {
  return Array.from({ length: count }, (_, at) => ({
    id: spacerId(work.id, at),
    level: work.level,
    parentId: work.parentId,
    kind: "group" as const,
    values: { label: "" },
    flags: { spacer: true },
  }));
}

function spacerId(id: RowId, at: number): string {
  return `lembar:${id}:${at}`;
}

/** As many decimals as the longest figure needs, at least three, so that figures stay in line on the comma. */
export function volumeDecimals(items: readonly VolumeItem[]): number {
  return items.some((item) => /\.\d{3}[1-9]/.test(item.volume ?? "")) ? 4 : 3;
}

/**
 * Which work each line of a pasted column of volumes is for. A column that leaves the headings blank, as a bill of
 * quantities does, lies on the sheet as it is; any other flows from work to work.
 */
export function volumesPasted(rows: readonly Row[], texts: readonly string[]): { row: Row; text: string }[] {
  const own = rows.filter((row) => row.kind !== "group");
  const laid = texts.map((text, at) => ({ row: own[at], text: text.trim() }));
  const asItIs = laid.every(({ row, text }) => row === undefined || row.flags.work === true || text === "");
  const target = asItIs ? own : own.filter((row) => row.flags.work);
  return texts.flatMap((text, at) => {
    const row = target[at];
    return row?.flags.work ? [{ row, text }] : [];
  });
}

export function isFormula(text: string | null | undefined): boolean {
  return text?.trimStart().startsWith("=") ?? false;
}

/** What the cell comes to: the server's figure, or the preview of a formula on its way; null is "belum ada". */
export function volumeOf(row: Row, parameters: Parameters): string | null {
  const text = row.values.volume ?? null;
  if (text === null || !isFormula(text)) {
    return text;
  }
  if (text === row.values.formula) {
    return row.values.nilai ?? null;
  }
  return previewed(text, parameters);
}

function previewed(text: string, parameters: Parameters): string | null {
  try {
    return formulaPreview(text, parameters).value;
  } catch {
    return null;
  }
}

/** "=luas * 0,3", "lembar hitung, 4 baris", "angka"; nothing where nothing is filled. */
export function volumeOrigin(row: Row): string {
  const text = row.values.volume ?? null;
  if (row.flags.sheet) {
    return `lembar hitung, ${row.values.baris ?? "0"} baris`;
  }
  return text === null ? "" : isFormula(text) ? text : "angka";
}

/** Reads a typed or pasted volume: "12,5", "=2*(p+l)", or "2*(p+l)" without the sign. */
export function judgeVolume(row: Row, text: string, origin: Origin, context: VolumeContext): Judged {
  const judged = read(text.trim(), origin, context);
  if (!("value" in judged) || !row.flags.sheet || sameFigure(judged.value, row.values.volume ?? null)) {
    return judged;
  }
  const lines = row.values.baris ?? "0";
  const shown = judged.value === null ? "kosong" : shownText(judged.value);
  return {
    reason: `Dari lembar hitung (${lines} baris), yang dihapus bila diganti.`,
    readings: [{ label: `Ganti dengan ${shown}`, value: judged.value }],
  };
}

function read(text: string, origin: Origin, context: VolumeContext): Judged {
  if (text === "") {
    return { value: null };
  }
  if (isFormula(text)) {
    return readFormula(`=${text.slice(1).trim()}`, context.parameters);
  }
  if (context.locale === "contradiction" && origin === "pasted") {
    return { reason: "Kolom yang ditempel memuat dua cara menulis desimal.", readings: [] };
  }
  const locale = origin === "pasted" && context.locale !== "contradiction" ? context.locale : null;
  const reading = numberRead(text, "volume", origin, locale);
  if ("value" in reading) {
    return { value: reading.value };
  }
  if (reading.refused === "number_unreadable" && previewed(text, context.parameters) !== null) {
    return { value: `=${text}` };
  }
  const readings = reading.readings.map((value) => ({ label: idTextTrimmed(value), value }));
  return { reason: reading.reason, readings };
}

function readFormula(text: string, parameters: Parameters): Judged {
  try {
    formulaPreview(text, parameters);
  } catch (error) {
    if (!(error instanceof FormulaError)) {
      throw error;
    }
    if (error.code !== "formula_preview") {
      return misspelt(text, error, parameters) ?? { reason: error.message, readings: [] };
    }
  }
  return { value: text };
}

/** "Nama t_lntai tidak dikenal. Yang paling dekat t_lantai, 3,500.", with the mended formula as a reading. */
function misspelt(text: string, error: FormulaError, parameters: Parameters): Judged | null {
  if (!["formula_unknown_name", "formula_unknown_function"].includes(error.code) || error.at === null) {
    return null;
  }
  const name = /^[A-Za-z_][A-Za-z0-9_]*/.exec(text.slice(error.at))?.[0] ?? "";
  const near = nearest(name, [...Object.keys(parameters), ...FUNCTIONS.keys()]);
  if (near === null) {
    return null;
  }
  const mended = text.slice(0, error.at) + near + text.slice(error.at + name.length);
  const value = parameters[near];
  const shown = value === undefined ? near : `${near}, ${idTextTrimmed(value)}`;
  const readings: Reading[] = [{ label: mended, value: mended }];
  return { reason: `Nama ${name} tidak dikenal. Yang paling dekat ${shown}.`, readings };
}

function shownText(value: string): string {
  return isFormula(value) ? value : idTextTrimmed(value);
}

export function volumeColumns(context: () => VolumeContext): Column[] {
  const fixed = (): boolean => false;
  const text = (key: string) => (row: Row) => row.values[key] ?? "";
  const result = (row: Row): string => {
    const { parameters, decimals } = context();
    const value = volumeOf(row, parameters);
    return value === null ? "" : idText(value, decimals);
  };
  return [
    {
      key: "no",
      title: "No",
      width: 66,
      kind: "text",
      align: "left",
      className: "no",
      frozen: true,
      desk: true,
      editable: fixed,
      format: text("no"),
    },
    {
      key: "uraian",
      title: "Uraian pekerjaan",
      width: 190,
      grow: true,
      kind: "text",
      align: "left",
      frozen: true,
      tree: true,
      editable: fixed,
      format: text("uraian"),
      second: (row) =>
        row.flags.work ? `${row.values.place ?? ""} · ${volumeOrigin(row) || "belum ada"}` : "",
    },
    {
      key: "satuan",
      title: "Satuan",
      width: 58,
      kind: "text",
      align: "left",
      className: "unit",
      desk: true,
      editable: fixed,
      format: text("satuan"),
    },
    {
      key: "volume",
      title: "Volume",
      width: 112,
      kind: "formula",
      align: "right",
      maxLength: 500,
      editable: (row) => row.flags.work === true,
      missing: (row) => row.flags.work === true && (row.values.volume ?? null) === null,
      mark: (row) => (!row.flags.sheet && isFormula(row.values.volume) ? "formula" : null),
      textClass: (row) => (row.flags.sheet ? "from-sheet" : ""),
      format: result,
      judge: (row, typed, origin) => judgeVolume(row, typed, origin, context()),
      editText: (row) => {
        const value = row.values.volume ?? null;
        return value === null ? "" : isFormula(value) ? value : editText(value);
      },
      copyText: (row) => (volumeOf(row, context().parameters) ?? "").replace(".", ","),
      origin: (row) => {
        const value = result(row);
        return value === ""
          ? "Belum ada volume"
          : `${value} ${row.values.satuan ?? ""} · ${volumeOrigin(row)}`;
      },
    },
    {
      key: "asal",
      title: "Dihitung dari",
      width: 272,
      kind: "text",
      align: "left",
      className: "cramped quiet",
      desk: true,
      editable: fixed,
      format: volumeOrigin,
    },
  ];
}
