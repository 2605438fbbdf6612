import { useState } from 'react'
import { DataTable, FunctionField, useListContext, useNotify } from 'react-admin'
import { Link } from 'react-router'
import { useAct } from '../core/acts.ts'
import { useNextFocus } from '../core/focus.ts'
import { ActForm } from '../core/form/ActForm.tsx'
import type { AuditView } from '../core/logMethods.ts'
import { Moment } from '../core/Moment.tsx'
import { ShortList } from '../core/ShortList.tsx'
import { Empty } from '../core/states.tsx'
import { useWords } from '../core/words/useWords.ts'

/** One's own views of the log: open one, or delete it. */
export default function ViewList() {
  return (
    <ShortList tab="desk.audit.views" back={{ to: '/audit', title: 'desk.audit.title' }}>
      <Views />
    </ShortList>
  )
}

function Views() {
  const say = useWords()
  const notify = useNotify()
  const { data, refetch } = useListContext()
  const [deleted, setDeleted] = useState(false)
  // The button that was pressed is gone with its row.
  const part = useNextFocus(deleted, String(data?.length))
  const act = useAct('audit-view.deleted')
  return (
    <div ref={part}>
      <DataTable
        bulkActionButtons={false}
        rowClick={false}
        empty={
          <Empty title={say('desk.audit.noViews')}>
            {say('desk.audit.noViewsHelp')}{' '}
            <Link to="/audit" data-next="">
              {say('desk.audit.title')}
            </Link>
          </Empty>
        }
      >
        <DataTable.Col source="name" label={say('desk.audit.view')} disableSort>
          <FunctionField
            render={({ name, filter, columns }: AuditView) => (
              <Link to="/audit" state={{ question: filter, columns }}>
                {name}
              </Link>
            )}
          />
        </DataTable.Col>
        <DataTable.Col source="createdAt" label={say('desk.audit.savedAt')} disableSort>
          <FunctionField render={({ createdAt }: AuditView) => <Moment at={createdAt} as="relative" />} />
        </DataTable.Col>
        <DataTable.Col label={say('desk.audit.deleteView')}>
          <FunctionField
            render={({ id, name }: AuditView) => (
              <ActForm
                act={act}
                params={{ id }}
                verb={say('ra.action.delete')}
                about={name}
                quiet
                onDone={() => {
                  notify(say('desk.audit.viewDeleted', { name }), { type: 'success' })
                  setDeleted(true)
                  refetch()
                }}
              />
            )}
          />
        </DataTable.Col>
      </DataTable>
    </div>
  )
}
