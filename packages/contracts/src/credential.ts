import { z } from 'zod';

export const createCredentialSchema = z
  .strictObject({
    name: z
      .string()
      .max(64)
      .regex(/^[A-Za-z_][A-Za-z0-9_]*$/, 'must be letters, digits and _, and not start with a digit')
      .meta({ description: 'Used in a config as {{ secrets.<name> }}.' }),
    value: z.string().min(1).max(20_000).meta({ description: 'Encrypted; never given back.' }),
  })
  .meta({ id: 'CreateCredential' });
export type CreateCredential = z.output<typeof createCredentialSchema>;

export const updateCredentialSchema = z
  .strictObject({ value: z.string().min(1).max(20_000) })
  .meta({ id: 'UpdateCredential' });

export const credentialSchema = z
  .object({
    id: z.string(),
    name: z.string(),
    createdAt: z.iso.datetime(),
    updatedAt: z.iso.datetime(),
    lastUsedAt: z.iso.datetime().nullable(),
  })
  .meta({ id: 'Credential' });
export type Credential = z.output<typeof credentialSchema>;
