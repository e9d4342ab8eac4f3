import { execFile } from 'node:child_process';
import { chown, lchown, readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** PostgreSQL refuses to run as root. `prefix` starts a command that is not root but still owns root's files. */
export interface ServerAccount {
  readonly prefix: readonly string[];
  /** Another user, with whom every process of the server is to be spawned. */
  readonly user?: { readonly uid: number; readonly gid: number };
}

const NAMESPACE = ['unshare', '--user', '--map-user=65534', '--map-group=65534'];

/**
 * A normal user runs the server as himself. Root runs it in a user namespace in which he is called nobody:
 * files stay root's, so it works below directories that only root may enter. Where the kernel or a
 * container forbids that, it runs as the owner of the existing files, or else as user nobody.
 */
export async function chooseAccount(directory: string): Promise<ServerAccount> {
  if (process.getuid?.() !== 0) return { prefix: [] };
  const owner = await stat(directory).catch(() => undefined);
  if (owner && owner.uid !== 0) return { prefix: [], user: { uid: owner.uid, gid: owner.gid } };
  if (await works(NAMESPACE)) return { prefix: NAMESPACE };
  return { prefix: [], user: await findNobody() };
}

async function works(prefix: readonly string[]): Promise<boolean> {
  const [file = '', ...args] = prefix;
  return run(file, [...args, 'true']).then(
    () => true,
    () => false,
  );
}

async function findNobody(): Promise<{ uid: number; gid: number }> {
  const id = async (option: string) => Number((await run('id', [option, 'nobody'])).stdout.trim());
  return { uid: await id('-u'), gid: await id('-g') };
}

/** Hands a directory tree to the account; needed once, when the server cannot run as the owner any more. */
export async function handOver(directory: string, account: ServerAccount): Promise<void> {
  const { user } = account;
  if (!user || (await stat(directory)).uid === user.uid) return;
  for (const entry of await readdir(directory, { recursive: true })) {
    await lchown(join(directory, entry), user.uid, user.gid);
  }
  await chown(directory, user.uid, user.gid); // last, so that an interrupted attempt is made again
}

/** Whether the account may run a program: not when it lies below a directory that only root may enter. */
export async function canRun(program: string, account: ServerAccount): Promise<boolean> {
  return run(program, ['--version'], { cwd: '/', ...account.user }).then(
    () => true,
    () => false,
  );
}

/** Throws when the account cannot come to its files, because a directory above them keeps it out. */
export async function assertReachable(directory: string, account: ServerAccount): Promise<void> {
  if (!account.user) return;
  await run('test', ['-x', directory], { cwd: '/', ...account.user }).catch((cause: unknown) => {
    throw new Error(
      `The embedded PostgreSQL cannot run as root here, and user ${account.user?.uid} cannot enter ${directory}: ` +
        'let others pass through the directories above it (chmod o+x), choose another data directory, start ' +
        'InnoFlow as a normal user, or set DATABASE_URL.',
      { cause },
    );
  });
}
