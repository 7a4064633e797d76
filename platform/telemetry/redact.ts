const PRIVATE_KEYS =
  /^(authorization|cookie|set-cookie|password|secret|token|api[-_]?key|email|phone|card|card[-_]?number|address|street)$|(secret|token|password)$/i;

const PRIVATE_TEXT: readonly RegExp[] = [
  // Signed tokens and anything that follows "Bearer".
  /\bBearer\s+[\w.~+/=-]{8,}/gi,
  /\beyJ[\w-]{8,}\.[\w-]{8,}\.[\w-]*/g,
  // AWS access key ids.
  /\b(?:AKIA|ASIA)[A-Z0-9]{16}\b/g,
  // The user and password in a URL.
  /(?<=:\/\/)[^\s/@:]+:[^\s/@]+(?=@)/g,
  /[\w.+-]+@[\w-]+(?:\.[\w-]+)+/g,
  // Telephone numbers with a country code, and the North American form.
  /(?<!\w)\+\d[\d ()-]{7,}\d(?!\w)/g,
  /(?<![\w-])\(?\d{3}\)?[ -]\d{3}[ -]\d{4}(?![\w-])/g,
];
const DIGIT_RUN = /(?<![\w-])\d(?:[ -]?\d){12,18}(?![\w-])/g;
const REDACTED = '[redacted]';
const DEEPEST = 6;

/** The text without tokens, keys, e-mail addresses, telephone and card numbers. */
export function redactText(text: string): string {
  const withoutPrivate = PRIVATE_TEXT.reduce((rest, pattern) => rest.replace(pattern, REDACTED), text);
  return withoutPrivate.replace(DIGIT_RUN, (run) => (passesLuhn(run.replace(/\D/g, '')) ? REDACTED : run));
}

/** A copy that may be logged: private keys are blanked, every text is redacted, errors become plain objects. */
export function redact(value: unknown, depth = 0): unknown {
  if (typeof value === 'string') return redactText(value);
  if (typeof value !== 'object' || value === null || value instanceof Date) return value;
  if (depth >= DEEPEST) return '[nested]';
  if (Array.isArray(value)) return value.map((entry) => redact(entry, depth + 1));
  if (value instanceof Error) return redactError(value, depth);
  return redactEntries(Object.entries(value), depth);
}

function redactError(error: Error, depth: number): unknown {
  const { name, message, stack, cause, ...rest } = error;
  return {
    type: error.name,
    message: redactText(error.message),
    stack: redactText(error.stack ?? ''),
    ...redactEntries(Object.entries(rest), depth),
    ...(error.cause === undefined ? {} : { cause: redact(error.cause, depth + 1) }),
  };
}

function redactEntries(entries: [string, unknown][], depth: number): Record<string, unknown> {
  return Object.fromEntries(
    entries.map(([key, entry]) => [key, PRIVATE_KEYS.test(key) ? REDACTED : redact(entry, depth + 1)]),
  );
}

function passesLuhn(digits: string): boolean {
  let sum = 0;
  for (let index = 0; index < digits.length; index++) {
    const digit = Number(digits[digits.length - 1 - index]);
    const doubled = digit * 2 > 9 ? digit * 2 - 9 : digit * 2;
    sum += index % 2 === 0 ? digit : doubled;
  }
  return sum % 10 === 0;
}
