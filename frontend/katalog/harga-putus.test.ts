// @vitest-environment happy-dom
import { beforeEach, expect, test } from "vitest";
import "./harga-putus";

const ROW = (id: number, open = true): string =>
  `<tr id="tahan-${id}" data-row ${open ? "data-open" : ""} tabindex="-1"><td><form>
    <button type="button" data-act="terima">Terima</button><button type="button" data-act="tolak">Tolak</button></form></td></tr>`;

function page(): HTMLElement {
  document.body.innerHTML = `<harga-putus><input type="search" aria-keyshortcuts="/"><table><tbody>${ROW(1)}${ROW(2)}${ROW(3)}</tbody></table></harga-putus>`;
  return document.querySelector("harga-putus") as HTMLElement;
}

const row = (id: number): HTMLElement => document.getElementById(`tahan-${id}`) as HTMLElement;

function press(target: EventTarget, key: string): void {
  target.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true }));
}

beforeEach(page);

test("arrows walk the rows", () => {
  row(1).focus();
  press(row(1), "ArrowDown");
  expect(document.activeElement).toBe(row(2));
});

test("Enter presses what accepts, Del what rejects", () => {
  const pressed: string[] = [];
  for (const button of row(2).querySelectorAll<HTMLElement>("button")) {
    button.addEventListener("click", () => pressed.push(button.dataset.act ?? ""));
  }
  row(2).focus();
  press(row(2), "Enter");
  press(row(2), "Delete");
  expect(pressed).toEqual(["terima", "tolak"]);
});

test("a slash goes to the search", () => {
  press(document.body, "/");
  expect(document.activeElement?.matches("input")).toBe(true);
});

test("after a decision the next row that waits has the hand", () => {
  const form = row(1).querySelector("form") as HTMLElement;
  form.dispatchEvent(new CustomEvent("htmx:beforeRequest", { bubbles: true }));
  row(1).outerHTML = ROW(1, false);
  const detail = { requestConfig: { verb: "post" } };
  row(2).dispatchEvent(new CustomEvent("htmx:afterRequest", { bubbles: true, detail }));
  expect(document.activeElement).toBe(row(2));
});

test("a refusal is put in place like an answer", () => {
  const detail = { xhr: { status: 409 }, shouldSwap: false, isError: true };
  row(1).dispatchEvent(new CustomEvent("htmx:beforeSwap", { bubbles: true, detail }));
  expect(detail).toMatchObject({ shouldSwap: true, isError: false });
});
