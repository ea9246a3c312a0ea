// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { RabGrid } from "../grid/rab-grid";
import type { StrukturActs } from "./acts";
import { StrukturKeys } from "./keys";
import type { Typing } from "./typing";

const insert = vi.fn();
const paste = vi.fn();
let keys: StrukturKeys | null = null;
let input: HTMLInputElement;

/** A list of pekerjaan that is empty or not, with the hand in the input of its grid. */
function aList(isEmpty: boolean): void {
  const page = document.createElement("div");
  input = document.createElement("input");
  input.className = "grid-input";
  page.append(input);
  document.body.append(page);
  const sheet = { cursor: { row: null, column: null, single: true }, options: { canEdit: true } };
  const typing = { isEmpty, isBlank: () => false, isLast: () => false };
  keys = new StrukturKeys(
    page,
    { sheet } as unknown as RabGrid,
    typing as unknown as Typing,
    { insert, paste } as unknown as StrukturActs,
  );
}

function press(key: string, more: KeyboardEventInit = {}): KeyboardEvent {
  const event = new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true, ...more });
  input.dispatchEvent(event);
  return event;
}

beforeEach(() => {
  insert.mockClear();
  paste.mockClear();
});

afterEach(() => {
  keys?.end();
  document.body.replaceChildren();
});

test("the first letter typed into an empty list opens its first row and goes on into it", () => {
  aList(true);
  const event = press("P", { shiftKey: true });
  expect(insert).toHaveBeenCalledWith(null);
  expect(event.defaultPrevented).toBe(false);
});

test("Enter in an empty list opens its first row and nothing else", () => {
  aList(true);
  expect(press("Enter").defaultPrevented).toBe(true);
  expect(insert).toHaveBeenCalledTimes(1);
});

test("a command typed at an empty list opens no row", () => {
  aList(true);
  press("c", { ctrlKey: true });
  press("ArrowDown");
  press("Shift");
  expect(insert).not.toHaveBeenCalled();
});

test("what is pasted into an empty list is an outline", () => {
  aList(true);
  const clipboardData = new DataTransfer();
  clipboardData.setData("text/plain", "PEKERJAAN TANAH");
  input.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
  expect(paste).toHaveBeenCalledWith("PEKERJAAN TANAH");
});

test("a letter typed into a list with rows belongs to its cell", () => {
  aList(false);
  press("P");
  expect(insert).not.toHaveBeenCalled();
});
