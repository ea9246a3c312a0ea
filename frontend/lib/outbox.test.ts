import { expect, test, vi } from "vitest";
import { Busy, Refused, Unreachable } from "./api";
import { Outbox } from "./outbox";

const now = async (): Promise<void> => undefined;

test("commands go one at a time and in the order they were made", async () => {
  const outbox = new Outbox(undefined, now);
  const seen: string[] = [];
  const send = (name: string) => async (): Promise<string> => {
    seen.push(`${name} starts`);
    await Promise.resolve();
    seen.push(`${name} ends`);
    return name;
  };
  await Promise.all([outbox.push(send("a")), outbox.push(send("b"))]);
  expect(seen).toEqual(["a starts", "a ends", "b starts", "b ends"]);
});

test("a command without an answer goes again with the same key, before the next one", async () => {
  const outbox = new Outbox(undefined, now);
  const keys: string[] = [];
  const lost = vi.fn(async (key: string) => {
    keys.push(key);
    if (keys.length < 3) {
      throw new Unreachable();
    }
    return "saved";
  });
  const next = vi.fn(async (key: string) => {
    keys.push(key);
    return "next";
  });
  expect(await Promise.all([outbox.push(lost, "k1"), outbox.push(next, "k2")])).toEqual(["saved", "next"]);
  expect(keys).toEqual(["k1", "k1", "k1", "k2"]);
});

test("a busy server is asked again after the seconds it named", async () => {
  const pauses: number[] = [];
  const outbox = new Outbox(undefined, async (ms) => {
    pauses.push(ms);
  });
  let calls = 0;
  await outbox.push(async () => {
    calls += 1;
    if (calls === 1) {
      throw new Busy(503, "sibuk", 7);
    }
  });
  expect(pauses).toEqual([7000]);
});

test("a refusal is final and does not stop the commands behind it", async () => {
  const outbox = new Outbox(undefined, now);
  const refused = outbox.push(async () => {
    throw new Refused("refused", "ditolak", [], null);
  });
  const next = outbox.push(async () => "next");
  await expect(refused).rejects.toBeInstanceOf(Refused);
  expect(await next).toBe("next");
});

test("only a command that was never sent can be taken back", async () => {
  const outbox = new Outbox(undefined, now);
  let release = (): void => undefined;
  const first = outbox.push(() => new Promise<void>((done) => (release = done)), "k1");
  void outbox.push(async () => undefined, "k2");
  expect(outbox.takeBack("k1")).toBe(false);
  expect(outbox.takeBack("k2")).toBe(true);
  release();
  await first;
  expect(outbox.size).toBe(0);
});

test("the state says what the saved mark shows", async () => {
  const states: string[] = [];
  const outbox = new Outbox((state) => states.push(state), now);
  let calls = 0;
  await outbox.push(async () => {
    calls += 1;
    if (calls === 1) {
      throw new Unreachable();
    }
  });
  await Promise.resolve();
  expect(states).toEqual(["sending", "waiting", "sending", "idle"]);
});

test("what follows from an answer is done before the next command is made", async () => {
  const outbox = new Outbox(undefined, now);
  let stored = "1";
  const confirmed = async (): Promise<void> => {
    for (let tick = 0; tick < 5; tick += 1) {
      await Promise.resolve();
    }
    stored = "2";
  };
  void outbox.push(async () => "saved").then(confirmed);
  expect(await outbox.push(async () => stored)).toBe("2");
});
