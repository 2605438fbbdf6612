import { screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, describe, expect, it } from 'vitest'
import { LanguageButton } from '../../console/core/LanguageButton.tsx'
import { diagnosis } from '../../console/core/story/fixtures.ts'
import { i18nProvider } from '../../console/core/words/i18n.ts'
import * as patientShow from '../../console/patients/PatientShow.story.tsx'
import { show } from './show.tsx'

afterEach(() => i18nProvider.changeLocale('en'))

const withLanguages = (story: typeof patientShow.stories.full) =>
  show({
    ...story,
    page: (
      <>
        <LanguageButton />
        {story.page}
      </>
    ),
  })

async function choose(from: string, to: string) {
  await userEvent.click(await screen.findByRole('button', { name: from }))
  await userEvent.click(await screen.findByRole('menuitem', { name: to }))
}

describe('another language', () => {
  it('is spoken at once, and what was typed for the caller, in a note and for the next call stays', async () => {
    withLanguages(patientShow.stories.full)
    const caller = await screen.findByRole<HTMLInputElement>('textbox', { name: 'First name' })
    await userEvent.type(caller, 'Jane')
    await userEvent.click(screen.getByRole('tab', { name: 'Note' }))
    const born = screen.getByRole<HTMLInputElement>('textbox', { name: 'Date of birth' })
    await userEvent.type(born, '3/4/1985')
    const note = await screen.findByRole<HTMLTextAreaElement>('textbox', { name: 'Note' })
    await userEvent.type(note, 'Hard of hearing')
    await choose('English', 'Español')

    expect(await screen.findByRole('heading', { name: '¿Quién llama?' })).toBeTruthy()
    expect(screen.queryByRole('heading', { name: 'Who is calling?' })).toBeNull()
    expect(screen.getByRole<HTMLInputElement>('textbox', { name: 'Nombre' }).value).toBe('Jane')
    // The same boxes, not new ones that were filled in again: what was typed into them is still theirs.
    expect(caller.isConnected && note.isConnected).toBe(true)
    expect(note.value).toBe('Hard of hearing')
    // March in the language it was typed in, and so in the other, where 3/4 would be April.
    expect(born.value).toBe('1985-03-04')
    expect(screen.getByText('= 4 de marzo de 1985')).toBeTruthy()
    expect(document.documentElement.lang).toBe('es')
  })

  it('asks the API again for what it says in words, in that language', async () => {
    withLanguages(patientShow.stories.full)
    await screen.findByText('Locked after wrong passwords')
    await screen.findByText('Case 1007')
    const asked: string[] = []
    const rest = window.fetch
    window.fetch = (input, init) => {
      asked.push(`${new Headers(init?.headers).get('Accept-Language')} ${String(input)}`)
      return rest(input, init)
    }
    await choose('English', 'Español')
    await waitFor(() => expect(asked).toContain('es /api/patients/p1/diagnosis'))
    expect(asked).toContain('es /api/acts')
    expect(asked.filter((line) => !line.startsWith('es '))).toEqual([])
  })

  it('says what was done before in that language too', async () => {
    const { verified } = patientShow.stories
    const done = [200, { mail: { channel: 'j•••@example.test' } }] satisfies [number, unknown]
    withLanguages({
      ...verified,
      network: { ...verified.network, '/api/patients/p1/acts/unlock': () => done },
    })
    const name = 'Unlock and send a reset link'
    await userEvent.click(await screen.findByRole('button', { name }))
    await screen.findByRole('textbox', { name: 'Reason' })
    await userEvent.click(screen.getAllByRole('button', { name }).at(-1)!)
    await screen.findByText(/^Unlocked\. A password reset link went to j•••/)
    await choose('English', 'Español')
    expect(await screen.findByText(/^Desbloqueada\. Se envió un enlace a j•••/)).toBeTruthy()
  })

  it('names the remedy that was pressed in that language, while the caller has to be verified first', async () => {
    const { full } = patientShow.stories
    let title = 'Unlock the account'
    const causes = () => diagnosis.causes.map((cause) => ({ ...cause, remedy: { ...cause.remedy, title } }))
    withLanguages({
      ...full,
      network: { ...full.network, '/api/patients/p1/diagnosis': () => [200, { causes: causes() }] },
    })
    await userEvent.click(await screen.findByRole('button', { name: title }))
    await screen.findByText(/Then: Unlock the account\.$/)
    title = 'Desbloquear la cuenta'
    await choose('English', 'Español')
    expect(await screen.findByText(/Después: Desbloquear la cuenta\.$/)).toBeTruthy()
  })
})
