/** Arrow keys along the links of a list: where the hand goes from here. */

const STEPS: Readonly<Record<string, (at: number, last: number) => number>> = {
  ArrowDown: (at, last) => Math.min(at + 1, last),
  ArrowUp: (at) => Math.max(at - 1, 0),
  Home: () => 0,
  End: (_at, last) => last,
};

/** The next place for a key, null where the key does not walk or there is nothing to walk on. */
export function stepTo(key: string, at: number, count: number): number | null {
  const step = STEPS[key];
  return step && count > 0 ? step(at, count - 1) : null;
}
