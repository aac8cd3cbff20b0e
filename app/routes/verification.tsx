import type { LoaderFunctionArgs } from '@remix-run/node'
import { Form, Link, useLoaderData } from '@remix-run/react'
import { useEffect, useRef, useState } from 'react'
import { VERIFICATION_BYTES_MAX } from '#server/http/verification-limit.ts'
import { formatVietnamTime } from '#signing/appearance/vietnam-time.ts'
import { Button } from '../components/button.tsx'
import { Badge, NoticeLine } from '../components/notice-line.tsx'
import { FileDrop } from '../features/verification/file-drop.tsx'
import { SignatureCard } from '../features/verification/signature-card.tsx'
import { VerdictCard, VERDICT_TONES } from '../features/verification/verdict-card.tsx'
import type { Verification } from '../features/verification/verification.ts'
import { useT, useWords } from '../i18n.ts'
import { pageOf } from '../page-context.ts'
import { pageTitle } from '../page-title.ts'
import { sendFile } from '../send-file.ts'

export const meta = pageTitle('verification.title')

/** For everybody: whoever was handed a document may ask whether it is what it seems. */
export function loader({ context }: LoaderFunctionArgs) {
  const { ctx, visitorCtx } = pageOf(context)
  return { isSignedIn: ctx !== null, hasDemo: visitorCtx.settings.hasDemo }
}

type State =
  | { kind: 'empty' }
  | { kind: 'sending'; percent: number }
  | { kind: 'refused'; message: string }
  | { kind: 'judged'; file: File; verification: Verification }

export default function VerificationPage() {
  const t = useT()
  const { locale } = useWords()
  const { isSignedIn, hasDemo } = useLoaderData<typeof loader>()
  const [state, setState] = useState<State>({ kind: 'empty' })
  const sending = useRef<AbortController | null>(null)
  useEffect(() => () => sending.current?.abort(), [])

  async function verify(file: File): Promise<void> {
    sending.current?.abort()
    if (file.size > VERIFICATION_BYTES_MAX) return setState({ kind: 'refused', message: t('refusals.verification.too_large', { maxMb: VERIFICATION_BYTES_MAX / 1_000_000 }) })
    const own = new AbortController()
    sending.current = own
    setState({ kind: 'sending', percent: 0 })
    try {
      const answer = await sendFile<Verification>('/verification', file, { onProgress: (percent) => setState({ kind: 'sending', percent }), signal: own.signal })
      if (own.signal.aborted) return
      setState(answer.ok ? { kind: 'judged', file, verification: answer.data } : { kind: 'refused', message: answer.refusal.message })
    } catch {
      if (!own.signal.aborted) setState({ kind: 'refused', message: t('screens.offline') })
    }
  }

  return (
    <>
      <header className="no-print border-b border-line bg-card">
        <div className="mx-auto flex max-w-4xl flex-wrap items-center gap-4 px-4 py-1">
          <Link to={isSignedIn ? '/' : '/sign-in'} className="inline-flex min-h-12 items-center text-xl font-semibold text-accent">Nghị Sự</Link>
          <Form method="post" action="/locale" className="ml-auto">
            <input type="hidden" name="to" value="/verification" />
            <button name="locale" value={locale === 'vi' ? 'en' : 'vi'} className="min-h-12 min-w-12 rounded-lg px-2 text-accent hover:bg-accent-soft">{t('screens.other_language')}</button>
          </Form>
        </div>
      </header>
      <main className="mx-auto grid max-w-4xl gap-4 px-4 py-6">
        <h1>{t('verification.title')}</h1>
        <p className="no-print text-muted">{t('verification.lead')}</p>
        <FileDrop isCompact={state.kind === 'judged'} onFile={(file) => void verify(file)} />
        {state.kind === 'sending' ? (
          <div className="grid gap-1" role="status">
            <span>{state.percent < 100 ? t('verification.sending', { percent: state.percent }) : t('verification.judging')}</span>
            <progress className="h-2 w-full accent-accent" max={100} {...(state.percent < 100 ? { value: state.percent } : {})} aria-label={t('verification.judging')} />
          </div>
        ) : null}
        {state.kind === 'refused' ? <NoticeLine tone="alert">{state.message}</NoticeLine> : null}
        {state.kind === 'judged' ? <Judged key={state.verification.report.sha256} file={state.file} verification={state.verification} /> : null}
        {hasDemo ? <p className="text-sm text-muted">{t('verification.demo')}</p> : null}
      </main>
    </>
  )
}

function Judged({ file, verification }: { file: File; verification: Verification }) {
  const t = useT()
  const { locale } = useWords()
  const { report, ledger } = verification
  return (
    <>
      <VerdictCard fileName={file.name} report={report} ledger={ledger} />
      {report.signatures.map((signature, index) => <SignatureCard key={signature.field} signature={signature} order={index + 1} file={file} />)}
      {report.documentTimestamps.map(({ field, verdict, reason, reasonEn, at, authority }) => (
        <article key={field} className="card grid gap-2">
          <div className="flex flex-wrap items-center gap-3">
            <Badge tone={VERDICT_TONES[verdict]}>{t(`signature.verdict.${verdict}`)}</Badge>
            <h2 className="flex-1">{t('verification.timestamp')}</h2>
          </div>
          <p>{locale === 'vi' ? reason : reasonEn}</p>
          <p className="text-muted">{[authority?.name, at === null ? null : formatVietnamTime(new Date(at))].filter(Boolean).join(' · ')}</p>
        </article>
      ))}
      <div className="no-print flex flex-wrap gap-2">
        <Button onClick={() => window.print()}>{t('verification.print')}</Button>
        <Button onClick={() => save(`${file.name.replace(/\.pdf$/i, '')}.json`, JSON.stringify({ file: file.name, ...report, ledger }, null, 2))}>{t('verification.json')}</Button>
      </div>
    </>
  )
}

function save(name: string, text: string): void {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(new Blob([text], { type: 'application/json' }))
  link.download = name
  link.click()
  URL.revokeObjectURL(link.href)
}
