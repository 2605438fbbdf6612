import LettersIcon from '@mui/icons-material/MarkunreadMailbox'
import type { Place } from '../core/places.ts'

export const lettersPlaces: Place[] = [
  {
    path: '/letters',
    resource: 'letters',
    view: 'list',
    title: 'desk.letter.title',
    needs: ['letters.print'],
    menu: { label: 'desk.letter.title', icon: LettersIcon, letter: 'b' },
    page: () => import('./LetterList.tsx'),
  },
  {
    path: '/letter-batches',
    resource: 'letter-batches',
    view: 'list',
    title: 'desk.letter.register',
    needs: ['letters.print'],
    page: () => import('./BatchList.tsx'),
  },
]
