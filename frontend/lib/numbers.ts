/** Number text as Indonesian estimators write it <-> canonical strings; the twin of engine/numbers.py, by the same cases. */

import { scaledRead, scaledTo, scaledWrite } from "./decimal";

export type NumberFieldName =
  | "koefisien"
  | "faktor"
  | "volume"
  | "parameter"
  | "dimensi"
  | "harga"
  | "persen"
  | "rencana"
  | "realisasi";

/** Typed by hand, or pasted and imported: a paste proves less about what was meant. */
export type Origin = "typed" | "pasted";
export type NumberLocale = "id" | "en";

interface NumberField {
  readonly whole: number;
  readonly decimals: number;
  readonly style: "money" | "factor" | "percent" | "plain";
  readonly signed?: boolean;
}

export const NUMBER_FIELDS: Readonly<Record<NumberFieldName, NumberField>> = {
  koefisien: { whole: 9, decimals: 6, style: "factor" },
  faktor: { whole: 9, decimals: 6, style: "factor" },
  volume: { whole: 11, decimals: 4, style: "plain" },
  parameter: { whole: 11, decimals: 4, style: "plain" },
  dimensi: { whole: 11, decimals: 4, style: "plain", signed: true },
  harga: { whole: 13, decimals: 2, style: "money" },
  persen: { whole: 3, decimals: 2, style: "percent" },
  rencana: { whole: 3, decimals: 6, style: "percent" },
  realisasi: { whole: 11, decimals: 4, style: "plain", signed: true },
};

export type RefusalCode =
  | "number_empty"
  | "number_unreadable"
  | "number_ambiguous"
  | "number_too_large"
  | "number_negative";

export type NumberReading =
  | { readonly value: string; readonly rounded: boolean }
  | { readonly refused: RefusalCode; readonly reason: string; readonly readings: readonly string[] };

const SPACES = "[\\s\\u00a0\\u202f\\u2009_]";
const SPACE_GROUPED = new RegExp(`^([1-9]\\d{0,2}(?:${SPACES}\\d{3})+)(?:([.,])(\\d+))?$`);
const GROUPABLE = /^[1-9]\d{0,2}$/;

/**
 * Reads what was typed or pasted into a number field.
 *
 *     numberRead("1.234,5", "volume")   -> {value: "1234.5000", rounded: false}
 *     numberRead("475,962", "harga")    -> refused, readings ["475.96", "475962.00"]
 */
export function numberRead(
  text: string,
  name: NumberFieldName,
  origin: Origin = "typed",
  locale: NumberLocale | null = null,
): NumberReading {
  const field = NUMBER_FIELDS[name];
  const bare = undress(text, field);
  if (bare === "empty") {
    return refuse("number_empty", "Isi angka.");
  }
  if (bare === null) {
    return refuse("number_unreadable", UNREADABLE);
  }
  const plain = plainReadings(bare.digits, field, origin, locale);
  if (plain.length === 0) {
    return refuse("number_unreadable", UNREADABLE);
  }
  const signed = plain.map((digits) => (bare.negative ? `-${digits}` : digits));
  return signed.length === 1 && signed[0] !== undefined ? fitted(signed[0], field) : ambiguous(signed, field);
}

const UNREADABLE = "Tidak terbaca sebagai angka.";

function refuse(refused: RefusalCode, reason: string, readings: readonly string[] = []): NumberReading {
  return { refused, reason, readings };
}

function ambiguous(signed: readonly string[], field: NumberField): NumberReading {
  const readings = signed.map((digits) => scaledWrite(scaledTo(scaledRead(digits), field.decimals)));
  const reason =
    field.style === "money"
      ? "Dapat dibaca dua cara. Uang tidak memakai tiga desimal."
      : "Dapat dibaca dua cara: titik atau koma itu pemisah ribuan atau desimal?";
  return refuse("number_ambiguous", reason, readings);
}

