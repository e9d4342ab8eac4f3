import { createHash } from 'node:crypto';
import { chmod, chown, lstat, mkdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ServerAccount } from './server-account.ts';

export const PORT = 5432; // only a part of the socket's name: nothing listens on a port
/** A socket's path has at most 107 bytes on Linux and 103 on macOS. */
const LONGEST = 103;

/**
 * The directory of the socket, open to the server's owner alone: the given one, or, where that makes the
 * socket's path too long for the system, one in the temporary directory that is named after it.
 */
export async function prepareSocketDirectory(directory: string, account: ServerAccount): Promise<string> {
  if (Buffer.byteLength(join(directory, `.s.PGSQL.${PORT}.lock`)) <= LONGEST) return directory;
  const digest = createHash('sha256').update(directory).digest('hex').slice(0, 16);
  const short = join(tmpdir(), `innoflow-${digest}`);
  await mkdir(short, { mode: 0o700 }).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EEXIST') throw error;
  });
  const own = process.getuid?.() ?? 0;
  const found = await lstat(short);
  // Anybody may write into the temporary directory: what another made there is not used.
  if (!found.isDirectory() || (found.uid !== own && found.uid !== account.user?.uid)) {
    throw new Error(`${short} belongs to another user: remove it, or choose a shorter data directory.`);
  }
  await chmod(short, 0o700);
  if (account.user) await chown(short, account.user.uid, account.user.gid);
  return short;
}
