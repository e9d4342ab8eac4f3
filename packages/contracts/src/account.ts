import { z } from 'zod';
import { roles } from './permissions.ts';

const email = z.email().max(254);

export const registerSchema = z
  .object({
    email,
    password: z.string().min(8).max(200),
    username: z
      .string()
      .trim()
      .min(2)
      .max(64)
      .regex(/^[A-Za-z0-9._-]+$/, 'must be letters, digits, . _ and -')
      .optional(),
    name: z.string().trim().min(1).max(200).optional(),
    organizationName: z.string().trim().min(1).max(200).optional(),
  })
  .meta({ id: 'Register' });
export type Register = z.output<typeof registerSchema>;

export const loginSchema = z
  .object({
    email: z.string().min(1).max(254).optional(),
    username: z.string().min(1).max(254).optional(),
    password: z.string().min(1).max(200),
  })
  .refine((body) => body.email !== undefined || body.username !== undefined, {
    path: ['email'],
    message: 'give an e-mail address or a user name',
  })
  .meta({ id: 'Login' });
export type Login = z.output<typeof loginSchema>;

export const refreshSchema = z
  .object({ refreshToken: z.string().min(1).max(500).optional() })
  .meta({ id: 'Refresh' });

export const userSchema = z
  .object({
    id: z.string(),
    email: z.string(),
    username: z.string().nullable(),
    name: z.string(),
    isSuperuser: z.boolean(),
    createdAt: z.iso.datetime(),
  })
  .meta({ id: 'User' });
export type User = z.output<typeof userSchema>;

export const organizationSchema = z
  .object({ id: z.string(), name: z.string(), role: z.enum(roles) })
  .meta({ id: 'Organization' });
export type Organization = z.output<typeof organizationSchema>;

export const sessionSchema = z
  .object({
    user: userSchema,
    organization: organizationSchema,
    accessToken: z.string(),
    expiresIn: z.int().meta({ description: 'Seconds until the access token expires.' }),
    refreshToken: z.string(),
  })
  .meta({ id: 'Session' });
export type Session = z.output<typeof sessionSchema>;

export const tokensSchema = z
  .object({ accessToken: z.string(), expiresIn: z.int(), refreshToken: z.string() })
  .meta({ id: 'Tokens' });

export const meSchema = z
  .object({ user: userSchema, organization: organizationSchema, organizations: z.array(organizationSchema) })
  .meta({ id: 'Me' });
export type Me = z.output<typeof meSchema>;
