import type { Generated } from 'kysely'

declare module '../core/db/tables.ts' {
  interface Tables {
    /** What happened and is not counted yet. `at` is ISO 8601; the id is the event's own, given where it happened. */
    adoption_inbox: {
      seq: Generated<number>
      id: string
      patient_id: string
      kind: string
      at: string
      value: number | null
      /** The id of the event that this one corrects or withdraws. */
      amends: string | null
    }
    /** Events of another portal whose patient is not on record yet. */
    adoption_waiting: {
      mrn: string
      id: string
      kind: string
      at: string
      value: number | null
      amends: string | null
      told_at: string
    }
    /** `day` is the hospital's day, counted from 1970-01-01; `at` is in seconds. */
    adoption_event: {
      person: number
      id: string
      kind: string
      day: number
      at: number
      value: number | null
      data: string | null
      amends: string | null
      /** The step that took it in. */
      batch: number
    }
    adoption_person: { person: number; patient_id: string }
    adoption_cell: { cell: number; grp: number; key: string }
    adoption_effect: { batch: number; body: string }
    adoption_state: {
      id: 1
      backfilled_at: string | null
      /** The last day that those who see no patients see, counted as days are. */
      published_day: number | null
      /** 1 until figures kept by an older version are counted anew. */
      recount: Generated<number>
      /** The number of the last step that took events in or began to count anew. */
      batch: number
    }
    /** The figures that are shown, those that are made anew beside them, and those that are taken away. */
    adoption_generation: {
      generation: number
      stage: 'making' | 'shown' | 'left'
      /** The last step whose effects are in these figures. */
      merged: number
      /** While a round is written: the last step it adds. */
      round_to: number | null
      /** The last month that levels were carried into. */
      carried_to: number | null
      merged_at: string | null
      /** Events that steps up to this one took in are counted from people’s histories, later ones by their effects. */
      from_batch: number
      /** The last person whose history is in these figures. */
      rebuilt_to: number
      /** While a piece is written: the last person in it. */
      piece_to: number | null
      /** How many events these histories hold. */
      events: number
    }
    /** What is shown of a month (of a series of weeks: a week) in a cell, and of how many people it was when it was published. */
    adoption_published: {
      grp: number
      series: string
      cell: number
      month: number
      n: number
      people: number
    }
    /** Of a round or piece that is being written: the blocks that are. */
    adoption_round_done: { block: string; generation: number }
    /** One month of one series in one cell: `month` counts from year 0, `days` is a JSON list, one number a day. */
    adoption_rollup: RollupRow
    adoption_annotation: {
      id: string
      on_day: string
      kind: 'campaign' | 'incident' | 'release'
      label: string
      created_by: string
      created_at: string
    }
    adoption_goal: GoalRow
  }
}

/** Of a place and figure one stands; those that ended are kept. */
export interface GoalRow {
  id: string
  /** As segments are written: empty for the hospital, `clinic=…`, `provider=…`. */
  place: string
  figure: string
  /** Of a share in percent, of a rate for each 1,000. */
  target: number
  /** The month, as in 2027-03, by whose end it is to be reached. */
  due: string | null
  owner_id: string | null
  /** What its owner was mailed of it last. */
  told?: 'due' | 'over' | null
  set_by: string
  set_at: string
  ended_by: string | null
  ended_at: string | null
}

export interface RollupRow {
  grp: number
  series: string
  month: number
  cell: number
  /** Of a level: how many when the month began. Of a flow: 0. */
  carry: number
  total: number
  days: string
}
