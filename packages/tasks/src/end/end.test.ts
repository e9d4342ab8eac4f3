import { expect, test } from 'vitest';
import { end } from './end.ts';

const endWith = (config: unknown) => (end.kind === 'end' ? end.run(end.config.parse(config)) : undefined);

test('an end has no outcome and leaves the rest of the run alone', () => {
  expect(endWith({})).toEqual({ outcome: null, terminate: false });
});

test('an end can name an outcome and stop the whole run', () => {
  expect(endWith({ outcome: 'refunded', terminate: true })).toEqual({ outcome: 'refunded', terminate: true });
});
