import type { Register } from '@innoflow/contracts';
import { hashPassword } from './passwords.ts';
import type { NewUser } from './user-repository.ts';

/** What is kept of somebody who registers; names that were not given are made from those that were. */
export async function newUser(input: Register, { isSuperuser }: { isSuperuser: boolean }): Promise<NewUser> {
  const name = input.name ?? input.username ?? input.email.split('@', 1)[0] ?? input.email;
  return {
    email: input.email.toLowerCase(),
    username: input.username?.toLowerCase() ?? null,
    name,
    passwordHash: await hashPassword(input.password),
    organizationName: input.organizationName ?? `${name}'s organization`,
    isSuperuser,
  };
}
