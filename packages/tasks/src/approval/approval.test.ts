import { expect, test } from 'vitest';
import { NOW, pureContext } from '../testing/contexts.ts';
import { beginWait, configProblems, resumeWait } from '../testing/run-task.ts';
import { approval } from './approval.ts';

const form = { type: 'object', properties: { amount: { type: 'number' } } };

test('it asks the assignees and is due after dueIn', () => {
  const config = { title: 'Refund', description: 'For Ada', assignees: ['role:manager'], dueIn: '4h', form };
  const dueAt = NOW + 4 * 3_600_000;
  expect(beginWait(approval, config, pureContext())).toEqual({
    wakeAt: dueAt,
    person: {
      type: 'approval',
      title: 'Refund',
      description: 'For Ada',
      assignees: ['role:manager'],
      form,
      outcomes: ['approved', 'rejected'],
      dueAt,
    },
  });
});

test('with a title alone it waits for good, for anybody, without a form', () => {
  const wait = beginWait(approval, { title: 'Refund', form: null }, pureContext());
  expect(wait).toMatchObject({ person: { description: '', assignees: [], form: null, dueAt: null } });
  expect(wait).not.toHaveProperty('wakeAt');
});

test('an empty description from the input and assignees in one text are understood', () => {
  const config = { title: 7, description: null, assignees: 'role:admin, user:ada@example.com' };
  expect(beginWait(approval, config, pureContext())).toMatchObject({
    person: { title: '7', description: '', assignees: ['role:admin', 'user:ada@example.com'] },
  });
});

test.each(['approved', 'rejected'])('a person who decides "%s" gives outcome and output', (outcome) => {
  const decision = {
    outcome,
    values: { amount: 5 },
    comment: 'fine',
    decidedBy: 'user-1',
    decidedAt: '2027-01-31T10:00:00.000Z',
  };
  expect(resumeWait(approval, { title: 'Refund' }, { kind: 'person', decision }, NOW)).toEqual({
    outcome,
    output: {
      values: { amount: 5 },
      comment: 'fine',
      decidedBy: 'user-1',
      decidedAt: '2027-01-31T10:00:00.000Z',
    },
  });
});

test('when it is due it ends with the outcome "timeout"', () => {
  expect(resumeWait(approval, { title: 'Refund', dueIn: '4h' }, { kind: 'timer' }, NOW)).toEqual({
    outcome: 'timeout',
  });
});

test('assignees, durations and forms that nobody could act on are refused with their field', () => {
  const config = { title: '', assignees: ['manager'], dueIn: 'soon', form: { type: 'string' } };
  expect(configProblems(approval, config)).toEqual([
    'title: must not be empty',
    'assignees.0: must be "role:…" or "user:…", e.g. "role:manager"',
    'dueIn: must be a duration such as "500ms", "20s", "4h" or "P1D"',
    'form: must describe an object: "type": "object" with "properties"',
  ]);
});
