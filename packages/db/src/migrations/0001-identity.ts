import { sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/** People and organizations: what Better Auth keeps, under our names. */
export const identity: Migration = {
  async up(db) {
    await sql`
    create table users (
      id uuid primary key,
      name text not null,
      email text not null unique,
      email_verified boolean not null default false,
      image text,
      username text unique,
      is_superuser boolean not null default false,
      two_factor_enabled boolean default false,
      role text,
      banned boolean default false,
      ban_reason text,
      ban_expires timestamptz,
      created_at timestamptz not null default now(),
      updated_at timestamptz not null default now()
    );

    create table sessions (
      id uuid primary key,
      user_id uuid not null references users on delete cascade,
      token text not null unique,
      expires_at timestamptz not null,
      ip_address text,
      user_agent text,
      active_organization_id uuid,
      impersonated_by uuid,
      created_at timestamptz not null default now(),
      updated_at timestamptz not null default now()
    );
    create index sessions_user_id on sessions (user_id);

    create table accounts (
      id uuid primary key,
      user_id uuid not null references users on delete cascade,
      provider_id text not null,
      account_id text not null,
      password text,
      access_token text,
      refresh_token text,
      id_token text,
      access_token_expires_at timestamptz,
      refresh_token_expires_at timestamptz,
      scope text,
      created_at timestamptz not null default now(),
      updated_at timestamptz not null default now(),
      unique (provider_id, account_id)
    );
    create index accounts_user_id on accounts (user_id);

    create table verifications (
      id uuid primary key,
      identifier text not null,
      value text not null,
      expires_at timestamptz not null,
      created_at timestamptz not null default now(),
      updated_at timestamptz not null default now()
    );
    create index verifications_identifier on verifications (identifier);

    create table two_factors (
      id uuid primary key,
      user_id uuid not null references users on delete cascade,
      secret text not null,
      backup_codes text not null,
      verified boolean default true,
      failed_verification_count integer default 0,
      locked_until timestamptz
    );
    create index two_factors_user_id on two_factors (user_id);
    create index two_factors_secret on two_factors (secret);

    create table organizations (
      id uuid primary key,
      name text not null,
      slug text not null unique,
      logo text,
      metadata text,
      created_at timestamptz not null default now()
    );

    create table memberships (
      id uuid primary key,
      organization_id uuid not null references organizations on delete cascade,
      user_id uuid not null references users on delete cascade,
      role text not null,
      created_at timestamptz not null default now(),
      unique (organization_id, user_id)
    );
    create index memberships_user_id on memberships (user_id);

    create table invitations (
      id uuid primary key,
      organization_id uuid not null references organizations on delete cascade,
      email text not null,
      role text,
      status text not null default 'pending',
      inviter_id uuid not null references users on delete cascade,
      expires_at timestamptz not null,
      created_at timestamptz not null default now()
    );
    create index invitations_organization_id on invitations (organization_id);
    create index invitations_email on invitations (email);
  `.execute(db);
  },
};
