import { chmod, mkdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { copyBinaries, locateBinaries } from './binaries.ts';
import { lockPrefix } from './data-lock.ts';
import { initialize } from './initialize.ts';
import { assertReachable, canRun, chooseAccount, handOver, type ServerAccount } from './server-account.ts';
import { prepareSocketDirectory } from './socket-directory.ts';

/** A data directory that is ready for a server. */
export interface Cluster {
  /** Holds `data`, `server.log` and, where its path is short enough, the socket. Mode 0700. */
  readonly directory: string;
  readonly data: string;
  readonly socketDirectory: string;
  /** What the server is started with, before its own arguments. */
  readonly program: readonly string[];
  readonly account: ServerAccount;
  readonly durable: boolean;
}

/** Finds the binaries and the account to run them, and makes what is missing in `dataDir`. */
export async function prepareCluster(dataDir: string, durable: boolean): Promise<Cluster> {
  const { native, version } = await locateBinaries();
  const directory = join(resolve(dataDir), 'postgres');
  await mkdir(dataDir, { recursive: true, mode: 0o711 }); // to be passed through, where the server is another user's
  await mkdir(directory, { recursive: true, mode: 0o700 });
  const account = await chooseAccount(directory);
  await handOver(directory, account);
  await chmod(directory, 0o700);
  await assertReachable(directory, account);
  const readable = account.user === undefined || (await canRun(join(native, 'bin/postgres'), account));
  const binaries = readable ? native : await copyBinaries(native, join(directory, `binaries-${version}`));
  await initialize({ account, binaries, directory, durable });
  const socketDirectory = await prepareSocketDirectory(directory, account);
  const data = join(directory, 'data');
  const lock = await lockPrefix(join(directory, 'lock'), join(data, 'postmaster.pid'), account);
  const program = [...lock, join(binaries, 'bin/postgres')];
  return { directory, data, socketDirectory, program, account, durable };
}
