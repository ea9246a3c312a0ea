import { describe, expect, test } from "vitest";
import { CellConflict, Refused } from "../lib/api";
import { clearBlock, copyBlock, dragBlock, fillBlock, pasteBlock } from "./blocks";
import { tsvRead } from "./clipboard";
import { cellKey } from "./columns";
import { aSheet, aSource, settled } from "./fixtures";
import type { Sheet } from "./sheet";
import { addressOf, selectionSummary } from "./summary";

const VOLUME = 1;
const HARGA = 2;

function stand(sheet: Sheet, id: number, column = VOLUME): void {
  sheet.cursor.place({ row: sheet.model.placeOf(id), column });
}

function paste(sheet: Sheet, text: string): void {
  const { edits, range } = pasteBlock(sheet, tsvRead(text));
  sheet.cursor.select(range);
  sheet.apply(edits, "pasted", "ditempel");
}

describe("one act is one command", () => {
  test("a paste flows past headings, sends what it can read and keeps what it cannot", async () => {
    const source = aSource();
    const sheet = await aSheet(source);
    stand(sheet, 3, HARGA);
    paste(sheet, "15.350\r\n740,250\r\n7\r\n");
    expect(source.sent.map((command) => command.cells.map(({ id, to }) => [id, to]))).toEqual([
      [
        [3, "15350.00"],
        [5, "7.00"],
      ],
    ]);
    expect(sheet.said).toBe("2 sel ditempel, 1 ditolak");
    expect(sheet.problems()).toMatchObject([{ row: 4, text: "740,250" }]);
    expect(sheet.model.byId(4)?.values.harga).toBeNull();
  });

  test("a block over calculated cells fills the others and says what it left out", async () => {
    const sheet = await aSheet();
    stand(sheet, 1, 0);
    paste(sheet, "Galian\t12,5\r\n");
    expect(sheet.said).toBe("1 sel ditempel, 1 dilewati karena tidak dapat diubah");
    expect(sheet.model.byId(1)?.values.volume).toBe("12.5000");
  });

  test("what is stored already makes no command", async () => {
    const source = aSource();
    const sheet = await aSheet(source);
    stand(sheet, 1);
    paste(sheet, "1,00\r\n");
    expect(source.sent).toEqual([]);
  });

  test("one block fills a selection that is its multiple", async () => {
    const source = aSource();
    const sheet = await aSheet(source);
    sheet.cursor.select({ top: 1, bottom: 3, left: VOLUME, right: VOLUME });
    paste(sheet, "9");
    expect(source.sent[0]?.cells.map((cell) => cell.to)).toEqual(["9.0000", "9.0000", "9.0000"]);
  });

  test("decimals beyond the field are rounded, and the answer says so", async () => {
    const sheet = await aSheet();
    stand(sheet, 1, HARGA);
    paste(sheet, "1.000,555");
    expect(sheet.said).toBe("1 sel ditempel, 1 dibulatkan");
  });

  test("clearing leaves calculated cells alone", async () => {
    const sheet = await aSheet();
    sheet.cursor.select({ top: 0, bottom: 3, left: 0, right: 2 });
    sheet.apply(clearBlock(sheet), "typed", "dikosongkan");
    expect(sheet.said).toBe("6 sel dikosongkan");
  });

  test("Ctrl+D fills the range from its first row; on one cell it takes the cell above", async () => {
    const sheet = await aSheet();
    sheet.cursor.select({ top: 1, bottom: 3, left: VOLUME, right: VOLUME });
    sheet.apply(fillBlock(sheet, "down"), "typed", "diisi");
    expect([2, 3].map((id) => sheet.model.byId(id)?.values.volume)).toEqual(["1.0000", "1.0000"]);
    stand(sheet, 2, HARGA);
    sheet.apply(fillBlock(sheet, "down"), "typed", "diisi");
    expect(sheet.model.byId(2)?.values.harga).toBe("1000.00");
  });

  test("the handle repeats the selected block over headings", async () => {
    const sheet = await aSheet();
    sheet.cursor.select({ top: 2, bottom: 3, left: VOLUME, right: VOLUME });
    sheet.apply(dragBlock(sheet, { top: 2, bottom: 6, left: VOLUME, right: VOLUME }), "typed", "diisi");
    expect([4, 5].map((id) => sheet.model.byId(id)?.values.volume)).toEqual(["2.0000", "3.0000"]);
  });
});

