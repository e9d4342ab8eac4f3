import { open } from './open.ts';

/** Brings the database to the newest schema; `start` does so too. */
export async function run(): Promise<void> {
  const { database } = await open();
  await database.close();
  console.log('The database has the newest schema.');
}
