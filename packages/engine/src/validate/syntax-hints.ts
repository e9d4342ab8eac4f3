/** Habits from other languages, and what JSONata says instead; texts are taken out before they are looked for. */
const hints: readonly (readonly [RegExp, string])[] = [
  [/[=!]==|[^=!<>:]==/, 'JSONata compares with a single = and with !=.'],
  [/&&/, 'JSONata says "and" instead of &&.'],
  [/\|\|/, 'JSONata says "or" instead of ||.'],
  [/(^|[\s(])!(?!=)/, 'JSONata says $not(…) instead of !.'],
  [/<>/, 'JSONata says != for "not equal".'],
  [/=>/, 'JSONata writes functions as function($x) { … }.'],
];

/** What to do about an expression that does not parse. `bare`: the field is an expression by itself. */
export function suggestSyntax(source: string, bare: boolean): string {
  if (bare && source.includes('{{')) {
    return 'This field is an expression by itself: leave out the {{ and }}.';
  }
  const code = source.replaceAll(/"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'/g, '""');
  const hint = hints.find(([pattern]) => pattern.test(code));
  if (hint) return hint[1];
  for (const [open, close] of ['()', '[]', '{}']) {
    const missing = count(code, open ?? '') - count(code, close ?? '');
    if (missing !== 0) return missing > 0 ? `A ${close} is missing.` : `There is a ${close} too many.`;
  }
  if (/[-+*/=<>&,.(]\s*$|\b(and|or|in)\s*$/.test(code))
    return 'The expression ends too early: something is missing at its end.';
  return 'Correct the JSONata expression, such as input.amount > 100 and input.status = "open".';
}

function count(text: string, character: string): number {
  return text.split(character).length - 1;
}
