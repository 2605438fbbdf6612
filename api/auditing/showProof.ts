import { view } from '../acts/view.ts'
import { proveEvent } from '../audit/seal/proveEvent.ts'
import { idParam } from '../core/http/schema.ts'
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
  async show({ desk }, { id }) {
    return { reply: await proveEvent(desk.db, id), seen: { object: { type: 'event', id } } }
  },
})
