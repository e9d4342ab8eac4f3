import { expect, test } from 'vitest';
import { draftText, normalizeDefinition } from './definition-text.ts';

test('definitions that mean the same have the same hash, whatever the order of their keys and given defaults', () => {
  const a = normalizeDefinition({
    tasks: [{ id: 'a', type: 'set', config: { values: { x: 1, y: 2 } } }],
    transitions: [],
  });
  const b = normalizeDefinition({
    tasks: [{ config: { values: { y: 2, x: 1 } }, join: 'all', type: 'set', id: 'a' }],
  });
  expect(a?.hash).toBe(b?.hash);
  const c = normalizeDefinition({ tasks: [{ id: 'a', type: 'set', config: { values: { x: 1, y: 3 } } }] });
  expect(c?.hash).not.toBe(a?.hash);
});

test('what does not have the shape of the format has no normal form', () => {
  expect(normalizeDefinition({ tasks: [{ id: '1 a' }] })).toBeUndefined();
});

test('a draft of more than two MiB is payload_too_large, and says how large it is', () => {
  const draft = { tasks: ['x'.repeat(2 * 1024 * 1024)], transitions: [] };
  expect(() => draftText(draft)).toThrow(expect.objectContaining({ code: 'payload_too_large' }));
  expect(draftText({ tasks: [], transitions: [] })).toBe('{"tasks":[],"transitions":[]}');
});

test('a draft that is nested too deep is refused', () => {
  const deep: unknown = JSON.parse('['.repeat(5_000) + ']'.repeat(5_000));
  expect(() => draftText({ tasks: [deep], transitions: [] })).toThrow(
    expect.objectContaining({ code: 'validation_failed' }),
  );
});
