import type { NoticeRow } from '../core/dataProvider.ts'

/* What the stories of outages show. */

export const aNotice = (over: Partial<NoticeRow> = {}): NoticeRow => ({
  id: '019a9c50-7b1e-7000-9c1f-1b2d3c4e5f60',
  kind: 'outage',
  title: 'Results load slowly',
  textEn: 'Results load slowly today. Nothing is lost.',
  textEs: 'Hoy los resultados tardan en cargar. No se ha perdido nada.',
  startedAt: '2026-11-20T15:00:00.000Z',
  endedAt: null,
  ...over,
})
