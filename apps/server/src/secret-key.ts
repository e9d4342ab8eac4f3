import { hkdfSync, randomBytes } from 'node:crypto';
import { link, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** What a derived key is for. A key of one purpose says nothing about that of another. */
export type KeyPurpose = 'access-token' | 'refresh-token' | 'identity' | 'credentials';

/**
 * The installation's secret: SECRET_KEY, or else `<data>/secret.key`, which is made at the first start, readable only
 * by its owner. Losing it ends all sessions and makes stored credentials unreadable.
 */
export async function loadSecretKey(secretKey: string | undefined, dataDir: string): Promise<Buffer> {
  if (secretKey !== undefined) return Buffer.from(secretKey, 'utf8');
  const path = join(dataDir, 'secret.key');
  const kept = await findKey(path);
  if (kept) return kept;
  await mkdir(dataDir, { recursive: true, mode: 0o700 });
  // Written aside and then linked, which fails when another process was first: nobody reads half a key.
  const draft = `${path}.${randomBytes(6).toString('hex')}`;
  await writeFile(draft, `${randomBytes(32).toString('base64')}\n`, { mode: 0o600, flush: true });
  try {
    await link(draft, path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error; // fs throws only system errors
  } finally {
    await rm(draft, { force: true });
  }
  const key = await findKey(path);
  if (!key) throw new Error(`${path} could not be read after it was written`);
  return key;
}

/** 32 bytes by HKDF-SHA-256 (RFC 5869). */
export function deriveKey(secret: Buffer, purpose: KeyPurpose): Buffer {
  return Buffer.from(hkdfSync('sha256', secret, 'innoflow', purpose, 32));
}

async function findKey(path: string): Promise<Buffer | undefined> {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined; // fs throws only system errors
    throw error;
  }
  const key = Buffer.from(text.trim(), 'base64');
  if (key.length < 32) throw new Error(`${path} holds no key of 32 bytes; restore it from a backup`);
  return key;
}
