/** Exact sums on canonical decimal strings ("1234.50"): whole numbers of the smallest unit in a bigint, never a float. */

/** A figure as `units` of 10^-`scale`: "12.50" is {units: 1250n, scale: 2}. */
export interface Scaled {
  readonly units: bigint;
  readonly scale: number;
}

/** "-12.50" -> {units: -1250n, scale: 2}. The text must be canonical; anything else is a defect of the caller. */
export function scaledRead(canonical: string): Scaled {
  const match = /^(-?)(\d+)(?:\.(\d+))?$/.exec(canonical);
  if (!match) {
    throw new TypeError(`not a canonical decimal: ${canonical}`);
  }
  const fraction = match[3] ?? "";
  const units = BigInt((match[2] ?? "0") + fraction);
  return { units: match[1] ? -units : units, scale: fraction.length };
}

/** {units: 1250n, scale: 2} -> "12.50"; zero has no sign. */
export function scaledWrite({ units, scale }: Scaled): string {
  const digits = (units < 0n ? -units : units).toString().padStart(scale + 1, "0");
  const cut = digits.length - scale;
  const text = scale === 0 ? digits : `${digits.slice(0, cut)}.${digits.slice(cut)}`;
  return units < 0n ? `-${text}` : text;
}

/** The quotient rounded half away from zero: 5 / 2 = 3, -5 / 2 = -3. */
export function divideHalfUp(numerator: bigint, denominator: bigint): bigint {
  const negative = numerator < 0n !== denominator < 0n;
  const top = numerator < 0n ? -numerator : numerator;
  const bottom = denominator < 0n ? -denominator : denominator;
  const rounded = (2n * top + bottom) / (2n * bottom);
  return negative ? -rounded : rounded;
}

/** The same figure at another scale, half-up: rescale("2.345", 2) = "2.35". */
export function rescale(canonical: string, scale: number): string {
  return scaledWrite(scaledTo(scaledRead(canonical), scale));
}

/** A scaled figure at another scale, half-up. */
export function scaledTo(value: Scaled, scale: number): Scaled {
  if (scale >= value.scale) {
    return { units: value.units * 10n ** BigInt(scale - value.scale), scale };
  }
  return { units: divideHalfUp(value.units, 10n ** BigInt(value.scale - scale)), scale };
}

/** The sum at the largest scale among the parts: sum(["1.5", "0.25"]) = "1.75"; of nothing, "0". */
export function sum(parts: readonly string[]): string {
  const read = parts.map(scaledRead);
  const scale = Math.max(0, ...read.map((part) => part.scale));
  const units = read.reduce((total, part) => total + scaledTo(part, scale).units, 0n);
  return scaledWrite({ units, scale });
}

/** The mean half-up at `scale`, or null of nothing: mean(["1", "2"], 2) = "1.50". */
export function mean(parts: readonly string[], scale: number): string | null {
  if (parts.length === 0) {
    return null;
  }
  const total = scaledRead(sum(parts));
  const wide = scaledTo(total, Math.max(total.scale, scale));
  const divisor = BigInt(parts.length) * 10n ** BigInt(wide.scale - scale);
  return scaledWrite({ units: divideHalfUp(wide.units, divisor), scale });
}

/** Whether two canonical strings are the same figure, whatever their trailing zeros; null equals only null. */
export function sameFigure(left: string | null, right: string | null): boolean {
  if (left === null || right === null) {
    return left === right;
  }
  const a = scaledRead(left);
  const b = scaledRead(right);
  const scale = Math.max(a.scale, b.scale);
  return scaledTo(a, scale).units === scaledTo(b, scale).units;
}
