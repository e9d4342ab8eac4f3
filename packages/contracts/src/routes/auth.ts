import {
  loginSchema,
  meSchema,
  refreshSchema,
  registerSchema,
  sessionSchema,
  tokensSchema,
} from '../account.ts';
import { defineRoute } from '../route.ts';

const tag = 'Accounts';

export const authRoutes = {
  register: defineRoute({
    method: 'POST',
    path: '/api/auth/register/',
    access: 'public',
    summary: 'Register; the first user of the installation also administers it',
    tag,
    body: registerSchema,
    responses: { 201: sessionSchema },
    errors: ['email_taken', 'username_taken', 'registration_closed', 'rate_limited'],
  }),
  login: defineRoute({
    method: 'POST',
    path: '/api/auth/login/',
    access: 'public',
    summary: 'Log in with e-mail address or user name, and password',
    tag,
    body: loginSchema,
    responses: { 200: sessionSchema },
    errors: ['invalid_credentials', 'rate_limited'],
  }),
  refresh: defineRoute({
    method: 'POST',
    path: '/api/auth/refresh/',
    access: 'public',
    summary: 'A new access token for a refresh token (or for the session cookie)',
    tag,
    body: refreshSchema.optional(),
    responses: { 200: tokensSchema },
    errors: ['token_invalid'],
  }),
  logout: defineRoute({
    method: 'POST',
    path: '/api/auth/logout/',
    access: 'public',
    summary: 'End the session of the refresh token, cookie or access token',
    tag,
    body: refreshSchema.optional(),
    responses: { 204: null },
  }),
  me: defineRoute({
    method: 'GET',
    path: '/api/auth/me/',
    access: 'user',
    summary: 'Who is logged in',
    tag,
    responses: { 200: meSchema },
  }),
};
