import { describe, expect, test } from "vitest";
import printed from "../../tests/golden/number_print.json";
import cases from "../../tests/golden/numbers.json";
import pasted from "../../tests/golden/paste_locale.json";
import {
  columnLocale,
  copyText,
  editText,
  idText,
  idTextTrimmed,
  type NumberFieldName,
  type NumberLocale,
  numberRead,
  type Origin,
} from "./numbers";

interface Case {
  id: string;
  field: string;
  text: string;
  origin: string;
  locale?: string;
  value: string | null;
  refused: string | null;
  readings?: string[];
  rounded: boolean;
}

describe("the cases shared with Python", () => {
  test.each(cases as Case[])("$id", (one) => {
    const got = numberRead(
      one.text,
      one.field as NumberFieldName,
      one.origin as Origin,
      (one.locale ?? null) as NumberLocale | null,
    );
    if ("value" in got) {
      expect({ value: got.value, refused: null, rounded: got.rounded }).toEqual({
        value: one.value,
        refused: one.refused,
        rounded: one.rounded,
      });
    } else {
      expect(got.refused).toBe(one.refused);
      expect(got.readings).toEqual(one.readings ?? []);
    }
  });
});

test.each(printed)("$value at $decimals decimals prints as $text", ({ value, decimals, text, trimmed }) => {
  expect(idText(value, decimals)).toBe(text);
  expect(idTextTrimmed(value, decimals)).toBe(trimmed);
});

test.each(pasted)("a pasted column of $texts proves $locale", ({ texts, locale, refused }) => {
  expect(columnLocale(texts)).toBe(refused ? "contradiction" : locale);
});

test("one proof decides the locale of a pasted column, contradicting proofs refuse it", () => {
  expect(columnLocale(["475,962", "1,234.56"])).toBe("en");
  expect(columnLocale(["475,962", "1.234,56"])).toBe("id");
  expect(columnLocale(["475,962", "12"])).toBeNull();
  expect(columnLocale(["1.234,56", "1,234.56"])).toBe("contradiction");
  expect(columnLocale(["0,5", "1,234.56"])).toBe("contradiction");
  expect(columnLocale(["0.5", "1.234,56"])).toBe("id");
});

test("figures are shown with groups, a decimal comma and the real minus", () => {
  expect(idText("1234567.50")).toBe("1.234.567,50");
  expect(idText("-1234.5", 2)).toBe("\u22121.234,50");
  expect(idText("999.995", 2)).toBe("1.000,00");
  expect(idText("145000.00", 0)).toBe("145.000");
});

test("what a grid copies is read back as the same figure, as a paste too", () => {
  for (const [value, field] of [
    ["1.125000", "koefisien"],
    ["145000.00", "harga"],
    ["1234.5000", "volume"],
  ] as const) {
    const back = numberRead(copyText(value), field, "pasted");
    expect("value" in back && back.value).toBe(value);
  }
});

test("an editor starts without groups, so that deleting a digit cannot turn thousands into decimals", () => {
  expect(editText("15350.00")).toBe("15350");
  expect(editText("475.960000")).toBe("475,96");
  expect(editText("100")).toBe("100");
});
