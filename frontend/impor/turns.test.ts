import { expect, test } from "vitest";
import { Turns } from "./turns";

test("acts are done in the order they came, one at a time", async () => {
  const turns = new Turns();
  const said: string[] = [];
  let open = () => undefined as undefined;
  const gate = new Promise<void>((resolve) => {
    open = () => {
      resolve();
    };
  });
  const first = turns.push(async () => {
    await gate;
    said.push("first");
  });
  const second = turns.push(async () => {
    said.push("second");
  });
  expect(turns.waiting).toBe(2);
  open();
  await Promise.all([first, second]);
  expect(said).toEqual(["first", "second"]);
  expect(turns.waiting).toBe(0);
});

test("an act that fails does not hold up the next", async () => {
  const turns = new Turns();
  const failed = turns.push(() => Promise.reject(new Error("no answer")));
  const next = turns.push(async () => undefined);
  await expect(failed).rejects.toThrow("no answer");
  await expect(next).resolves.toBeUndefined();
});
