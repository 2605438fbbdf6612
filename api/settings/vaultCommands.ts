import type { Action } from '../audit/action.ts'
import { record } from '../audit/record.ts'
import type { Commands } from '../core/command.ts'
import type { Ctx } from '../core/context.ts'
import { transact } from '../core/db/transact.ts'
import { Conflict } from '../core/errors.ts'
import { addKey, retireKeys } from '../core/vault/ring.ts'
import { othersWrap, rewrapAll, useKey } from '../core/vault/rotate.ts'
import { enterVaultKey, storedVaultKey } from '../core/vault/vault.ts'
import { noNewVaultKey } from './words.ts'

export const vaultUsage = `  vault rotate                     wraps the keys of clinical content by a new key, while the server runs
`

export const vaultRotated: Action = {
  name: 'vault.rotated',
  letter: 'U',
  words: {
    en: 'Changed the key that wraps the keys of clinical content',
    es: 'Cambió la clave que envuelve las claves del contenido clínico',
  },
  watch: 'nothing',
}

export const vaultCommands: Commands = {
  /** One that was broken off is finished first, and no other begun. */
  async 'vault rotate'(ctx) {
    const { db, vault } = ctx.desk
    const from = await transact(db, async (trx) => {
      await enterVaultKey(trx, vault)
      return (await storedVaultKey(trx))!
    })
    const to = await newestKey(ctx, from)
    if (to !== from)
      await transact(db, async (trx) => {
        await useKey(trx, from, to)
        await record(trx, ctx, vaultRotated, { object: { type: 'vault-key', id: to } })
      })
    const rewrapped = await rewrapAll(db, vault, to)
    const retired = vault.file && vault.ids().length > 1 ? retireKeys(vault.file) : undefined
    return {
      json: { key: to, rewrapped, retired: retired ?? null },
      text: [
        `${rewrapped} keys of patients are wrapped by the vault key ${to} now.`,
        retired
          ? `The old key is in ${retired}. The server needs it no more; backups made before do. Keep it with the keys of those, off this machine.`
          : 'Take the old key out of VAULT_KEY, and keep it with the keys of the backups made before.',
      ].join('\n'),
    }
  },
}

/** The key that is to wrap: a new one in the file, or the first that is given in the environment. */
async function newestKey({ desk: { db, vault } }: Ctx, current: string): Promise<string> {
  const [newest, ...older] = vault.ids()
  if (newest !== current) return newest!
  if (older.length > 0 && (vault.file || (await othersWrap(db.read, current)))) return current
  if (!vault.file) throw new Conflict(noNewVaultKey)
  const added = addKey(vault.file)
  vault.key(added)
  return added
}