/** Takes off what dresses a figure: spaces around it, sign, "Rp" and ",-" on money, "%" on percents. */
function undress(text: string, field: NumberField): { digits: string; negative: boolean } | "empty" | null {
  let rest = text.trim();
  if (rest === "") {
    return "empty";
  }
  const signs: string[] = [];
  const takeSign = (): void => {
    const sign = /^[+\-\u2212]/.exec(rest);
    if (sign) {
      signs.push(sign[0]);
      rest = rest.slice(1).trimStart();
    }
  };
  takeSign();
  if (field.style === "money") {
    const rupiah = /^rp\.?\s*/i.exec(rest);
    if (rupiah) {
      rest = rest.slice(rupiah[0].length);
      takeSign();
    }
    rest = rest.replace(/,-$/, "");
  }
  if (field.style === "percent") {
    rest = rest.replace(/\s*%$/, "");
  }
  if (signs.length > 1 || !/^[\d.,\s_]*\d[\d.,\s_]*$/.test(rest)) {
    return null;
  }
  return { digits: rest, negative: signs.length === 1 && signs[0] !== "+" };
}

/** The plain decimals ("1234.5") a bare figure may mean: none, one, or the decimal reading and the grouped one. */
function plainReadings(
  digits: string,
  field: NumberField,
  origin: Origin,
  locale: NumberLocale | null,
): string[] {
  if (/[\s_]/.test(digits)) {
    return spaceGrouped(digits, locale);
  }
  const marks = digits.replace(/\d/g, "");
  if (marks === "") {
    return [digits];
  }
  if (marks.length === 1) {
    return loneMark(digits, marks as "." | ",", field, origin, locale);
  }
  return severalMarks(digits, marks, locale);
}

function spaceGrouped(digits: string, locale: NumberLocale | null): string[] {
  const match = SPACE_GROUPED.exec(digits);
  if (!match) {
    return [];
  }
  const mark = match[2];
  if (mark !== undefined && contradicts(mark, locale)) {
    return [];
  }
  const whole = (match[1] ?? "").replace(new RegExp(SPACES, "g"), "");
  return [match[3] === undefined ? whole : `${whole}.${match[3]}`];
}

/** A decimal mark of the other locale: a point in a proved Indonesian column, a comma in a proved English one. */
function contradicts(decimalMark: string, locale: NumberLocale | null): boolean {
  return locale !== null && decimalMark !== (locale === "id" ? "," : ".");
}

function severalMarks(digits: string, marks: string, locale: NumberLocale | null): string[] {
  const last = marks[marks.length - 1] ?? ".";
  const first = marks[0] ?? ".";
  const onlyGroups = first === last;
  const decimalMark = onlyGroups ? (first === "." ? "," : ".") : last;
  const group = decimalMark === "," ? "\\." : ",";
  const tail = onlyGroups ? "" : `\\${decimalMark}(\\d+)`;
  const match = new RegExp(`^([1-9]\\d{0,2}(?:${group}\\d{3})+)${tail}$`).exec(digits);
  if (!match || contradicts(decimalMark, locale)) {
    return [];
  }
  const whole = (match[1] ?? "").replace(/[.,]/g, "");
  return [match[2] === undefined ? whole : `${whole}.${match[2]}`];
}

function loneMark(
  digits: string,
  mark: "." | ",",
  field: NumberField,
  origin: Origin,
  locale: NumberLocale | null,
): string[] {
  const [whole = "", fraction = ""] = digits.split(mark);
  if (fraction === "") {
    return [];
  }
  const decimal = `${whole === "" ? "0" : whole}.${fraction}`;
  const grouped = whole + fraction;
  const groupable = GROUPABLE.test(whole) && fraction.length === 3;
  if (locale !== null) {
    return markByLocale(mark, locale, groupable, decimal, grouped);
  }
  if (!groupable) {
    return [decimal];
  }
  if (field.style === "factor") {
    return origin === "typed" && mark === "," ? [decimal] : [decimal, grouped];
  }
  if (mark === ".") {
    return [grouped];
  }
  return field.style === "money" ? [decimal, grouped] : [decimal];
}

