/**
 * The value of an arithmetic expression by the rules of Python (`//` and `**` included, the latter binding to the right
 * and tighter than a sign before it), printed as a Python float with at most two decimals; undefined for anything else.
 */
export function calculate(expression: string): string | undefined {
  if (!/^[0-9+\-*/(). ]+$/.test(expression)) return undefined;
  // A token that is none (a lone dot) is kept, so that reading it fails; numbers that touch are two tokens in a row.
  const tokens = expression.match(/\d+\.?\d*|\.\d+|\*\*|\/\/|[-+*/()]|\./g) ?? [];
  const reader = new Reader(tokens);
  const value = reader.sum();
  if (!reader.atEnd || value === undefined || !Number.isFinite(value)) return undefined;
  const rounded = Math.round(value * 100) / 100;
  return Number.isInteger(rounded) ? rounded.toFixed(1) : String(rounded);
}

/** A recursive descent; undefined is what cannot be computed, and stays so. */
class Reader {
  readonly #tokens: readonly string[];
  #at = 0;

  constructor(tokens: readonly string[]) {
    this.#tokens = tokens;
  }

  get atEnd(): boolean {
    return this.#at === this.#tokens.length;
  }

  sum(): number | undefined {
    let left = this.#product();
    for (let sign = this.#take('+', '-'); sign !== undefined; sign = this.#take('+', '-')) {
      left = combine(sign, left, this.#product());
    }
    return left;
  }

  #product(): number | undefined {
    let left = this.#signed();
    const take = () => this.#take('*', '/', '//');
    for (let sign = take(); sign !== undefined; sign = take()) left = combine(sign, left, this.#signed());
    return left;
  }

  #signed(): number | undefined {
    const sign = this.#take('+', '-');
    if (sign === undefined) return this.#power();
    const value = this.#signed();
    return sign === '-' && value !== undefined ? -value : value;
  }

  #power(): number | undefined {
    const base = this.#atom();
    return this.#take('**') === undefined ? base : combine('**', base, this.#signed());
  }

  #atom(): number | undefined {
    if (this.#take('(') !== undefined) {
      const value = this.sum();
      return this.#take(')') === undefined ? undefined : value;
    }
    const token = this.#tokens[this.#at];
    // Python reads no integer with a leading zero, but zeros alone and floats.
    if (token === undefined || !/\d/.test(token) || /^0+[1-9]\d*$/.test(token)) return undefined;
    this.#at += 1;
    return Number(token);
  }

  #take(...wanted: readonly string[]): string | undefined {
    const token = this.#tokens[this.#at];
    if (token === undefined || !wanted.includes(token)) return undefined;
    this.#at += 1;
    return token;
  }
}

function combine(sign: string, left: number | undefined, right: number | undefined): number | undefined {
  if (left === undefined || right === undefined) return undefined;
  switch (sign) {
    case '+':
      return left + right;
    case '-':
      return left - right;
    case '*':
      return left * right;
    case '**':
      return left === 0 && right < 0 ? undefined : left ** right;
    default:
      if (right === 0) return undefined;
      return sign === '/' ? left / right : Math.floor(left / right);
  }
}
