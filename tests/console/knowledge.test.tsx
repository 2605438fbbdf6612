import { cleanup, render, screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, expect, it } from 'vitest'
import { Stage } from '../../console/core/story/Stage.tsx'
import { stories } from '../../console/knowledge/KnowledgePage.story.tsx'

const confirm = window.confirm
afterEach(() => {
  cleanup()
  window.confirm = confirm
})

it('a form over the page keeps what was typed when Esc is pressed by mistake, and goes at once where nothing was', async () => {
  const asked: string[] = []
  window.confirm = (text) => {
    asked.push(String(text))
    return false
  }
  render(<Stage {...stories.full} />)
  const open = () => screen.findByRole('button', { name: /^Write a new version/ })
  await userEvent.click(await open())
  await screen.findByRole('dialog')
  await userEvent.keyboard('{Escape}')
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
  expect(asked).toHaveLength(0)
  await userEvent.click(await open())
  const box = await screen.findByRole('textbox', { name: /^What to say/ })
  await userEvent.type(box, ' Please hold.')
  await userEvent.keyboard('{Escape}')
  expect(asked).toHaveLength(1)
  expect((screen.getByRole('textbox', { name: /^What to say/ }) as HTMLTextAreaElement).value).toMatch(
    /Please hold\.$/,
  )
})

it('whoever may not write reads, and is offered no other version', async () => {
  render(<Stage {...stories.agent} />)
  expect(await screen.findByText('The account was locked.')).toBeTruthy()
  expect(screen.queryByRole('button', { name: /^Write a new version/ })).toBeNull()
})
