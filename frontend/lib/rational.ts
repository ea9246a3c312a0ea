/** Exact fractions on bigint for the formula preview: 1/3*3 is 1, and rounding happens once, where it is named. */

import { divideHalfUp, scaledRead, scaledWrite } from "./decimal";

/** `top` / `bottom`, in lowest terms, `bottom` above zero. */
export interface Rational {
  readonly top: bigint;
  readonly bottom: bigint;
}

export const ZERO: Rational = { top: 0n, bottom: 1n };
export const ONE: Rational = { top: 1n, bottom: 1n };

export function rational(top: bigint, bottom = 1n): Rational {
  const divisor = greatestDivisor(top, bottom) * (bottom < 0n ? -1n : 1n);
  return { top: top / divisor, bottom: bottom / divisor };
}

function greatestDivisor(left: bigint, right: bigint): bigint {
  let a = left < 0n ? -left : left;
  let b = right < 0n ? -right : right;
  while (b !== 0n) {
    [a, b] = [b, a % b];
  }
  return a === 0n ? 1n : a;
}

export function fromCanonical(text: string): Rational {
  const { units, scale } = scaledRead(text);
  return rational(units, 10n ** BigInt(scale));
}

/** Half-up at `decimals`, negative decimals round to tens, hundreds: 1250 at -2 is 1300. */
export function roundTo(value: Rational, decimals: number): Rational {
  const unit = 10n ** BigInt(Math.abs(decimals));
  return decimals >= 0
    ? rational(divideHalfUp(value.top * unit, value.bottom), unit)
    : rational(divideHalfUp(value.top, value.bottom * unit) * unit);
}

/** The canonical string at `decimals`, half-up. */
export function toCanonical(value: Rational, decimals: number): string {
  const units = divideHalfUp(value.top * 10n ** BigInt(decimals), value.bottom);
  return scaledWrite({ units, scale: decimals });
}

export const add = (a: Rational, b: Rational): Rational =>
  rational(a.top * b.bottom + b.top * a.bottom, a.bottom * b.bottom);
export const negate = (a: Rational): Rational => ({ top: -a.top, bottom: a.bottom });
export const subtract = (a: Rational, b: Rational): Rational => add(a, negate(b));
export const multiply = (a: Rational, b: Rational): Rational => rational(a.top * b.top, a.bottom * b.bottom);
export const divide = (a: Rational, b: Rational): Rational => rational(a.top * b.bottom, a.bottom * b.top);
export const magnitude = (a: Rational): Rational => ({ top: a.top < 0n ? -a.top : a.top, bottom: a.bottom });
export const isWhole = (a: Rational): boolean => a.bottom === 1n;

/** -1, 0 or 1 as `a` is below, at or above `b`. */
export function compare(a: Rational, b: Rational): number {
  const difference = a.top * b.bottom - b.top * a.bottom;
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}

export function floor(a: Rational): Rational {
  const quotient = a.top / a.bottom;
  return rational(a.top < 0n && a.top % a.bottom !== 0n ? quotient - 1n : quotient);
}

export const ceiling = (a: Rational): Rational => negate(floor(negate(a)));

const ROOT_DIGITS = 30;

/** The n-th root at thirty significant digits, half-up; a perfect root is exact. */
export function root(value: Rational, degree: bigint): Rational {
  if (value.top === 0n) {
    return ZERO;
  }
  // Enough decimals for thirty digits of the root, however small the value is.
  const lead = BigInt(value.bottom.toString().length);
  const places = BigInt(ROOT_DIGITS) + lead / degree + 4n;
  const scaled = (value.top * 10n ** (places * degree)) / value.bottom;
  const units = wholeRoot(scaled, degree);
  const surplus = units.toString().length - ROOT_DIGITS;
  const unit = 10n ** BigInt(Math.max(0, surplus));
  return rational(divideHalfUp(units, unit) * unit, 10n ** places);
}

/** The largest whole number whose power does not exceed `value`, by Newton's steps from above. */
function wholeRoot(value: bigint, degree: bigint): bigint {
  let guess = 1n << (BigInt(value.toString(2).length) / degree + 1n);
  for (;;) {
    const next = ((degree - 1n) * guess + value / guess ** (degree - 1n)) / degree;
    if (next >= guess) {
      return guess;
    }
    guess = next;
  }
}
