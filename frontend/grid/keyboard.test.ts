import { expect, test } from "vitest";
import { chordOf, EDIT_KEYS, ENTRY_KEYS, GRID_KEYS } from "./keyboard";

const press = (
  key: string,
  held: Partial<Record<"ctrlKey" | "metaKey" | "altKey" | "shiftKey", boolean>> = {},
) => chordOf({ key, ctrlKey: false, metaKey: false, altKey: false, shiftKey: false, ...held });

test("a chord has one name, whatever the keyboard or the platform", () => {
  expect(press("z", { ctrlKey: true })).toBe("Ctrl+Z");
  expect(press("Z", { metaKey: true, shiftKey: true })).toBe("Ctrl+Shift+Z");
  expect(press(" ", { shiftKey: true })).toBe("Shift+Space");
});

test("Shift with any move extends the range", () => {
  for (const chord of ["Shift+ArrowDown", "Ctrl+Shift+End", "Shift+PageUp"]) {
    expect(GRID_KEYS.get(chord)).toMatchObject({ type: "move", extend: true });
  }
});

test("arrows belong to the caret after F2, and commit when typing began on the bare cell", () => {
  expect(EDIT_KEYS.has("ArrowLeft")).toBe(false);
  expect(ENTRY_KEYS.get("ArrowLeft")).toEqual({ type: "move", move: "left", extend: false });
});

test("letters, Backspace and copying are left to the input itself", () => {
  for (const chord of ["A", "1", "=", "Backspace", "Ctrl+C", "Ctrl+V", "Ctrl+X"]) {
    expect(GRID_KEYS.has(chord)).toBe(false);
  }
});
