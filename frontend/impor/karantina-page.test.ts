// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import "./karantina-page";

const row = (
  id: number,
) => `<tr data-finding="${id}" data-state="terbuka" data-column="koefisien" data-typed="1,3125" tabindex="-1">
  <td><input type="checkbox" name="temuan" value="${id}"></td><td class="will"><span class="part">1,3125</span></td>
  <td><button type="submit" name="act" value="terima|satu|${id}" data-act="terima">Terima</button>
  <a href="/analisa/" data-act="ubah">Ubah</a><button type="submit" name="act" value="tolak|satu|${id}" data-act="tolak">Tolak</button></td></tr>`;

const PAGE = `<karantina-page data-failed="Belum tersimpan."><button type="submit" form="putusan" name="act" value="urungkan|3" data-turn="undo">Urungkan</button>
  <form class="findings" id="putusan" action="/putusan/"><table><tbody>${[1, 2, 3].map(row).join("")}</tbody></table><b data-chosen></b></form>
  <footer data-pane="status"><span class="said"></span></footer>
  <template data-editor><div class="own-value"><input class="input"><select hidden></select><button type="button">Simpan</button><p role="alert"></p></div></template>
  </karantina-page>`;

const answer = (said: string, rows = "") =>
  `<footer data-pane="status"><span class="said">${said}</span></footer><table><tbody>${rows}</tbody></table>`;

let sent: URLSearchParams[] = [];
let reply: () => Response = () => new Response("");

beforeEach(() => {
  sent = [];
  reply = () => new Response(answer("1 usulan diterima."));
  vi.stubGlobal("fetch", (_url: string, init: { body: URLSearchParams }) => {
    sent.push(init.body);
    return Promise.resolve(reply());
  });
  document.body.innerHTML = PAGE;
});

afterEach(() => vi.unstubAllGlobals());

const at = (id: number) => document.querySelector<HTMLElement>(`[data-finding="${id}"]`) as HTMLElement;
const press = (target: Element, key: string, held: KeyboardEventInit = {}) =>
  target.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true, ...held }));
const settled = () => new Promise((resolve) => setTimeout(resolve, 5));

test("Enter accepts the row and the hand goes on to the next that waits", async () => {
  at(1).focus();
  press(at(1), "Enter");
  expect(document.activeElement).toBe(at(2));
  await settled();
  expect(sent[0]?.get("act")).toBe("terima|satu|1");
  expect(sent[0]?.get("tampil")).toBe("1,2,3");
  expect(document.querySelector(".said")?.textContent).toBe("1 usulan diterima.");
});

test("two keys in a row are two acts with a key each", async () => {
  at(1).focus();
  press(at(1), "Enter");
  press(at(2), "Delete");
  await settled();
  expect(sent.map((body) => body.get("act"))).toEqual(["terima|satu|1", "tolak|satu|2"]);
  expect(new Set(sent.map((body) => body.get("request_key"))).size).toBe(2);
});

test("Space and Shift with an arrow select", () => {
  press(at(1), " ");
  press(at(1), "ArrowDown", { shiftKey: true });
  expect(document.querySelector("[data-chosen]")?.textContent).toBe("2");
  expect(at(2).getAttribute("aria-selected")).toBe("true");
});

test("E opens the own value with the proposal in it; a refusal stays beside it", async () => {
  press(at(3), "e");
  const field = at(3).querySelector<HTMLInputElement>(".own-value input");
  expect(field?.value).toBe("1,3125");
  reply = () => new Response(answer("Koefisien harus lebih dari nol."), { status: 422 });
  if (field) {
    field.value = "0";
    press(field, "Enter");
  }
  await settled();
  expect(sent[0]?.get("nilai")).toBe("0");
  expect(at(3).querySelector("[role=alert]")?.textContent).toBe("Koefisien harus lebih dari nol.");
  press(field as Element, "Escape");
  expect(at(3).querySelector(".own-value")).toBeNull();
});

test("Ctrl+Z presses the button that undoes", async () => {
  press(document.body, "z", { ctrlKey: true });
  await settled();
  expect(sent[0]?.get("act")).toBe("urungkan|3");
});

test("an act without an answer says that nothing was kept, and the row waits again", async () => {
  vi.stubGlobal("fetch", () => Promise.reject(new TypeError("network")));
  press(at(1), "Enter");
  expect(at(1).classList.contains("pending")).toBe(true);
  await settled();
  expect(at(1).classList.contains("pending")).toBe(false);
  expect(document.querySelector(".said")?.textContent).toBe("Belum tersimpan.");
});
