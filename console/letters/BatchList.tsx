import Button from '@mui/material/Button'
import { useState } from 'react'
import { DataTable, useListContext } from 'react-admin'
import { Link } from 'react-router'
import { useAct } from '../core/acts.ts'
import { DeskList } from '../core/DeskList.tsx'
import type { LetterBatch } from '../core/dataProvider.ts'
import { ActDialog } from '../core/form/ActDialog.tsx'
import { Moment } from '../core/Moment.tsx'
import { Empty } from '../core/states.tsx'
import { useWide } from '../core/useWide.ts'
import { useWords } from '../core/words/useWords.ts'

/** The register: what was printed when and by whom, and when it went into the mail. */
export default function BatchList() {
  const say = useWords()
  return (
    <DeskList
      tab="desk.letter.register"
      sort={{ field: 'printedAt', order: 'DESC' }}
      action={
        <Button component={Link} to="/letters">
          {say('desk.letter.title')}
        </Button>
      }
    >
      <Batches />
    </DeskList>
  )
}

function Batches() {
  const say = useWords()
  const wide = useWide()
  const { refetch } = useListContext<LetterBatch>()
  const post = useAct('letters.posted')
  const [posting, setPosting] = useState<LetterBatch>()
  return (
    <>
      <DataTable<LetterBatch>
        bulkActionButtons={false}
        rowClick={false}
        empty={<Empty title={say('desk.letter.noBatches')} />}
        sx={{ '& .RaDataTable-table': { minWidth: 0 } }}
      >
        <DataTable.Col<LetterBatch>
          source="printedAt"
          label={say('desk.letter.printedAt')}
          render={(row) => <Moment at={row.printedAt} />}
        />
        <DataTable.Col<LetterBatch> source="printedBy" disableSort label={say('desk.letter.printedBy')} />
        <DataTable.Col<LetterBatch> source="letters" disableSort label={say('desk.letter.count')} />
        <DataTable.Col<LetterBatch>
          label={say('desk.letter.postedAt')}
          render={(row) =>
            row.postedAt ? (
              <>
                <Moment at={row.postedAt} />
                {wide && ` · ${row.postedBy}`}
              </>
            ) : (
              <>
                {wide && `${say('desk.letter.notPosted')} `}
                <Button size="small" onClick={() => setPosting(row)}>
                  {say('desk.letter.post')}
                </Button>
              </>
            )
          }
        />
      </DataTable>
      {posting && (
        <ActDialog
          title={say('desk.letter.post')}
          text={say('desk.letter.postHelp')}
          act={post}
          params={{ id: posting.id }}
          verb={say('desk.letter.post')}
          onClose={() => setPosting(undefined)}
          onStale={refetch}
          onDone={() => {
            setPosting(undefined)
            refetch()
          }}
        />
      )}
    </>
  )
}
