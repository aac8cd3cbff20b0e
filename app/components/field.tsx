import { useId, type InputHTMLAttributes, type ReactNode, type SelectHTMLAttributes, type TextareaHTMLAttributes } from 'react'

interface Frame {
  label: string
  hint?: ReactNode
  problem?: string | undefined
}

function Labelled({ id, label, hint, problem, children }: Frame & { id: string; children: ReactNode }) {
  return (
    <div className="grid content-start gap-1">
      <label htmlFor={id} className="font-semibold">{label}</label>
      {children}
      {hint === undefined ? null : <p id={`${id}-hint`} className="text-sm text-muted">{hint}</p>}
      {problem === undefined ? null : <p id={`${id}-problem`} role="alert" className="text-sm text-alert">{problem}</p>}
    </div>
  )
}

function described(id: string, { hint, problem }: Frame) {
  const ids = [hint === undefined ? '' : `${id}-hint`, problem === undefined ? '' : `${id}-problem`].filter(Boolean).join(' ')
  return { 'aria-describedby': ids === '' ? undefined : ids, 'aria-invalid': problem !== undefined }
}

export function TextField({ label, hint, problem, ...rest }: Frame & InputHTMLAttributes<HTMLInputElement>) {
  const id = useId()
  return <Labelled {...{ id, label, hint, problem }}><input id={id} className="field" {...described(id, { label, hint, problem })} {...rest} /></Labelled>
}

export function TextArea({ label, hint, problem, ...rest }: Frame & TextareaHTMLAttributes<HTMLTextAreaElement>) {
  const id = useId()
  return <Labelled {...{ id, label, hint, problem }}><textarea id={id} rows={3} className="field" {...described(id, { label, hint, problem })} {...rest} /></Labelled>
}

export function Choice({ label, hint, problem, children, ...rest }: Frame & SelectHTMLAttributes<HTMLSelectElement>) {
  const id = useId()
  return <Labelled {...{ id, label, hint, problem }}><select id={id} className="field" {...described(id, { label, hint, problem })} {...rest}>{children}</select></Labelled>
}

export function Tick({ label, ...rest }: { label: string } & InputHTMLAttributes<HTMLInputElement>) {
  return (
    <label className="flex min-h-12 items-center gap-3">
      <input type="checkbox" className="size-6 accent-accent" {...rest} />
      <span>{label}</span>
    </label>
  )
}
