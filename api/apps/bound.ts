import { type Bound, madeIn, named } from '../audit/seal/bound.ts'

/** Which apps may ask, where they come back to and how they prove themselves, and what patients let them read. */
export const appsBound: readonly Bound[] = [
  {
    name: 'apps',
    now: ({ db }) =>
      db.read
        .selectFrom('app')
        .select(['id', 'name', 'publisher', 'redirect_uris', 'proves', 'secret_hash', 'jwks', 'jwks_uri'])
        .select(['old_secret_hash', 'old_jwks', 'old_until', 'revoked_at'])
        .orderBy('id')
        .execute(),
    acts: ['app.registered', 'app.keys-changed', 'app.revoked'],
    tells: named,
  },
  {
    // Whoever moves their own consent to another's login and record reads that record by their app.
    name: 'what apps may read',
    later: true,
    acts: ['portal.app-allowed'],
    tells: named,
    once: (db, span) =>
      db
        .selectFrom('app_access')
        .select(['id', 'app_id', 'account_id', 'patient_id', 'grant_hash', 'scopes', 'allowed_at', 'ends_at'])
        .$call(madeIn(span))
        .orderBy('id')
        .execute(),
  },
  {
    name: 'what apps may read no more',
    later: true,
    acts: ['portal.app-ended', 'portal.app-access-closed'],
    tells: named,
    once: (db, { after, upTo }) =>
      db
        .selectFrom('app_access')
        .select(['id', 'ended_at', 'ended_by'])
        .where('ended_at', '>', after)
        .where('ended_at', '<=', upTo)
        .orderBy('id')
        .execute(),
  },
]
