import { expect, test } from 'vitest';
import { Outbox } from './outbox.ts';

/** A socket whose other side takes nothing until it is told to. */
class StalledSocket {
  readonly OPEN = 1 as const;
  readyState = 1 as const;
  bufferedAmount = 0;
  stalled = true;
  readonly sent: string[] = [];
  send(message: string): void {
    this.sent.push(message);
    if (this.stalled) this.bufferedAmount += message.length;
  }
  drain(): void {
    this.stalled = false;
    this.bufferedAmount = 0;
  }
}

const big = 'x'.repeat(1_100_000);

async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise((resolve) => setTimeout(resolve, 10));
}

test('a slow client gets the latest message of each thing once it takes something again, in order', async () => {
  const socket = new StalledSocket();
  const outbox = new Outbox(socket, () => undefined);
  outbox.send('big', big);
  for (const [key, message] of [
    ['a', 'a1'],
    ['b', 'b1'],
    ['a', 'a2'],
    ['c', 'c1'],
    ['a', 'a3'],
  ] as const) {
    outbox.send(key, message);
  }
  expect(socket.sent).toEqual([big]);
  socket.drain();
  await until(() => socket.sent.length === 4);
  expect(socket.sent.slice(1)).toEqual(['b1', 'c1', 'a3']);
  outbox.send('a', 'a4');
  expect(socket.sent.at(-1)).toBe('a4');
  outbox.close();
});

test('a client that is slower still is told to start over, and nothing is held for it', async () => {
  const socket = new StalledSocket();
  let overflows = 0;
  const outbox = new Outbox(socket, () => {
    overflows += 1;
  });
  outbox.send('big', big);
  for (let index = 0; index < 5_000; index += 1) outbox.send(`run ${index}`, String(index));
  socket.drain();
  await until(() => overflows === 1);
  expect(socket.sent).toEqual([big]);
  outbox.close();
});
