import { expect, test } from "vitest";
import { momentText } from "./clock";

const NOW = Date.parse("2026-06-18T15:00:00+07:00");

test("a moment of today is its time alone", () => {
  expect(momentText("2026-06-18T10:41:00+07:00", NOW)).toBe("10.41");
});

test("a moment of another day says which, by the day in Jakarta", () => {
  expect(momentText("2026-06-17T18:30:00+00:00", NOW)).toBe("01.30");
  expect(momentText("2026-06-16T18:30:00+00:00", NOW)).toBe("17 Jun, 01.30");
});

test("text that is no moment stays as it is", () => {
  expect(momentText("kemarin", NOW)).toBe("kemarin");
});
