import type { ReactNode } from 'react'

type Tone = 'info' | 'good' | 'warn' | 'alert'

const TONES: Readonly<Record<Tone, string>> = {
  info: 'bg-accent-soft text-accent',
  good: 'bg-good-soft text-good',
  warn: 'bg-warn-soft text-warn',
  alert: 'bg-alert-soft text-alert',
}

/** A sentence that a screen reader announces at once when it is bad news. */
export function NoticeLine({ tone, children }: { tone: Tone; children: ReactNode }) {
  return <p role={tone === 'alert' ? 'alert' : 'status'} className={`rounded-lg px-4 py-3 ${TONES[tone]}`}>{children}</p>
}

export function Badge({ tone, children }: { tone: Tone | 'plain'; children: ReactNode }) {
  const look = tone === 'plain' ? 'bg-paper text-muted' : TONES[tone]
  return <span className={`inline-flex items-center rounded-full px-3 py-0.5 text-sm font-semibold whitespace-nowrap ${look}`}>{children}</span>
}

export function Empty({ children }: { children: ReactNode }) {
  return <p className="rounded-xl border border-dashed border-line p-6 text-center text-muted">{children}</p>
}
