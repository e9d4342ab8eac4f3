import { uuidv7, uuidv7Floor } from '@innoflow/db';
import { expect, test } from 'vitest';
import { fireRunId } from './fire-id.ts';

const fire = new Date('2026-03-01T08:00:00Z');
const trigger = uuidv7();

test('a fire of a schedule always has the same run id, and another fire or schedule another', () => {
  const id = fireRunId(trigger, fire);
  expect(fireRunId(trigger, fire)).toBe(id);
  expect(fireRunId(trigger, new Date(fire.getTime() + 1_000))).not.toBe(id);
  expect(fireRunId(uuidv7(), fire)).not.toBe(id);
});

test('it is a UUIDv7 of the time of the fire', () => {
  const id = fireRunId(trigger, fire);
  expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  expect(id.slice(0, 13)).toBe(uuidv7Floor(fire).slice(0, 13));
});
