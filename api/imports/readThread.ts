import { parentPort, workerData } from 'node:worker_threads'
import { pagesAhead, type ReadItem, readAndCheck, type Source, together } from './readSource.ts'

/* What a thread does that reads a large source: pages of records, as long as not too many wait to be written. */

let waiting = 0
let isWanted = true
let goOn = () => {}
parentPort!.on('message', (message: 'more' | 'end') => {
  if (message === 'more') waiting--
  else isWanted = false
  goOn()
})

let page: ReadItem[] = []
const send = async () => {
  while (isWanted && waiting >= pagesAhead)
    await new Promise<void>((resolve) => {
      goOn = resolve
    })
  waiting++
  parentPort!.postMessage(page)
  page = []
}
for await (const one of readAndCheck(workerData as Source)) {
  page.push(one)
  if (page.length >= together) await send()
  if (!isWanted) break
}
if (page.length > 0) await send()
parentPort!.close()
