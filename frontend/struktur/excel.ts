/** An outline copied from Excel: levels read from the numbers I, A, 1 in front, names and units beside them. */

import { tsvRead } from "../grid/clipboard";

export interface ReadLine {
  readonly level: 1 | 2 | 3;
  readonly uraian: string;
  readonly satuan: string;
}

const ROMAN = /^(?=[IVXLC])(XC|XL|L?X{0,3})(IX|IV|V?I{0,3})\.?$/;
const LETTER = /^[A-Z]{1,2}\.?$/;
const DIGIT = /^(\d+|\d+(\.\d+)+|[a-z])[.)]?$/;
const UNIT = /^[\p{L}%][\p{L}\d'’²³ /%.-]{0,11}$/u;

/** The level a number stands for, null when the text is no number. */
function levelOf(number: string): 1 | 2 | 3 | null {
  if (ROMAN.test(number)) {
    return 1;
  }
  if (LETTER.test(number)) {
    return 2;
  }
  return DIGIT.test(number) ? 3 : null;
}

/**
 * "I\tPekerjaan tanah\nA\tGalian\n1\tGalian tanah\tm3" -> three lines of level 1, 2 and 3.
 * C, D, L, ... count as letters where the outline is inside a klasifikasi and the letter is the next one.
 */
export function outlineRead(text: string): ReadLine[] {
  const lines: ReadLine[] = [];
  let letters = 0;
  for (const cells of tsvRead(text)) {
    const filled = cells.map((cell) => cell.replace(/\s+/g, " ").trim()).filter((cell) => cell !== "");
    const [first, ...rest] = filled;
    if (first === undefined) {
      continue;
    }
    let level = rest.length > 0 ? levelOf(first) : null;
    if (level === 1 && letters > 0 && isNextLetter(first, letters)) {
      level = 2;
    }
    letters = level === 1 ? 0 : level === 2 ? letters + 1 : letters;
    const [uraian, satuan] = level === null ? filled : rest;
    lines.push({ level: level ?? 3, uraian: uraian ?? "", satuan: unitOf(satuan) });
  }
  return lines;
}

/** Whether a letter that is also a Roman numeral continues A, B, ..: C after B, I after H. */
function isNextLetter(text: string, letters: number): boolean {
  const bare = text.replace(".", "");
  return bare.length === 1 && bare === String.fromCharCode(65 + letters);
}

function unitOf(text: string | undefined): string {
  return text !== undefined && UNIT.test(text) ? text : "";
}

export interface Counts {
  readonly klasifikasi: number;
  readonly sub: number;
  readonly pekerjaan: number;
}

export function countsOf(lines: readonly ReadLine[]): Counts {
  const of = (level: number): number => lines.filter((line) => line.level === level).length;
  return { klasifikasi: of(1), sub: of(2), pekerjaan: of(3) };
}
