import { createInterface } from 'node:readline/promises';
import { Writable } from 'node:stream';
import { parseArgs } from 'node:util';
import { AppError, registerSchema } from '@innoflow/contracts';
import { newUser } from '../modules/accounts/new-user.ts';
import { createUser } from '../modules/accounts/user-repository.ts';
import { CommandError } from './command-error.ts';
import { open } from './open.ts';

/** Makes a user who administers the installation; asks for what is missing when somebody is there to answer. */
export async function run(args: string[]): Promise<void> {
  const { values } = parseArgs({
    args,
    options: { email: { type: 'string' }, username: { type: 'string' }, password: { type: 'string' } },
  });
  const email = values.email ?? (await ask('E-mail address: ', 'email'));
  const password = values.password ?? (await ask('Password: ', 'password'));
  const parsed = registerSchema.safeParse({ email, password, username: values.username });
  if (!parsed.success) {
    const lines = parsed.error.issues.map((issue) => `  --${issue.path.join('.')}: ${issue.message}`);
    throw new CommandError(`the user cannot be made:\n${lines.join('\n')}`);
  }
  const { database } = await open();
  try {
    const id = await createUser(database.kysely, await newUser(parsed.data, { isSuperuser: true }));
    console.log(`Made the superuser ${parsed.data.email} (${id}).`);
  } catch (error) {
    if (error instanceof AppError) throw new CommandError(`${error.code}: ${error.message}`);
    throw error;
  } finally {
    await database.close();
  }
}

async function ask(question: string, option: string): Promise<string> {
  if (!process.stdin.isTTY) throw new CommandError(`give --${option}`);
  const hidden = option === 'password';
  process.stdout.write(question);
  const output = hidden ? new Writable({ write: (_chunk, _encoding, done) => done() }) : process.stdout;
  const terminal = createInterface({ input: process.stdin, output, terminal: true });
  try {
    return await terminal.question('');
  } finally {
    terminal.close();
    if (hidden) process.stdout.write('\n');
  }
}