function markByLocale(
  mark: "." | ",",
  locale: NumberLocale,
  groupable: boolean,
  decimal: string,
  grouped: string,
): string[] {
  if (mark === (locale === "id" ? "," : ".")) {
    return [decimal];
  }
  if (groupable) {
    return [grouped];
  }
  // An Indonesian writes 1.5 for one and a half; nobody writes 12,5 in an English column.
  return locale === "id" ? [decimal] : [];
}

/** Rounds half-up to the field's decimals and refuses what does not fit or may not be negative. */
function fitted(plain: string, field: NumberField): NumberReading {
  const exact = scaledRead(plain);
  const rounded = scaledTo(exact, field.decimals);
  const size = rounded.units < 0n ? -rounded.units : rounded.units;
  if (exact.units < 0n && !field.signed) {
    return refuse("number_negative", "Tidak boleh negatif.");
  }
  if (size >= 10n ** BigInt(field.whole + field.decimals)) {
    return refuse("number_too_large", `Paling banyak ${field.whole} angka di depan koma.`);
  }
  const changed = scaledTo(rounded, Math.max(exact.scale, rounded.scale)).units;
  return {
    value: scaledWrite(rounded),
    rounded: changed !== scaledTo(exact, Math.max(exact.scale, rounded.scale)).units,
  };
}

/** The exact decimal of bare digits and separators, read as a volume: "1.000,25" -> "1000.25"; null when unreadable. */
export function numberExact(text: string): string | null {
  return plainReadings(text, NUMBER_FIELDS.volume, "typed", null)[0] ?? null;
}

/**
 * What a pasted column proves about its decimal mark: one text with visible groups proves it for all.
 * A plain "0.5" proves nothing, but "0,5" contradicts a column proved English; contradictions refuse the block.
 */
export function columnLocale(texts: readonly string[]): NumberLocale | "contradiction" | null {
  const witnesses = texts.map(witness);
  const english = witnesses.includes("en");
  if (english && (witnesses.includes("id") || witnesses.includes("comma"))) {
    return "contradiction";
  }
  if (english) {
    return "en";
  }
  return witnesses.includes("id") ? "id" : null;
}

function witness(text: string): NumberLocale | "comma" | null {
  const bare = text
    .trim()
    .replace(/,-$/, "")
    .replace(/^[-+\u2212]?\s*rp\.?\s*/i, "");
  const marks = bare.replace(/[^.,]/g, "");
  const first = marks[0];
  const last = marks[marks.length - 1];
  if (marks.length > 1) {
    const decimalMark = first === last ? (first === "." ? "," : ".") : last;
    return decimalMark === "," ? "id" : "en";
  }
  const [whole = "", fraction = ""] = bare.split(",");
  return marks === "," && !(GROUPABLE.test(whole) && fraction.length === 3) ? "comma" : null;
}

/** "1234567.5" at 2 decimals -> "1.234.567,50", with the real minus; without `decimals` as many as stored. */
export function idText(canonical: string, decimals?: number): string {
  const scaled = scaledRead(canonical);
  const text = scaledWrite(decimals === undefined ? scaled : scaledTo(scaled, decimals));
  const [whole = "0", fraction] = text.replace("-", "").split(".");
  const grouped = whole.replace(/\B(?=(\d{3})+(?!\d))/g, ".");
  const sign = text.startsWith("-") ? "\u2212" : "";
  return sign + (fraction === undefined ? grouped : `${grouped},${fraction}`);
}

/** As `idText`, without trailing zeros: for sums and readings that stand alone. */
export function idTextTrimmed(canonical: string, decimals?: number): string {
  const text = idText(canonical, decimals);
  return text.includes(",") ? text.replace(/,?0+$/, "") : text;
}

/** What an editor starts with: no groups, so that a deleted digit cannot turn thousands into decimals. */
export function editText(canonical: string): string {
  const short = canonical.includes(".") ? canonical.replace(/\.?0+$/, "") : canonical;
  return short.replace(".", ",");
}

/** What is copied out: full scale and decimal comma, so that Excel and this grid read the same figure back. */
export function copyText(canonical: string): string {
  return canonical.replace(".", ",");
}
