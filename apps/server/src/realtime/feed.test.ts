import { expect, test } from 'vitest';
import { Feed, type FeedEvent, RunFeed, type Seat } from './feed.ts';

type Message = { topic: string; seq: number; event: { workflowId: string } };

function seatOf(): Seat & { got: Message[] } {
  const got: Message[] = [];
  return {
    got,
    subscriber: { deliver: (_key, message) => void got.push(JSON.parse(message)) },
    viewer: null,
    joining: false,
    missed: false,
  };
}

const eventOf = (workflowId: string): FeedEvent => ({
  key: workflowId,
  event: { type: 'workflow.updated', workflowId },
});
const names = (messages: Message[]) => messages.map(({ event }) => event.workflowId);

test('who comes back gets exactly what came after the last number it saw', () => {
  const feed = new Feed('runs', 1_000);
  const [stayed, left] = [seatOf(), seatOf()];
  feed.seats.add(stayed).add(left);
  feed.publish([eventOf('a'), eventOf('b')]);
  feed.seats.delete(left);
  feed.publish([eventOf('c'), eventOf('d')]);
  const since = left.got.at(-1)?.seq ?? 0;
  expect(feed.knows(since)).toBe(true);
  feed.resume(left, since);
  expect(left.got).toEqual(stayed.got);
});

test('numbers of an earlier feed of the topic, and of the future, are not known', () => {
  const feed = new Feed('runs', 2_000);
  expect(feed.knows(new Feed('runs', 1_000).seq + 3)).toBe(false);
  expect(feed.knows(feed.seq)).toBe(true);
  expect(feed.knows(feed.seq + 1)).toBe(false);
});

test('only the last 500 events are kept', () => {
  const feed = new Feed('runs', 1_000);
  const start = feed.seq;
  feed.publish(Array.from({ length: 600 }, (_, index) => eventOf(String(index))));
  expect(feed.knows(start + 99)).toBe(false);
  expect(feed.knows(start + 100)).toBe(true);
});

test('an event goes to those only who may see it', () => {
  const feed = new Feed('inbox', 1_000);
  const [ada, bob] = [seatOf(), seatOf()];
  ada.viewer = { userId: 'ada', assignees: [] };
  bob.viewer = { userId: 'bob', assignees: [] };
  feed.seats.add(ada).add(bob);
  feed.publish([{ ...eventOf('a'), isVisible: ({ userId }) => userId === 'ada' }]);
  expect([ada.got.length, bob.got.length]).toEqual([1, 0]);
});

test('R1: the numbers of a run ascend, also when its journal position stays', () => {
  const feed = new RunFeed('run:x');
  const seat = seatOf();
  feed.seats.add(seat);
  feed.publish(3, [eventOf('a'), eventOf('b')]);
  feed.publish(3, [eventOf('c')]);
  feed.publish(5, [eventOf('d'), eventOf('e')]);
  const seqs = seat.got.map(({ seq }) => seq);
  expect(seqs).toEqual([...new Set(seqs)].toSorted((a, b) => a - b));
});

test('R2: who saw only the first of several events of a position asks for all of that position again', () => {
  const feed = new RunFeed('run:x');
  const seat = seatOf();
  feed.seats.add(seat);
  feed.publish(3, [eventOf('a')]);
  feed.publish(5, [eventOf('b'), eventOf('c')]);
  expect(seat.got.map(({ seq }) => RunFeed.positionOf(seq))).toEqual([3, 3, 5]);
  feed.resume(seat, seat.got[1]?.seq ?? 0, 5, [eventOf('b'), eventOf('c')]);
  expect(names(seat.got)).toEqual(['a', 'b', 'c', 'b', 'c']);
  expect(RunFeed.positionOf(seat.got.at(-1)?.seq ?? 0)).toBe(5);
});

test('a number that no feed of a run can have given has no position', () => {
  expect(RunFeed.positionOf(Number.MAX_SAFE_INTEGER)).toBeUndefined();
});
