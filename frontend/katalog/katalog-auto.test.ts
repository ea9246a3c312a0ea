// @vitest-environment happy-dom
import { expect, test } from "vitest";
import "./katalog-auto";

test("a choice sends the form around it", () => {
  document.body.innerHTML =
    '<form><katalog-auto><select name="daftar"><option>1</option></select></katalog-auto></form>';
  let sent = 0;
  document.querySelector("form")?.addEventListener("submit", (event) => {
    event.preventDefault();
    sent += 1;
  });
  document.querySelector("select")?.dispatchEvent(new Event("change", { bubbles: true }));
  expect(sent).toBe(1);
});
