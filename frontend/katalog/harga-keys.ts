/** The keys of a row that is decided, and where the hand goes when it was. */

export type RowAct = "terima" | "ubah" | "tolak" | "buka";

const ACTS: Readonly<Record<string, RowAct>> = {
  enter: "terima",
  e: "ubah",
  f2: "ubah",
  delete: "tolak",
  u: "buka",
};

/** What a key asks of a row, null where it means nothing here. */
export function actOf(key: string): RowAct | null {
  return ACTS[key.toLowerCase()] ?? null;
}

/**
 * The row that is looked at next: the same one while it still waits, else the next of those that waited before and
 * still do, else the last one before it; null when nothing waits any more.
 *
 *     nextOpen("b", ["a", "b", "c"], ["a", "c"]) -> "c"
 */
export function nextOpen(id: string, before: readonly string[], after: readonly string[]): string | null {
  const still = new Set(after);
  if (still.has(id)) {
    return id;
  }
  const at = before.indexOf(id);
  const onward = before.slice(at + 1).find((one) => still.has(one));
  return onward ?? [...before.slice(0, Math.max(at, 0))].reverse().find((one) => still.has(one)) ?? null;
}
