import { describe, expect, it } from 'vitest';
import { findNearest, listNames, suggestName } from './suggest.ts';

describe('a suggestion', () => {
  it.each([
    ['htpt.request', 'http.request'],
    ['HTTP.Request', 'http.request'],
    ['email', 'email.send'],
    ['aproval', 'approval'],
    ['x', undefined],
    ['something else', undefined],
  ])('for %s is %s', (name, expected) => {
    expect(findNearest(name, ['http.request', 'email.send', 'approval', 'set'])).toBe(expected);
  });

  it('takes the nearest of several', () => {
    expect(findNearest('task3', ['task1', 'task33', 'task3x', 'tasks'])).toBe('task1');
    expect(suggestName('zzz', ['a'], 'Remove it.')).toBe('Remove it.');
  });

  it('lists the first names only', () => {
    expect(listNames(['a', 'b', 'c'], 2)).toBe('a, b and 1 more');
  });
});
