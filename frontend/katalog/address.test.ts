import { expect, test } from "vitest";
import { addressWith, isParam, paneShown, panesOf } from "./address";

test("an act changes its own part of the address and keeps what was typed meanwhile", () => {
  expect(addressWith("/katalog/?edisi=2&q=batu", "divisi", "2.2")).toBe(
    "/katalog/?edisi=2&q=batu&divisi=2.2",
  );
  expect(addressWith("/katalog/?q=batu&divisi=2.2", "q", "batu kali")).toBe(
    "/katalog/?q=batu+kali&divisi=2.2",
  );
});

test("an act ends where a listing went on and which pane was open", () => {
  expect(addressWith("/katalog/?sesudah=0003&lihat=divisi&q=batu", "satuan", "m3")).toBe(
    "/katalog/?q=batu&satuan=m3",
  );
});

test("nothing takes the part out", () => {
  expect(addressWith("/katalog/?q=batu&divisi=2.2", "divisi", null)).toBe("/katalog/?q=batu");
  expect(addressWith("/katalog/?q=batu", "q", "")).toBe("/katalog/");
});

test("opening an analysis leaves tree and hits in their places", () => {
  expect(panesOf("analisa")).toEqual(["sheet", "acts"]);
  expect(panesOf("q")).not.toContain("sheet");
});

test("a phone shows the sheet of an address with an analysis, unless the divisions were asked for", () => {
  expect(paneShown("/katalog/")).toBe("hits");
  expect(paneShown("/katalog/?analisa=7")).toBe("sheet");
  expect(paneShown("/katalog/?analisa=7&lihat=divisi")).toBe("tree");
});

test("only the parts of the address are parts of the address", () => {
  expect(isParam("divisi")).toBe(true);
  expect(isParam("edisi")).toBe(false);
  expect(isParam(undefined)).toBe(false);
});
