/** What a block of typed, pasted or filled texts would do: every cell judged, nothing written. */

import { sameFigure } from "../lib/decimal";
import { columnLocale, idTextTrimmed, type NumberLocale, numberRead, type Origin } from "../lib/numbers";
import type { CellWrite, Column, Judged, Row } from "./columns";

/** One cell to be filled: by a text that must be read, or by a value that is already canonical. */
export type Edit = { readonly row: Row; readonly column: Column } & (
  | { readonly text: string }
  | { readonly value: string | null }
);

export interface Refusal {
  readonly row: Row;
  readonly column: Column;
  readonly text: string;
  readonly reason: string;
  readonly readings: readonly { readonly label: string; readonly value: string | null }[];
}

export interface Verdict {
  readonly changes: readonly CellWrite[];
  readonly refusals: readonly Refusal[];
  /** Cells that hold what was asked already. */
  readonly same: readonly Edit[];
  /** Calculated and locked cells that a block covered. */
  readonly skipped: number;
  /** Figures with more decimals than the field keeps. */
  readonly rounded: number;
}

const TWO_LOCALES = "Kolom yang ditempel memuat dua cara menulis desimal.";

export function judge(edits: readonly Edit[], origin: Origin): Verdict {
  const locales = origin === "pasted" ? localesOf(edits) : new Map<string, ReturnType<typeof columnLocale>>();
  const changes: CellWrite[] = [];
  const refusals: Refusal[] = [];
  const same: Edit[] = [];
  let skipped = 0;
  let rounded = 0;
  for (const edit of edits) {
    const { row, column } = edit;
    if (row.kind === "group" || !column.editable(row)) {
      skipped += 1;
      continue;
    }
    const judged: Judged = "value" in edit ? edit : judgeText(edit, origin, locales.get(column.key) ?? null);
    if (!("value" in judged)) {
      refusals.push({ row, column, text: "text" in edit ? edit.text : "", ...judged });
    } else if (isSame(column, row.values[column.key] ?? null, judged.value)) {
      same.push(edit);
    } else {
      rounded += judged.rounded ? 1 : 0;
      changes.push({ id: row.id, col: column.key, from: row.values[column.key] ?? null, to: judged.value });
    }
  }
  return { changes, refusals, same, skipped, rounded };
}

function localesOf(edits: readonly Edit[]): Map<string, ReturnType<typeof columnLocale>> {
  const texts = new Map<string, string[]>();
  for (const edit of edits) {
    if (edit.column.kind === "number" && "text" in edit) {
      const column = texts.get(edit.column.key) ?? [];
      column.push(edit.text);
      texts.set(edit.column.key, column);
    }
  }
  return new Map([...texts].map(([key, column]) => [key, columnLocale(column)]));
}

function judgeText(
  edit: { row: Row; column: Column; text: string },
  origin: Origin,
  locale: NumberLocale | "contradiction" | null,
): Judged {
  const { row, column } = edit;
  const text = edit.text.trim();
  if (column.judge) {
    return column.judge(row, text, origin);
  }
  switch (column.kind) {
    case "number":
      return judgeNumber(text, column, origin, locale);
    case "choice":
      return judgeChoice(text, column);
    default:
      return judgePlain(text, column);
  }
}

function judgeNumber(
  text: string,
  column: Column,
  origin: Origin,
  locale: NumberLocale | "contradiction" | null,
): Judged {
  if (text === "") {
    return { value: null };
  }
  if (locale === "contradiction") {
    return { reason: TWO_LOCALES, readings: [] };
  }
  const reading = numberRead(text, column.field ?? "volume", origin, locale);
  if ("value" in reading) {
    return reading;
  }
  const readings = reading.readings.map((value) => ({ label: idTextTrimmed(value), value }));
  return { reason: reading.reason, readings };
}

function judgeChoice(text: string, column: Column): Judged {
  const wanted = text.toLowerCase();
  const found = column.choices?.find(
    (choice) => choice.value.toLowerCase() === wanted || choice.label.toLowerCase() === wanted,
  );
  if (found) {
    return { value: found.value };
  }
  const readings = (column.choices ?? []).map((choice) => ({ label: choice.label, value: choice.value }));
  return { reason: "Bukan salah satu pilihan.", readings };
}

function judgePlain(text: string, column: Column): Judged {
  const limit = column.maxLength ?? 255;
  if (text.length > limit) {
    const cut = text.slice(0, limit);
    return {
      reason: `Paling banyak ${limit} huruf, ini ${text.length}.`,
      readings: [{ label: "Potong", value: cut }],
    };
  }
  return { value: text.replace(/\s+/g, " ") };
}

function isSame(column: Column, stored: string | null, wanted: string | null): boolean {
  if (column.kind === "number") {
    return sameFigure(stored, wanted);
  }
  return (stored ?? "") === (wanted ?? "");
}

/** "24 sel ditempel, 2 ditolak, 3 dilewati" */
export function outcome({ changes, refusals, skipped, rounded }: Verdict, verb: string): string {
  const parts = [`${changes.length} sel ${verb}`];
  if (refusals.length > 0) {
    parts.push(`${refusals.length} ditolak`);
  }
  if (rounded > 0) {
    parts.push(`${rounded} dibulatkan`);
  }
  if (skipped > 0) {
    parts.push(`${skipped} dilewati karena tidak dapat diubah`);
  }
  return parts.join(", ");
}
