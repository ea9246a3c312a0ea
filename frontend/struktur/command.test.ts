import { describe, expect, it } from "vitest";
import type { CellWrite, Row, RowId } from "../grid/columns";
import { CellConflict, Refused } from "../lib/api";
import { cellsBody, deletesBody, errorNamed, movesBody, Names, reasonsOf } from "./command";
import type { Typed } from "./outline";

const row = (id: string, level: number): Row => ({ id, level, parentId: null, values: {}, flags: {} });
const cell = (id: RowId, col: string, to: string | null, from: string | null = ""): CellWrite => ({
  id,
  col,
  from,
  to,
});

function known(names: Names, typed: readonly Typed[] = []) {
  const rows: Record<string, Row> = { k1: row("k1", 1), p7: row("p7", 3) };
  return { names, typed: new Map(typed.map((one) => [one.id, one])), row: (id: RowId) => rows[String(id)] };
}

const typed = (part: Partial<Typed>): Typed => ({
  id: "baru-1",
  level: 3,
  parent: "s4",
  after: null,
  sent: true,
  ...part,
});

describe("a command of cells", () => {
  it("names table and column as the server knows them", () => {
    const body = cellsBody(
      [cell("k1", "uraian", "Tanah"), cell("p7", "uraian", "Galian")],
      known(new Names()),
    );
    expect(body.cells).toEqual([
      { table: "klasifikasi", id: 1, col: "nama", from: "", to: "Tanah" },
      { table: "pekerjaan", id: 7, col: "uraian", from: "", to: "Galian" },
    ]);
  });

  it("makes one new row of all that was typed into a blank one", () => {
    const body = cellsBody(
      [cell("baru-1", "uraian", "Galian"), cell("baru-1", "satuan", "m3")],
      known(new Names(), [typed({})]),
    );
    expect(body).toEqual({
      cells: [],
      adds: [
        {
          table: "pekerjaan",
          temp: "baru-1",
          parent: 4,
          after: null,
          values: { uraian: "Galian", satuan: "m3" },
        },
      ],
    });
  });

  it("edits a typed row by the id it got, and stands new ones behind it", () => {
    const names = new Names();
    names.learn("pekerjaan", "baru-1", 12);
    const next = typed({ id: "baru-2", after: "baru-1" });
    const body = cellsBody(
      [cell("baru-1", "satuan", "m3"), cell("baru-2", "uraian", "Urukan")],
      known(names, [typed({}), next]),
    );
    expect(body.cells).toEqual([{ table: "pekerjaan", id: 12, col: "satuan", from: "", to: "m3" }]);
    expect(body.adds?.[0]?.after).toBe(12);
    expect(names.row("pekerjaan", 12)).toBe("baru-1");
  });

  it("switches to a direct price with the price, and back when it is emptied", () => {
    const langsung = (to: string | null) =>
      (cellsBody([cell("p7", "harga_langsung", to, null)], known(new Names())).cells as { to: string }[])[1];
    expect(langsung("1000")).toMatchObject({ col: "langsung", from: "false", to: "true" });
    expect(langsung(null)).toMatchObject({ col: "langsung", from: "true", to: "false" });
  });
});

it("moves and deletions say what was seen", () => {
  const names = new Names();
  const work = { ...row("p7", 3), parentId: "s4" };
  expect(movesBody([{ row: work, to: "s5", after: null }], names).moves).toEqual([
    { table: "pekerjaan", id: 7, from_parent: 4, to_parent: 5, after: null },
  ]);
  expect(deletesBody([row("k1", 1)], () => 6, names).deletes).toEqual([
    { table: "klasifikasi", id: 1, inside: 6 },
  ]);
});

describe("errors", () => {
  const told = { table: "klasifikasi", id: 1, col: "nama", reason: "Nama harus diisi." } as const;

  it("name cells as the sheet does", () => {
    const error = errorNamed(new Refused("refused", "Ditolak", [told], null), [], new Names()) as Refused;
    expect(error.cells[0]).toMatchObject({ id: "k1", col: "uraian" });
  });

  it("turn a conflict about places into a refusal, so that nothing is sent again by itself", () => {
    const conflict = { id: 3, col: "after", from: null, to: null, now: null, by: "", at: "" };
    const error = errorNamed(
      new CellConflict("Susunan berubah", [conflict]),
      [cell("p7", "uraian", "x")],
      new Names(),
    );
    expect(error).toBeInstanceOf(Refused);
  });

  it("keep a conflict of the command's own cells", () => {
    const conflict = {
      id: 7,
      col: "kena_ppn",
      from: "true",
      to: "false",
      now: true as unknown as string,
      by: "B",
      at: "",
    };
    const error = errorNamed(
      new CellConflict("Bentrok", [conflict]),
      [cell("p7", "kena_ppn", "false")],
      new Names(),
    );
    expect((error as CellConflict).body.cells[0]).toMatchObject({ id: "p7", now: "true" });
  });

  it("are told once each", () => {
    expect(reasonsOf(new Refused("refused", "Ditolak", [told, told], null))).toEqual(["Nama harus diisi."]);
    expect(reasonsOf(new CellConflict("Susunan berubah", []))).toEqual(["Susunan berubah"]);
  });
});