describe("a cell stays marked until it is resolved", () => {
  test("it is dirty until the save is confirmed", async () => {
    const sheet = await aSheet();
    stand(sheet, 1);
    paste(sheet, "5");
    const { row, column } = sheet.cursor;
    expect(row && column && sheet.states.isDirty(row, column)).toBe(true);
    await settled();
    expect(row && column && sheet.states.isDirty(row, column)).toBe(false);
  });

  test("a refused command keeps every value typed: the bad cell named, the others held and sent again on their own", async () => {
    const source = aSource();
    const sheet = await aSheet(source);
    const accept = source.next;
    source.next = async () => {
      throw new Refused("refused", "ditolak", [{ id: 1, col: "volume", reason: "Terlalu besar." }], null);
    };
    stand(sheet, 1);
    paste(sheet, "5\r\n6\r\n");
    await settled();
    expect(sheet.problems()).toMatchObject([{ row: 1, text: "5.0000", reason: "Terlalu besar." }]);
    expect(sheet.model.byId(2)?.values.volume).toBe("2.0000");
    source.next = accept;
    sheet.sendHeld();
    expect(source.sent[1]?.cells).toEqual([{ id: 2, col: "volume", from: "2.0000", to: "6.0000" }]);
    expect(sheet.problems()).toHaveLength(1);
  });

  test("a conflict stands side by side, and the rest of its command goes again", async () => {
    const source = aSource();
    const sheet = await aSheet(source);
    const accept = source.next;
    const cell = {
      id: 1,
      col: "volume",
      from: "1.0000",
      to: "5.0000",
      now: "8.0000",
      by: "Estimator B",
      at: "10.41",
    };
    source.next = async () => {
      source.next = accept;
      throw new CellConflict("bentrok", [cell]);
    };
    stand(sheet, 1);
    paste(sheet, "5\r\n6\r\n");
    await settled();
    expect(sheet.problems()).toMatchObject([{ kind: "conflict", mine: "5.0000", now: "8.0000" }]);
    expect(source.sent[1]?.cells).toEqual([{ id: 2, col: "volume", from: "2.0000", to: "6.0000" }]);
    sheet.accept(cellKey(1, "volume"), "5.0000");
    expect(source.sent[2]?.body()).toEqual([{ id: 1, col: "volume", from: "8.0000", to: "5.0000" }]);
  });

  test("a reload does not cover what is on its way", async () => {
    const source = aSource();
    const sheet = await aSheet(source);
    source.next = () => new Promise(() => undefined);
    stand(sheet, 1);
    paste(sheet, "5");
    await sheet.load();
    expect(sheet.model.byId(1)?.values.volume).toBe("5.0000");
  });

  test("a second edit of a cell says what the server holds, not what we hoped it would", async () => {
    const source = aSource();
    const sheet = await aSheet(source);
    const failing: (() => void)[] = [];
    source.save = (command) => {
      source.sent.push(command);
      return new Promise((_, fail) => failing.push(() => fail(new Refused("refused", "ditolak", [], null))));
    };
    stand(sheet, 1);
    paste(sheet, "5");
    paste(sheet, "6");
    failing[0]?.();
    await settled();
    expect(source.sent[1]?.body()).toEqual([{ id: 1, col: "volume", from: "1.0000", to: "6.0000" }]);
  });
});

describe("undo", () => {
  test("asks the server once for a whole paste and forgets the text it refused", async () => {
    const source = aSource();
    const sheet = await aSheet(source);
    stand(sheet, 1, HARGA);
    paste(sheet, "5\r\n740,250\r\n");
    await settled();
    await sheet.undo();
    expect(source.undone).toHaveLength(1);
    expect(sheet.problems()).toEqual([]);
  });

  test("of text that was only refused asks nobody", async () => {
    const source = aSource();
    const sheet = await aSheet(source);
    stand(sheet, 1, HARGA);
    paste(sheet, "740,250");
    await sheet.undo();
    expect(source.undone).toEqual([]);
  });

  test("of a command that never left reverses it here", async () => {
    const source = aSource();
    const sheet = await aSheet(source);
    source.next = () => new Promise(() => undefined);
    stand(sheet, 1);
    paste(sheet, "5");
    source.stoppable = true;
    await sheet.undo();
    expect(sheet.model.byId(1)?.values.volume).toBe("1.0000");
    expect(source.undone).toEqual([]);
  });

  test("of a command the server refused does not undo an older change", async () => {
    const source = aSource();
    const sheet = await aSheet(source);
    source.next = async () => {
      throw new Refused("refused", "ditolak", [], null);
    };
    stand(sheet, 1);
    paste(sheet, "5");
    await settled();
    await sheet.undo();
    expect(source.undone).toEqual([]);
    expect(sheet.problems()).toEqual([]);
  });
});

describe("the bars", () => {
  test("copying leaves headings out and keeps the full scale, so that it reads back unambiguously", async () => {
    const sheet = await aSheet();
    sheet.cursor.select({ top: 3, bottom: 5, left: VOLUME, right: HARGA });
    expect(copyBlock(sheet)).toEqual([
      ["3,0000", "3000,00"],
      ["", ""],
    ]);
  });

  test("the status sums exactly what is selected", async () => {
    const sheet = await aSheet();
    sheet.cursor.select({ top: 1, bottom: 3, left: HARGA, right: HARGA });
    expect(selectionSummary(sheet)).toEqual({ cells: 3, filled: 3, sum: "6.000", mean: "2.000" });
  });

  test("the address names column and row as they are seen", async () => {
    const sheet = await aSheet();
    stand(sheet, 4, HARGA);
    expect(addressOf(sheet).address).toBe("Harga 4");
    sheet.cursor.select({ top: 1, bottom: 3, left: VOLUME, right: HARGA });
    expect(addressOf(sheet).address).toBe("Volume 1 s.d. Harga 3");
  });

  test("the selection stays on its row while others fold away", async () => {
    const sheet = await aSheet();
    stand(sheet, 5);
    sheet.fold("A", true);
    expect(sheet.cursor.row?.id).toBe(5);
    sheet.fold("B", true);
    expect(sheet.cursor.row?.id).toBe("B");
  });
});
