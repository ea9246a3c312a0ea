// @vitest-environment happy-dom
import { beforeEach, expect, test, vi } from "vitest";
import { PROJECT_START, projectAnswer, projectPublish } from "../lib/store";
import "./confirm-button";
import { shareOf } from "./rab-total";
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

test("undo is offered only when there is something to go back to", () => {
  document.body.innerHTML =
    '<undo-buttons><button data-act="undo"></button><button data-act="redo"></button></undo-buttons>';
  const disabled = (): boolean[] => [...document.querySelectorAll("button")].map((button) => button.disabled);
  projectPublish(PROJECT_START);
  expect(disabled()).toEqual([true, true]);
  projectPublish({ ...PROJECT_START, canUndo: true });
  expect(disabled()).toEqual([false, true]);
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
