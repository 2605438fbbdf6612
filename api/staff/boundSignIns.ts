import { type Bound, type BoundRow, named } from '../audit/seal/bound.ts'

/** Rows of each person as one: an act names the person, and what it took of theirs stands nowhere any more. */
function ofEach<Row extends { staff_id: string }>(
  rows: readonly Row[],
  what: (row: Row) => string,
): BoundRow[] {
  const lists = new Map<string, string[]>()
  for (const row of rows) lists.set(row.staff_id, [...(lists.get(row.staff_id) ?? []), what(row)])
  return [...lists].map(([id, list]) => ({ id, list: list.sort().join(' ') }))
}

/**
 * By what colleagues sign in. A secret is sealed and a password hashed, but whoever writes to the database could give a privacy officer
 * the password, secret and codes of their own account, a passkey of theirs, or a link to set all up anew (2026-11-28).
 */
export const signInsBound: readonly Bound[] = [
  {
    name: 'passwords and authenticators of staff',
    now: ({ db }) =>
      db.read
        .selectFrom('staff')
        .select(['id', 'password_hash', 'totp_secret'])
        .where((eb) => eb.or([eb('password_hash', 'is not', null), eb('totp_secret', 'is not', null)]))
        .orderBy('id')
        .execute(),
    acts: ['staff.enrolled', 'staff.password-changed'],
    tells: named,
  },
  {
    name: 'passkeys of staff',
    async now({ db }) {
      const rows = await db.read
        .selectFrom('staff_passkey')
        .select(['staff_id', 'credential_id', 'public_key'])
        .execute()
      return ofEach(rows, ({ credential_id, public_key }) => `${credential_id}:${public_key}`)
    },
    // A new link on the command line takes those there were, as enrolling does.
    acts: ['staff.passkey-added', 'staff.passkey-removed', 'staff.enrolled', 'staff.added'],
    tells: named,
  },
  {
    name: 'recovery codes of staff',
    async now({ db }) {
      const rows = await db.read.selectFrom('staff_recovery_code').select(['staff_id', 'code_hash']).execute()
      return ofEach(rows, ({ code_hash }) => code_hash)
    },
    acts: ['staff.enrolled', 'staff.recovery-codes-replaced'],
    tells: named,
  },
  {
    name: 'enrollment links',
    later: true,
    acts: ['staff.added', 'staff.enrolment-approved'],
    tells: ({ objectId }, { staff_id }) => objectId === staff_id,
    once: (db, { after, upTo }) =>
      db
        .selectFrom('staff_enrolment')
        .select(['token_hash as id', 'staff_id', 'created_at', 'expires_at'])
        .where('created_at', '>', after)
        .where('created_at', '<=', upTo)
        .orderBy('token_hash')
        .execute(),
  },
  {
    name: 'clinics of staff',
    now: ({ db }) =>
      db.read
        .selectFrom('staff_clinic')
        .select(['staff_id as id', 'clinic_id'])
        .orderBy('staff_id')
        .execute(),
    acts: ['staff.clinic-set'],
    tells: (event, row) => named(event, row) && event.detail?.clinic === row.clinic_id,
  },
]
