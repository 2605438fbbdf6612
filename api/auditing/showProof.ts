import { view } from '../acts/view.ts'
import { proveEvent } from '../audit/seal/proveEvent.ts'
import { eventsById } from '../audit/search/findEvents.ts'
import { isWithheld } from '../audit/search/withheld.ts'
import { noEvent } from '../audit/words.ts'
import { NotFound } from '../core/errors.ts'
import { idParam } from '../core/http/schema.ts'
import { withheldFrom } from '../privacy/published.ts'
import { proof } from './schema.ts'

export const showProof = view({
  name: 'audit.proved',
  letter: 'R',
  words: {
    en: 'Prepared proof that an audit event is unaltered',
    es: 'Preparó una prueba de que un evento de auditoría no fue alterado',
  },
  watch: 'nothing',
  at: 'POST /api/audit/{id}/proof',
  summary: 'Prove that an event stands in the sealed log (C2SP tlog-proof)',
  tag: 'Audit',
  needs: 'audit.export',
  params: idParam,
  reply: proof,
  async show({ desk, actor }, { id }) {
    const withheld = await withheldFrom(desk.db.read, actor)
    const [found] = await eventsById(desk.db, [id])
    if (found && isWithheld(found.event, withheld)) throw new NotFound(noEvent)
    return { reply: await proveEvent(desk.db, id), seen: { object: { type: 'event', id } } }
  },
})
