import { useListContext } from 'react-admin'
import { useAct } from '../core/acts.ts'
import type { CaseView } from '../core/dataProvider.ts'
import { ActForm } from '../core/form/ActForm.tsx'
import { ViewsMenu } from '../core/ViewsMenu.tsx'
import { useWords } from '../core/words/useWords.ts'

/** One's own questions to the list of cases: pick one, save the one asked now, delete one. */
export function SavedViews() {
  const say = useWords()
  const { filterValues, setFilters } = useListContext()
  const [save, remove] = [useAct('case-view.saved'), useAct('case-view.deleted')]
  return (
    <ViewsMenu<CaseView>
      resource="case-views"
      title={say('desk.case.views')}
      empty={{ title: say('desk.case.noViews'), help: say('desk.case.noViewsHelp') }}
      onPick={(view) => setFilters(view.filter)}
      beside={(view, refetch) => (
        <ActForm act={remove} params={{ id: view.id }} about={view.name} quiet onDone={refetch} />
      )}
      save={(refetch) => (
        <ActForm
          act={save}
          params={{}}
          given={{ filter: filterValues }}
          fields={{ name: { label: say('desk.case.viewName'), autoFocus: true } }}
          onDone={refetch}
        />
      )}
    />
  )
}
