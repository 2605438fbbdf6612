import type { PatientCtx } from '../core/context.ts'
import { NotFound } from '../core/errors.ts'
import { type ActsFor, actsFor } from '../patients/actsFor.ts'
import { standsForOf } from '../patients/proxyGrants.ts'
import { baseOf } from './common.ts'
import { nothingThere } from './words.ts'

/*
 * Whose compartment is open. What reads asks here alone.
 */

/**
 * The signed-in patient, and those for whom they act with full access at this moment; of an app the one it was let in for, as long
 * as whoever allowed it acts for them.
 * @throws NotFound where an app is let in for nobody any more
 */
export async function compartments(ctx: PatientCtx): Promise<ActsFor[]> {
  const all = await everyCompartment(ctx)
  const { app } = ctx.actor
  if (!app) return all
  const own = all.filter(({ ids }) => ids.includes(app.patientId))
  if (own.length === 0) throw new NotFound(nothingThere)
  return own
}

async function everyCompartment(ctx: PatientCtx): Promise<ActsFor[]> {
  const db = ctx.desk.db.read
  const grants = (await standsForOf(db, ctx.actor.patientId)).filter(
    (one) => one.status === 'active' && one.access === 'full',
  )
  const others = await Promise.all(
    grants.map((grant) =>
      actsFor(db, ctx, grant.id, 'full').catch((error) => {
        // It ended meanwhile, or the patient died.
        if (error instanceof NotFound) return undefined
        throw error
      }),
    ),
  )
  return [await actsFor(db, ctx, undefined, 'full'), ...others.filter((one) => one !== undefined)]
}

/** A patient of this server, by id or by reference; what stands on another server, or is of another type, is nobody's id here. */
function patientNamed({ desk }: PatientCtx, named: string): string {
  const own = `${baseOf(desk)}/`
  const local = named.startsWith(own) ? named.slice(own.length) : named
  return local.startsWith(ofPatient) ? local.slice(ofPatient.length) : local
}
const ofPatient = 'Patient/'

/**
 * The one a search names as `patient`, else whoever is signed in.
 * @throws NotFound alike for a patient who is not theirs to see and for none
 */
export async function compartmentOf(ctx: PatientCtx, named: string | undefined): Promise<ActsFor> {
  const all = await compartments(ctx)
  if (named === undefined) return all[0]!
  const found = all.find(({ ids }) => ids.includes(patientNamed(ctx, named)))
  if (!found) throw new NotFound(nothingThere)
  return found
}
