import { down, never } from '../core/story/network.ts'
import type { Stories } from '../core/story/Stage.tsx'
import InquiryPage from './InquiryPage.tsx'

const page = <InquiryPage />
const asked = {
  asked: 'employee',
  staffName: 'Sam Rivera',
  firstDay: '2026-11-02',
  lastDay: '2026-11-09',
  question: 'What was this work for?',
}

export const stories: Stories = {
  empty: { page, network: { '/api/privacy-inquiry': () => [200, asked] } },
  loading: { page, network: { '/api/privacy-inquiry': never } },
  error: { page, network: { '/api/privacy-inquiry': down } },
  full: {
    page,
    network: {
      '/api/privacy-inquiry': () => [
        200,
        { ...asked, asked: 'manager', question: `${asked.question} `.repeat(40) },
      ],
    },
  },
}
