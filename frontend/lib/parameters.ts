/** Parameters as the page reads and says them: definitions, the cells of a change, and its effect. */

import { FormulaError, formulaPreview } from "./formula";
import { editText, numberRead } from "./numbers";

export interface Parameter {
  readonly id: number;
  readonly nama: string;
  readonly label: string;
  readonly satuan: string;
  readonly formula: string;
  readonly nilai: string;
  readonly dipakai: number;
  readonly dipakai_parameter: number;
}

/** What `parameters/preview/` and `parameters/sync/` take. */
export interface ParametersBody {
  readonly cells?: readonly { id: number; col: string; from: string; to: string }[];
  readonly parameters?: readonly { nama: string; formula: string; satuan?: string; label?: string }[];
  readonly deletes?: readonly number[];
}

export interface Effect {
  readonly parameters: readonly { nama: string; before: string | null; after: string | null }[];
  readonly volumes: readonly {
    id: number;
    label: string;
    before: string | null;
    after: string;
    via: readonly string[];
  }[];
  readonly totals: { readonly total: string | null };
  readonly selisih: string;
}

/** The fields of one parameter as they are typed. */
export interface ParameterText {
  readonly nama: string;
  readonly isi: string;
  readonly satuan: string;
  readonly label: string;
}

/** "57,6" is a number, all else a formula; `parameters` null leaves the judging to the server. */
export function readIsi(
  text: string,
  parameters: Readonly<Record<string, string>> | null,
): { value: string; reason: "" } | { value: null; reason: string } {
  const typed = text.trim();
  if (typed === "") {
    return { value: null, reason: "Isi angka atau formula." };
  }
  if (!typed.startsWith("=")) {
    const reading = numberRead(typed, "parameter");
    if ("value" in reading) {
      return { value: reading.value, reason: "" };
    }
    if (reading.refused !== "number_unreadable") {
      return { value: null, reason: reading.reason };
    }
  }
  const formula = typed.startsWith("=") ? typed : `=${typed}`;
  try {
    if (parameters) {
      formulaPreview(formula, parameters, "parameter");
    }
  } catch (error) {
    const code = error instanceof FormulaError ? error.code : "";
    if (code !== "formula_preview") {
      return { value: null, reason: error instanceof Error ? error.message : "Formula tidak terbaca." };
    }
  }
  return { value: formula, reason: "" };
}

/** The cells of one parameter that differ from what is stored. */
export function parameterCells(
  stored: Parameter,
  wanted: ParameterText,
): NonNullable<ParametersBody["cells"]> {
  const columns = [
    ["nama", stored.nama, wanted.nama.trim().toLowerCase()],
    ["formula", stored.formula, wanted.isi],
    ["satuan", stored.satuan, wanted.satuan.trim()],
    ["label", stored.label, wanted.label.trim()],
  ] as const;
  return columns.flatMap(([col, from, to]) => (from === to ? [] : [{ id: stored.id, col, from, to }]));
}

/** The command that adds one parameter. */
export function newParameter(wanted: ParameterText): ParametersBody {
  const { nama, isi, satuan, label } = wanted;
  return { parameters: [{ nama: nama.trim(), formula: isi, satuan: satuan.trim(), label: label.trim() }] };
}

/** What the field of a definition starts with. */
export function isiText(formula: string): string {
  return formula.startsWith("=") ? formula : editText(formula);
}
