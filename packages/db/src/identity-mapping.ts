/**
 * How Better Auth's models and fields are called in our tables. Hand `user`, `session`, `account` and
 * `verification` to its options of those names, and the rest to the `schema` option of the plugins
 * `twoFactor`, `organization` and `admin` (whose fields on user and session are listed with them). A field
 * that is not listed has the column of its own name. Ids are uuid: `advanced.database.generateId: () =>
 * uuidv7()`. `username` and `isSuperuser` are ours (`user.additionalFields`).
 */
export const identityMapping = {
  user: {
    modelName: 'users',
    fields: { emailVerified: 'email_verified', createdAt: 'created_at', updatedAt: 'updated_at' },
  },
  session: {
    modelName: 'sessions',
    fields: {
      userId: 'user_id',
      expiresAt: 'expires_at',
      ipAddress: 'ip_address',
      userAgent: 'user_agent',
      createdAt: 'created_at',
      updatedAt: 'updated_at',
    },
  },
  account: {
    modelName: 'accounts',
    fields: {
      userId: 'user_id',
      accountId: 'account_id',
      providerId: 'provider_id',
      accessToken: 'access_token',
      refreshToken: 'refresh_token',
      idToken: 'id_token',
      accessTokenExpiresAt: 'access_token_expires_at',
      refreshTokenExpiresAt: 'refresh_token_expires_at',
      createdAt: 'created_at',
      updatedAt: 'updated_at',
    },
  },
  verification: {
    modelName: 'verifications',
    fields: { expiresAt: 'expires_at', createdAt: 'created_at', updatedAt: 'updated_at' },
  },
  /** `admin({ schema })` */
  adminPlugin: {
    user: { fields: { banReason: 'ban_reason', banExpires: 'ban_expires' } },
    session: { fields: { impersonatedBy: 'impersonated_by' } },
  },
  /** `twoFactor({ schema })` */
  twoFactorPlugin: {
    user: { fields: { twoFactorEnabled: 'two_factor_enabled' } },
    twoFactor: {
      modelName: 'two_factors',
      fields: {
        userId: 'user_id',
        backupCodes: 'backup_codes',
        failedVerificationCount: 'failed_verification_count',
        lockedUntil: 'locked_until',
      },
    },
  },
  /** `organization({ schema })` */
  organizationPlugin: {
    session: { fields: { activeOrganizationId: 'active_organization_id' } },
    organization: { modelName: 'organizations', fields: { createdAt: 'created_at' } },
    member: {
      modelName: 'memberships',
      fields: { organizationId: 'organization_id', userId: 'user_id', createdAt: 'created_at' },
    },
    invitation: {
      modelName: 'invitations',
      fields: {
        organizationId: 'organization_id',
        inviterId: 'inviter_id',
        expiresAt: 'expires_at',
        createdAt: 'created_at',
      },
    },
  },
} as const;
