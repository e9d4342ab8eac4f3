import { createCredentialSchema, credentialSchema, updateCredentialSchema } from '../credential.ts';
import { pageOf, pageQuerySchema } from '../pagination.ts';
import { defineRoute } from '../route.ts';
import { idParams } from './ids.ts';

const tag = 'Credentials';

export const credentialRoutes = {
  list: defineRoute({
    method: 'GET',
    path: '/api/credentials/',
    access: { permission: 'credential.view' },
    summary: 'Credentials by name; values are never given back',
    tag,
    query: pageQuerySchema,
    responses: { 200: pageOf(credentialSchema) },
  }),
  create: defineRoute({
    method: 'POST',
    path: '/api/credentials/',
    access: { permission: 'credential.edit' },
    summary: 'Store a secret, encrypted',
    tag,
    body: createCredentialSchema,
    responses: { 201: credentialSchema },
    errors: ['credential_name_taken'],
  }),
  update: defineRoute({
    method: 'PATCH',
    path: '/api/credentials/:id/',
    access: { permission: 'credential.edit' },
    summary: 'Replace the value',
    tag,
    params: idParams,
    body: updateCredentialSchema,
    responses: { 200: credentialSchema },
    errors: ['not_found'],
  }),
  remove: defineRoute({
    method: 'DELETE',
    path: '/api/credentials/:id/',
    access: { permission: 'credential.edit' },
    summary: 'Remove a credential',
    tag,
    params: idParams,
    responses: { 204: null },
    errors: ['not_found'],
  }),
};
