import { DataTable, useListContext, useRefresh } from 'react-admin'
import type { TrainingEntry as Training } from '../../api/evidence/training/schema.ts'
import { useAct } from '../core/acts.ts'
import { DeskList } from '../core/DeskList.tsx'
import { FilterTabs } from '../core/FilterTabs.tsx'
import { AskAct } from '../core/form/AskAct.tsx'
import { OtherActs } from '../core/form/OtherActs.tsx'
import type { FieldWords } from '../core/form/SchemaField.tsx'
import { StateChip } from '../core/StateChip.tsx'
import { Empty } from '../core/states.tsx'
import { useFormat } from '../core/useFormat.ts'
import { useWords } from '../core/words/useWords.ts'

const standing = { standing: true }
const tones = { completed: 'good', withdrawn: 'plain' } as const

function useTrainingFields(): Record<string, FieldWords> {
  const say = useWords()
  return {
    email: { label: say('desk.training.email') },
    subject: { label: say('desk.training.subject'), of: 'desk.trainingSubject' },
    completedOn: { label: say('desk.training.completedOn') },
    reason: { label: say('desk.training.reason') },
  }
}

/** The register of training, newest first. */
export default function TrainingList() {
  return (
    <DeskList
      tab="desk.training.title"
      about="desk.training.about"
      action={<EnterTraining />}
      sort={{ field: 'completedOn', order: 'DESC' }}
      filterDefaultValues={standing}
    >
      <Trainings />
    </DeskList>
  )
}

function EnterTraining() {
  const say = useWords()
  return (
    <AskAct
      label={say('desk.training.enter')}
      title={say('desk.training.enter')}
      variant="contained"
      act={useAct('training.recorded')}
      params={{}}
      fields={useTrainingFields()}
      onDone={useRefresh()}
    />
  )
}

function Trainings() {
  const say = useWords()
  const { date } = useFormat()
  const fields = useTrainingFields()
  const { refetch } = useListContext()
  return (
    <>
      <FilterTabs
        label={say('desk.training.which')}
        tabs={[
          { name: 'standing', label: say('desk.training.standing'), filter: standing },
          { name: 'all', label: say('desk.training.all'), filter: {} },
        ]}
      />
      <DataTable<Training>
        bulkActionButtons={false}
        rowClick={false}
        empty={<Empty title={say('desk.training.none')}>{say('desk.training.noneHelp')}</Empty>}
        sx={{ '& .RaDataTable-table': { minWidth: 0 } }}
      >
        <DataTable.Col<Training> label={say('desk.training.who')} render={(row) => row.staff.name} />
        <DataTable.Col<Training>
          label={say('desk.training.subject')}
          render={(row) => say(`desk.trainingSubject.${row.subject}`)}
        />
        <DataTable.Col<Training>
          source="completedOn"
          label={say('desk.training.completedOn')}
          render={(row) => date(row.completedOn, 'medium')}
        />
        <DataTable.Col<Training> label={say('desk.training.recorded')} render={(row) => row.recordedBy} />
        <DataTable.Col<Training>
          label={say('desk.training.state')}
          render={(row) => (
            <>
              <StateChip tone={tones[row.state]}>{say(`desk.trainingState.${row.state}`)}</StateChip>
              {row.reason && ` ${row.reason}`}
              {row.state === 'completed' && (
                <OtherActs of="training" id={row.id} fields={fields} onDone={refetch} onStale={refetch} />
              )}
            </>
          )}
        />
      </DataTable>
    </>
  )
}
