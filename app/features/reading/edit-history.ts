/** What was, what is, and what was typed last: letters typed one after the other into one field are one step. */
export interface EditHistory<State> {
  now: State
  past: readonly State[]
  typing: string | null
}

const STEPS_MAX = 100

export function historyOf<State>(now: State): EditHistory<State> {
  return { now, past: [], typing: null }
}

/** `typing` names the field that is typed into; null for a step of its own. A step that changes nothing is none. */
export function after<State>({ now, past, typing: before }: EditHistory<State>, next: State, typing: string | null): EditHistory<State> {
  if (next === now) return { now, past, typing: before }
  const isOneStep = typing !== null && typing === before
  return { now: next, past: isOneStep ? past : [...past, now].slice(-STEPS_MAX), typing }
}

export function undone<State>(history: EditHistory<State>): EditHistory<State> {
  const now = history.past.at(-1)
  return now === undefined ? history : { now, past: history.past.slice(0, -1), typing: null }
}
