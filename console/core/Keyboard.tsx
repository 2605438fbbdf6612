import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Dialog from '@mui/material/Dialog'
import DialogActions from '@mui/material/DialogActions'
import DialogContent from '@mui/material/DialogContent'
import DialogTitle from '@mui/material/DialogTitle'
import FormControlLabel from '@mui/material/FormControlLabel'
import Switch from '@mui/material/Switch'
import Typography from '@mui/material/Typography'
import { Fragment, useEffect, useMemo, useRef, useState } from 'react'
import { usePermissions, useStore } from 'react-admin'
import { useNavigate } from 'react-router'
import type { Key } from '../words.ts'
import { focusInto } from './focus.ts'
import { menuOf, type Place } from './places.ts'
import type { SignedIn } from './session.ts'
import { useWords } from './words/useWords.ts'

/** How long “g” waits for the letter of a page. */
const sequenceMs = 1_500

/**
 * A list of choices that is closed. By itself it takes a letter for the choice that begins with it, and would so change what
 * somebody only passes: the focus comes to the cause of a case by itself. Opened, it is searched by letters (2026-11-26).
 */
const closedList = '[role="combobox"][aria-haspopup="listbox"][aria-expanded="false"]:not(input)'

// Letters are typed there, or mean something of their own.
const takesLetters =
  'input:not([type="checkbox"]), textarea, select, [contenteditable="true"], [role="combobox"], [role="listbox"], [role="menu"], [role="dialog"]'

/** The letters of a case's parts, in the order of the call, as they are called there; a part says which is its own by `data-key`. */
const parts = {
  r: 'desk.diagnosis.title',
  o: 'desk.case.open',
  t: 'desk.keys.take',
  v: 'desk.verify.title',
  a: 'desk.act.title',
  n: 'desk.close.note',
  c: 'desk.close.close',
} as const satisfies Record<string, Key>

/**
 * Single letters for whoever works with the keyboard all day. A letter leads somewhere and does nothing by itself: what changes
 * something is pressed. They can be turned off, since a voice that is taken for typing would press them (WCAG 2.1.4).
 */
export function Keyboard({ places }: { places: readonly Place[] }) {
  const { permissions: staff } = usePermissions<SignedIn['staff']>()
  const [on, setOn] = useStore('letters', true)
  const [shown, setShown] = useState(false)
  const navigate = useNavigate()
  const wentAt = useRef(0)
  const mine = useMemo(() => menuOf(places, staff?.permissions ?? []), [places, staff])

  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return
      const target = event.target as HTMLElement
      const passed = on && event.key.length === 1 && event.key !== ' ' && target.matches?.(closedList)
      if (passed) event.stopPropagation()
      else if (target.closest?.(takesLetters)) return
      // The map can be opened with letters off: it is where they are turned on.
      if (event.key === '?') {
        event.preventDefault()
        return setShown(true)
      }
      if (!on || event.key.length !== 1) return
      const going = event.timeStamp - wentAt.current < sequenceMs && wentAt.current > 0
      wentAt.current = event.key === 'g' && !going ? event.timeStamp : 0
      if (going) {
        const to = event.key === 'h' ? '/' : mine.find(({ letter }) => letter === event.key)?.path
        if (to) navigate(to)
      } else if (event.key === 'j' || event.key === 'k') moveInRows(event.key === 'j' ? 1 : -1)
      else if (event.key in parts) leadTo(event.key)
      else return
      event.preventDefault()
    }
    // Before the list hears of it.
    window.addEventListener('keydown', onKey, true)
    return () => window.removeEventListener('keydown', onKey, true)
  }, [on, mine, navigate])

  return <KeyMap open={shown} onClose={() => setShown(false)} on={on} onTurn={setOn} menu={mine} />
}

/** To the next or the last row of a list, where its link is. */
function moveInRows(by: 1 | -1): void {
  const rows = [...document.querySelectorAll<HTMLElement>('main tbody tr')].filter((row) =>
    row.querySelector('a, button'),
  )
  const at = rows.findIndex((row) => row.contains(document.activeElement))
  const row = rows[at < 0 ? (by > 0 ? 0 : rows.length - 1) : at + by]
  row?.querySelector<HTMLElement>('a, button')?.focus()
}

/** To a part of the page; where it is behind a tab, the tab opens first. */
function leadTo(letter: string): void {
  const part = [...document.querySelectorAll<HTMLElement>(`main [data-key="${letter}"]`)].find(
    (one) => !one.closest('[hidden]'),
  )
  if (!part) return
  if (!part.matches('[role="tab"]')) {
    focusInto(part)
    return
  }
  part.click()
  requestAnimationFrame(() =>
    focusInto(part.closest('section')?.querySelector('form:not([hidden] *)') ?? null),
  )
}

function KeyMap({
  open,
  onClose,
  on,
  onTurn,
  menu,
}: {
  open: boolean
  onClose: () => void
  on: boolean
  onTurn: (on: boolean) => void
  menu: ReturnType<typeof menuOf>
}) {
  const say = useWords()
  const groups: [string, [string, string][]][] = [
    [
      say('desk.keys.anywhere'),
      [
        ['Ctrl K', say('desk.find.title')],
        ['g h', say('desk.menu.home')],
        ...menu.map(({ letter, label }): [string, string] => [`g ${letter}`, say(label)]),
        ['?', say('desk.keys.title')],
      ],
    ],
    [
      say('desk.keys.lists'),
      [
        ['j', say('desk.keys.next')],
        ['k', say('desk.keys.last')],
        ['Enter', say('desk.keys.open')],
      ],
    ],
    [
      say('desk.keys.case'),
      Object.entries(parts).map(([letter, key]): [string, string] => [letter, say(key)]),
    ],
  ]
  return (
    <Dialog
      open={open}
      onClose={onClose}
      fullWidth
      maxWidth="sm"
      aria-labelledby="keys-title"
      data-leaving={open ? undefined : ''}
    >
      <DialogTitle id="keys-title">{say('desk.keys.title')}</DialogTitle>
      <DialogContent>
        <FormControlLabel
          control={<Switch checked={on} onChange={(_, next) => onTurn(next)} />}
          label={say('desk.keys.use')}
        />
        {groups.map(([title, keys]) => (
          <Box key={title} component="section" sx={{ mt: 2 }}>
            <Typography variant="h3" sx={{ mb: 0.5 }}>
              {title}
            </Typography>
            <Box component="dl" sx={{ display: 'grid', gridTemplateColumns: '80px 1fr', gap: 0.5, m: 0 }}>
              {keys.map(([key, what]) => (
                <Fragment key={key}>
                  <Typography component="dt" variant="body2">
                    <kbd>{key}</kbd>
                  </Typography>
                  <Typography component="dd" variant="body2" sx={{ m: 0 }}>
                    {what}
                  </Typography>
                </Fragment>
              ))}
            </Box>
          </Box>
        ))}
      </DialogContent>
      <DialogActions>
        <Button onClick={onClose}>{say('desk.keys.close')}</Button>
      </DialogActions>
    </Dialog>
  )
}
