// @vitest-environment happy-dom
import { beforeEach, expect, test, vi } from "vitest";
import { PROJECT_START, projectAnswer, projectPublish } from "../lib/store";
import "./confirm-button";
import "./level-switch";
import "./project-steps";
import { shareOf } from "./rab-total";
import "./revision-badge";
import { savedText } from "./saved-state";
import "./theme-toggle";
import "./undo-buttons";

beforeEach(() => {
  document.body.innerHTML = "";
});

const TEN_FORTY_TWO = Date.UTC(2026, 10, 25, 3, 42);

test("the saved state is said in words", () => {
  expect(savedText(PROJECT_START)).toBe("Tersimpan");
  expect(savedText({ ...PROJECT_START, savedAt: TEN_FORTY_TWO })).toBe("Tersimpan 10.42");
  expect(savedText({ ...PROJECT_START, saving: "saving", waiting: 1 })).toBe("Menyimpan…");
  expect(savedText({ ...PROJECT_START, saving: "failed" })).toBe("Gagal, coba lagi");
});

test("a lost connection offers to try again", () => {
  document.body.innerHTML = "<saved-state></saved-state>";
  const asked = vi.fn();
  projectAnswer(asked);
  projectPublish({ ...PROJECT_START, saving: "failed", waiting: 1 });
  document.querySelector<HTMLElement>("saved-state button")?.click();
  expect(asked).toHaveBeenCalledWith("retry");
});

test("the total says what lacks and how much of the pagu it takes", () => {
  document.body.innerHTML =
    '<rab-total data-pagu="260000000"><span class="label"></span><b></b><span class="share"></span></rab-total>';
  projectPublish({ ...PROJECT_START, totals: { total: "240189000.00", belum_lengkap: 3 } });
  expect(document.querySelector("rab-total")?.textContent).toBe(
    "Total RAB, belum lengkap (3)Rp 240.189.00092,4 %",
  );
  expect(shareOf("260000001", "260000000")).toBe("100.0");
});

const disabled = (): boolean[] => [...document.querySelectorAll("button")].map((button) => button.disabled);

test("before the first write the server's page says whether there is something to undo", () => {
  document.body.innerHTML =
    '<undo-buttons data-can-undo="true" data-can-redo="false"><button data-act="undo"></button><button data-act="redo"></button></undo-buttons>';
  projectPublish(PROJECT_START);
  expect(disabled()).toEqual([false, true]);
});

test("after a write its answer says whether there is something to undo", () => {
  document.body.innerHTML =
    '<undo-buttons data-can-undo="true" data-can-redo="false"><button data-act="undo"></button><button data-act="redo"></button></undo-buttons>';
  projectPublish({ ...PROJECT_START, savedAt: TEN_FORTY_TWO, canUndo: false, canRedo: true });
  expect(disabled()).toEqual([true, false]);
});

test("a change that still waits can be taken back", () => {
  document.body.innerHTML =
    '<undo-buttons data-can-undo="false"><button data-act="undo"></button><button data-act="redo"></button></undo-buttons>';
  projectPublish(PROJECT_START);
  expect(disabled()).toEqual([true, true]);
  projectPublish({ ...PROJECT_START, waiting: 1 });
  expect(disabled()).toEqual([false, true]);
});

test("the revision follows each write", () => {
  document.body.innerHTML = "<revision-badge>rev 7</revision-badge>";
  projectPublish(PROJECT_START);
  expect(document.body.textContent).toBe("rev 7");
  projectPublish({ ...PROJECT_START, revision: 8 });
  expect(document.body.textContent).toBe("rev 8");
});

test("after a write the counts of the steps are asked for again", async () => {
  const counts = { harga: { count: "84/84", lacking: false } };
  vi.stubGlobal("fetch", () => Promise.resolve(new Response(JSON.stringify(counts), { status: 200 })));
  document.body.innerHTML =
    '<project-steps data-url="/langkah/"><a data-step="harga">Harga <span class="count warn">81/84</span></a></project-steps>';
  projectPublish({ ...PROJECT_START, savedAt: TEN_FORTY_TWO });
  const count = document.querySelector(".count");
  await vi.waitFor(() => expect(count?.textContent).toBe("84/84"));
  expect(count?.className).toBe("count");
  vi.unstubAllGlobals();
});

test("a tree is shown as deep as asked", () => {
  document.body.innerHTML =
    '<level-switch data-table="rekap"><button data-level="1" aria-pressed="false"></button><button data-level="3" aria-pressed="true"></button></level-switch><table id="rekap"></table>';
  document.querySelector<HTMLElement>('[data-level="1"]')?.click();
  expect(document.querySelector("table")?.dataset.depth).toBe("1");
  expect([...document.querySelectorAll("button")].map((one) => one.getAttribute("aria-pressed"))).toEqual([
    "true",
    "false",
  ]);
});

test("the theme goes round and is kept in a cookie for the server", () => {
  document.documentElement.dataset.theme = "light";
  document.body.innerHTML = "<theme-toggle><button></button></theme-toggle>";
  document.querySelector("button")?.click();
  expect(document.documentElement.dataset.theme).toBe("dark");
  expect(document.cookie).toContain("tema=dark");
});

test("a confirm button shows the effect first and acts on the second press", () => {
  document.body.innerHTML =
    '<confirm-button data-effect="12 pekerjaan ikut terhapus" data-confirm="Hapus"><button>Hapus proyek</button></confirm-button>';
  const button = document.querySelector("button") as HTMLButtonElement;
  const acted = vi.fn();
  document.querySelector("confirm-button")?.addEventListener("click", (event) => {
    if (event.target === button) {
      acted();
    }
  });
  button.click();
  expect(acted).not.toHaveBeenCalled();
  expect(document.body.textContent).toContain("12 pekerjaan ikut terhapus");
  button.click();
  expect(acted).toHaveBeenCalledOnce();
});
