import { Link } from 'react-admin'
import type { AuditColumn } from '../../api/audit/lists.ts'
import { useAct } from '../core/acts.ts'
import { ActForm } from '../core/form/ActForm.tsx'
import type { AuditQuestion, AuditView } from '../core/logMethods.ts'
import { ViewsMenu } from '../core/ViewsMenu.tsx'
import { useWords } from '../core/words/useWords.ts'
import { useAsking } from './question.ts'

/** Filters and columns kept under a name, one’s own: pick one, or save what is shown now. */
export function SavedViews({
  columns,
  onColumns,
}: {
  columns: AuditColumn[]
  onColumns: (columns: AuditColumn[]) => void
}) {
  const say = useWords()
  const { question, ask } = useAsking()
  const act = useAct('audit-view.saved')
  return (
    <ViewsMenu<AuditView>
      resource="audit-views"
      title={say('desk.audit.views')}
      empty={{ title: say('desk.audit.noViews'), help: say('desk.audit.noViewsHelp') }}
      onPick={(view) => {
        onColumns(view.columns)
        ask(view.filter as AuditQuestion)
      }}
      save={(refetch) => (
        <>
          <ActForm
            act={act}
            params={{}}
            given={{ filter: question, columns }}
            fields={{ name: { label: say('desk.audit.viewName'), autoFocus: true } }}
            verb={say('desk.audit.saveView')}
            quiet
            onDone={refetch}
          />
          <Link to="/audit-views">{say('desk.audit.manageViews')}</Link>
        </>
      )}
    />
  )
}
