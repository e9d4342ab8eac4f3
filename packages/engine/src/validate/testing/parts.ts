/** Pieces of definitions for the tests of validation. */
export type Part = Record<string, unknown>;

export function task(id: string, type = 'set', config: Part = {}, more: Part = {}): Part {
  return { id, type, config: type === 'set' ? { values: {}, ...config } : config, ...more };
}

export function http(id: string, config: Part = {}, more: Part = {}): Part {
  return task(id, 'http.request', { url: 'https://example.com', ...config }, more);
}

export function link(from: string, to: string, more: Part = {}): Part {
  return { from, to, ...more };
}

export const isBig = task('check', 'condition', { if: 'input.amount > 100' });
