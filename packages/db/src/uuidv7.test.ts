import { expect, test } from 'vitest';
import { uuidv7, uuidv7Floor } from './uuidv7.ts';

const FORMAT = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

function millisecondOf(id: string): number {
  return Number.parseInt(id.slice(0, 8) + id.slice(9, 13), 16);
}

test('ids have the format of version 7 and the moment they were made at', () => {
  const before = Date.now();
  const id = uuidv7();
  expect(id).toMatch(FORMAT);
  expect(millisecondOf(id)).toBeGreaterThanOrEqual(before);
});

test('a hundred thousand ids made in a row ascend strictly and are all of the format', () => {
  const ids = Array.from({ length: 100_000 }, () => uuidv7());
  expect(ids.findIndex((id, index) => index > 0 && id <= (ids[index - 1] ?? ''))).toBe(-1);
  expect(ids.find((id) => !FORMAT.test(id))).toBeUndefined();
});

test('ids of a given moment are of that moment, ascend, and do not move the clock of others', () => {
  const moment = Date.UTC(2031, 4, 17, 8, 30);
  const ids = Array.from({ length: 100 }, () => uuidv7(moment));
  expect(ids.every((id) => millisecondOf(id) === moment)).toBe(true);
  expect(ids.toSorted()).toEqual(ids);
  expect(millisecondOf(uuidv7())).toBeLessThan(moment);
});

test('when a millisecond has no number left the ids go on in the next one', () => {
  const ids = Array.from({ length: 5_000 }, () => uuidv7(1_000));
  expect(new Set(ids.map(millisecondOf)).size).toBeGreaterThan(1);
  expect(ids.every((id) => FORMAT.test(id))).toBe(true);
});

test('the floor of a moment lies between the ids before it and the ids from it on', () => {
  const date = new Date('2026-11-01T00:00:00Z');
  const floor = uuidv7Floor(date);
  expect(floor).toMatch(FORMAT);
  expect(uuidv7(date.getTime() - 1) < floor).toBe(true);
  expect(uuidv7(date.getTime()) >= floor).toBe(true);
});
