/**
 * A process for the tests of the embedded server to kill. It starts the server on the data directory given
 * as argument and prints its address as one line of JSON; then it commits one row after the other and
 * prints each number once its commit was acknowledged, until it is killed or its input ends.
 */
import pg from 'pg';
import { EmbeddedPostgres } from '../embedded/embedded-postgres.ts';

const server = new EmbeddedPostgres({ dataDir: process.argv[2] ?? '' });
const address = await server.start();
process.stdout.write(`${JSON.stringify(address)}\n`);

const client = new pg.Client(address.url);
await client.connect();
client.on('error', () => process.exit(1));
await client.query('create table if not exists acknowledged (number int primary key)');
const { rows } = await client.query<{ next: number }>(
  'select coalesce(max(number), 0) + 1 as next from acknowledged',
);

process.stdin.resume();
for (let number = rows[0]?.next ?? 1; !process.stdin.readableEnded; number++) {
  await client.query('insert into acknowledged values ($1)', [number]);
  process.stdout.write(`${number}\n`);
}
await client.end();
await server.stop();
