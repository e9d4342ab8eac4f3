import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { checkHouseRules } from './house-rules.ts';

let root: string;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'innoflow-house-rules-'));
  mkdirSync(join(root, 'scripts'));
});

afterEach(() => rmSync(root, { recursive: true, force: true }));

test('a short file with a name of its own passes', () => {
  writeFileSync(join(root, 'scripts/retry-policy.ts'), 'export const attempts = 3;\n');
  expect(checkHouseRules(root)).toEqual([]);
});

test('a file of more than 600 lines is reported, one of 600 is not', () => {
  writeFileSync(join(root, 'scripts/long.ts'), '// a line\n'.repeat(601));
  writeFileSync(join(root, 'scripts/limit.ts'), '// a line\n'.repeat(600));
  expect(checkHouseRules(root)).toEqual([expect.stringMatching(/^scripts\/long\.ts: 601 lines/)]);
});

test('a file named for nothing in particular is reported', () => {
  writeFileSync(join(root, 'scripts/utils.ts'), '');
  expect(checkHouseRules(root)).toHaveLength(1);
});

test('a silenced check and a test that is left out are reported with their line', () => {
  // Put together here, or this file would be reported itself.
  writeFileSync(join(root, 'scripts/a.ts'), `\n// ${['@ts', 'ignore'].join('-')}\n`);
  writeFileSync(join(root, 'scripts/a.test.ts'), `${['test', 'skip'].join('.')}('later', () => {});\n`);
  expect(checkHouseRules(root).toSorted()).toEqual([
    expect.stringMatching(/^scripts\/a\.test\.ts:1: /),
    expect.stringMatching(/^scripts\/a\.ts:2: /),
  ]);
});
