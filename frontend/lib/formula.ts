/** The preview of a volume formula by the server's own rules, exact on fractions; the server's figure is the one that is kept. */

import { CONSTANTS, type Hint, type Node, Parser } from "./formula-parser";
import { FormulaError, tokensRead } from "./formula-tokens";
import { NUMBER_FIELDS, type NumberFieldName } from "./numbers";
import type { Rational } from "./rational";
import * as exact from "./rational";

export { FormulaError } from "./formula-tokens";

export interface FormulaPreview {
  /** Canonical string at the field's scale. */
  readonly value: string;
  readonly hints: readonly Hint[];
}

const LONGEST = 500;
const LARGEST = exact.rational(10n ** 40n);
const MOST_ROUND_PLACES = 15n;
/** Beyond these a preview would make the hand wait; the server still answers. */
const LARGEST_EXPONENT = 2_000n;
const LARGEST_ROOT = 100n;

/**
 * Reads, evaluates and rounds once: formulaPreview("12*0.3*0.5", {}) -> {value: "1.8000"}.
 *
 * @param parameters canonical strings by lower-case name; a parameter shadows the constant pi.
 * @throws FormulaError with a code, an Indonesian sentence and the position.
 */
export function formulaPreview(
  text: string,
  parameters: Readonly<Record<string, string>>,
  field: NumberFieldName = "volume",
  allowNegative = false,
): FormulaPreview {
  const { tree, hints } = formulaParse(text);
  const value = new Evaluator(parameters).value(tree);
  if (value.top < 0n && !allowNegative) {
    throw new FormulaError("formula_negative", "Hasil rumus tidak boleh negatif.", 0);
  }
  const { whole, decimals } = NUMBER_FIELDS[field];
  const rounded = exact.roundTo(value, decimals);
  if (exact.compare(exact.magnitude(rounded), exact.rational(10n ** BigInt(whole))) >= 0) {
    throw new FormulaError("number_too_large", `Lebih dari ${whole} angka di depan koma.`, null);
  }
  return { value: exact.toCanonical(rounded, decimals), hints };
}

export function formulaParse(text: string): { tree: Node; hints: readonly Hint[] } {
  if (text.length > LONGEST) {
    throw new FormulaError("formula_too_long", `Rumus lebih dari ${LONGEST} karakter.`, LONGEST);
  }
  const read = tokensRead(text);
  const tokens = read[0]?.text === "=" ? read.slice(1) : read;
  if (tokens.length === 1) {
    throw new FormulaError("formula_empty", "Rumus kosong.", text.length);
  }
  const parser = new Parser(tokens);
  return { tree: parser.tree(), hints: parser.hints };
}

class Evaluator {
  constructor(private readonly parameters: Readonly<Record<string, string>>) {}

  value(node: Node): Rational {
    return bounded(this.plain(node), node.at);
  }

  private plain(node: Node): Rational {
    switch (node.type) {
      case "number":
        return exact.fromCanonical(node.value);
      case "name":
        return this.named(node.name, node.at);
      case "negative":
        return exact.negate(this.value(node.operand));
      case "percent":
        return exact.divide(this.value(node.operand), exact.rational(100n));
      case "binary":
        return this.chain(node);
      case "call":
        return this.called(node.name, node.parts, node.at);
    }
  }

  private named(name: string, at: number): Rational {
    const value = Object.hasOwn(this.parameters, name) ? this.parameters[name] : CONSTANTS.get(name);
    if (value === undefined) {
      throw new FormulaError("formula_unknown_name", `Parameter “${name}” tidak dikenal.`, at);
    }
    return exact.fromCanonical(value);
  }

  /** A sum of 250 terms is a tree 250 deep on its left: a loop, not a recursion. */
  private chain(node: Extract<Node, { type: "binary" }>): Rational {
    const spine = [node];
    for (let left = node.left; left.type === "binary"; left = left.left) {
      spine.push(left);
    }
    const innermost = spine[spine.length - 1] ?? node;
    let value = this.value(innermost.left);
    for (const link of spine.reverse()) {
      value = bounded(operate(link.operator, value, this.value(link.right), link.at), link.at);
    }
    return value;
  }

