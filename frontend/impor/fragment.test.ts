// @vitest-environment happy-dom
import { beforeEach, expect, test } from "vitest";
import { fragmentPut, fragmentRead } from "./fragment";

const ANSWER = `<footer data-pane="status"><span>2 dari 9</span></footer><nav data-pane="kinds"><details><summary>Beres</summary></details></nav>
  <table><tbody><tr data-kind="duplikat"><td>1 tersisa</td></tr><tr data-finding="7" class="taken"><td>Diterima</td></tr></tbody></table>`;

beforeEach(() => {
  document.body.innerHTML = `<nav data-pane="kinds"><details open><summary>Beres</summary></details></nav>
    <table><tbody><tr data-kind="duplikat"><td>2 tersisa</td></tr>
    <tr data-finding="7" tabindex="0"><td>Terima</td></tr><tr data-finding="8" tabindex="-1"><td>Terima</td></tr></tbody></table>
    <footer data-pane="status"></footer>`;
});

function put(): void {
  const fresh = fragmentRead(ANSWER);
  if (fresh) {
    fragmentPut(fresh, document);
  }
}

test("rows and counts are replaced where they stand, the others are left alone", () => {
  put();
  expect([...document.querySelectorAll("tr")].map((row) => row.textContent)).toEqual([
    "1 tersisa",
    "Diterima",
    "Terima",
  ]);
  expect(document.querySelector("footer")?.textContent).toBe("2 dari 9");
});

test("the hand stays where it was, and what was folded open stays open", () => {
  document.querySelector<HTMLElement>('[data-finding="7"]')?.focus();
  put();
  expect(document.activeElement?.classList.contains("taken")).toBe(true);
  expect(document.querySelector("details")?.open).toBe(true);
});

test("a page that is none of ours is not put anywhere", () => {
  expect(fragmentRead("<h1>Masuk</h1>")).toBeNull();
});