  private called(name: string, parts: readonly Node[], at: number): Rational {
    if (name === "if") {
      // Only the branch that holds is computed, so that if(n=0;0;1/n) has a value for every n.
      const [condition, yes, no] = parts as [Node, Node, Node];
      return this.value(this.value(condition).top !== 0n ? yes : no);
    }
    const values = parts.map((part) => this.value(part));
    const [first = exact.ZERO, second] = values;
    switch (name) {
      case "min":
        return values.reduce((least, value) => (exact.compare(value, least) < 0 ? value : least));
      case "max":
        return values.reduce((most, value) => (exact.compare(value, most) > 0 ? value : most));
      case "sum":
        return values.reduce(exact.add);
      case "avg":
        return exact.divide(values.reduce(exact.add), exact.rational(BigInt(values.length)));
      case "abs":
        return exact.magnitude(first);
      case "round":
        return rounded(first, second ?? exact.ZERO, at);
      case "ceil":
        return exact.ceiling(first);
      case "floor":
        return exact.floor(first);
      case "pow":
        return power(first, second ?? exact.ZERO, at);
      default:
        return squareRoot(first, at);
    }
  }
}

function operate(operator: string, left: Rational, right: Rational, at: number): Rational {
  switch (operator) {
    case "+":
      return exact.add(left, right);
    case "-":
      return exact.subtract(left, right);
    case "*":
      return exact.multiply(left, right);
    case "/":
      if (right.top === 0n) {
        throw new FormulaError("formula_division_by_zero", "Pembagian dengan nol.", at);
      }
      return exact.divide(left, right);
    case "^":
      return power(left, right, at);
    default:
      return holds(operator, exact.compare(left, right)) ? exact.ONE : exact.ZERO;
  }
}

function holds(operator: string, order: number): boolean {
  const answers: Readonly<Record<string, boolean>> = {
    "=": order === 0,
    "<>": order !== 0,
    "<": order < 0,
    ">": order > 0,
    "<=": order <= 0,
    ">=": order >= 0,
  };
  return answers[operator] === true;
}

/** 2^-1 = 0,5; 8^(1/3) = 2; roots of negatives and 0^0 have no answer. */
function power(base: Rational, exponent: Rational, at: number): Rational {
  if (base.top === 0n && exponent.top < 0n) {
    throw new FormulaError(
      "formula_division_by_zero",
      "Nol berpangkat negatif adalah pembagian dengan nol.",
      at,
    );
  }
  if ((base.top === 0n && exponent.top === 0n) || (base.top < 0n && !exact.isWhole(exponent))) {
    throw new FormulaError("formula_domain", "Pangkat ini tidak punya nilai.", at);
  }
  const raised = wholePower(base, exponent.top, at);
  if (exact.isWhole(exponent)) {
    return raised;
  }
  if (exponent.bottom > LARGEST_ROOT) {
    throw new FormulaError("formula_preview", "Dihitung saat disimpan.", at);
  }
  return exact.root(raised, exponent.bottom);
}

function wholePower(base: Rational, exponent: bigint, at: number): Rational {
  const size = exponent < 0n ? -exponent : exponent;
  if (size > LARGEST_EXPONENT) {
    const grows = exact.compare(exact.magnitude(base), exact.ONE) > 0 === exponent > 0n;
    const unit = exact.compare(exact.magnitude(base), exact.ONE) === 0 || base.top === 0n;
    if (grows && !unit) {
      throw tooLarge(at);
    }
    if (!unit) {
      return exact.ZERO;
    }
  }
  const steps = size > LARGEST_EXPONENT ? size % 2n : size;
  const raised = exact.rational(base.top ** steps, base.bottom ** steps);
  return exponent < 0n ? exact.divide(exact.ONE, raised) : raised;
}

function rounded(value: Rational, places: Rational, at: number): Rational {
  const size = exact.magnitude(places).top;
  if (!exact.isWhole(places) || size > MOST_ROUND_PLACES) {
    const message = `Banyaknya desimal round harus bilangan bulat, paling banyak ${MOST_ROUND_PLACES}.`;
    throw new FormulaError("formula_domain", message, at);
  }
  return exact.roundTo(value, Number(places.top));
}

function squareRoot(value: Rational, at: number): Rational {
  if (value.top < 0n) {
    throw new FormulaError("formula_domain", "Akar bilangan negatif tidak punya nilai.", at);
  }
  return exact.root(value, 2n);
}

function bounded(value: Rational, at: number): Rational {
  if (exact.compare(exact.magnitude(value), LARGEST) > 0) {
    throw tooLarge(at);
  }
  return value;
}

function tooLarge(at: number): FormulaError {
  return new FormulaError("formula_too_large", "Hasil antara melampaui 10^40.", at);
}
