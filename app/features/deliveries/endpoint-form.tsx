import { useState, type FormEvent } from 'react'
import { NAME_CHARS_MAX, URL_CHARS_MAX } from '#server/integrations/ioc/endpoint.ts'
import { Button } from '../../components/button.tsx'
import { TextField, Tick } from '../../components/field.tsx'
import { NoticeLine } from '../../components/notice-line.tsx'
import { useT } from '../../i18n.ts'
import { useVerb } from '../use-verb.ts'
import { SecretOnce } from './secret-once.tsx'
import { useEventWords } from './use-event-words.ts'

const BLANK = { name: '', url: '', secret: '' }

/** Adds a receiver; its secret is shown once, until the reader says that it is kept. */
export function EndpointForm({ publicTypes }: { publicTypes: readonly string[] }) {
  const t = useT()
  const eventWords = useEventWords()
  const verb = useVerb()
  const [isOpen, setOpen] = useState(false)
  const [draft, setDraft] = useState(BLANK)
  const [types, setTypes] = useState<readonly string[]>([])
  const [made, setMade] = useState<{ name: string; secret: string } | null>(null)
  const bind = (name: keyof typeof BLANK) => ({
    name,
    value: draft[name],
    problem: verb.fields[name] === undefined ? undefined : t('desk.check_field'),
    onChange: ({ target }: { target: { value: string } }) => setDraft((now) => ({ ...now, [name]: target.value })),
  })

  async function add(event: FormEvent): Promise<void> {
    event.preventDefault()
    const { name, url, secret } = draft
    const input = { name, url, types, ...(secret.trim() === '' ? {} : { secret }) }
    const added = await verb.run<{ endpointId: string; secret: string }>('add-endpoint', input)
    if (added === null) return
    setMade({ name, secret: added.secret })
    setDraft(BLANK)
    setTypes([])
    setOpen(false)
  }

  if (made !== null) return <SecretOnce name={made.name} secret={made.secret} onKept={() => setMade(null)} />
  if (!isOpen) return <div><Button look="primary" onClick={() => setOpen(true)}>{t('desk.add_endpoint')}</Button></div>
  return (
    <form onSubmit={(event) => void add(event)} className="card grid gap-4 md:grid-cols-2" aria-label={t('desk.add_endpoint')}>
      <TextField label={t('desk.endpoint_name')} required maxLength={NAME_CHARS_MAX} {...bind('name')} />
      <TextField label={t('desk.endpoint_url')} hint={t('desk.endpoint_url_hint')} type="url" required maxLength={URL_CHARS_MAX} {...bind('url')} />
      <TextField label={t('desk.endpoint_secret')} hint={t('desk.endpoint_secret_hint')} autoComplete="off" maxLength={200} {...bind('secret')} />
      <fieldset className="md:col-span-2">
        <legend className="font-semibold">{t('desk.endpoint_types')}</legend>
        <p className="text-sm text-muted">{t('desk.endpoint_types_hint')}</p>
        <div className="grid gap-x-4 sm:grid-cols-2 lg:grid-cols-3">
          {publicTypes.map((type) => (
            <Tick
              key={type} label={eventWords(type)} checked={types.includes(type)}
              onChange={({ target }) => setTypes(target.checked ? [...types, type] : types.filter((one) => one !== type))}
            />
          ))}
        </div>
      </fieldset>
      {verb.refusal === null ? null : <div className="md:col-span-2"><NoticeLine tone="alert">{verb.refusal}</NoticeLine></div>}
      <div className="flex flex-wrap gap-3 md:col-span-2">
        <Button type="submit" look="primary" disabled={verb.isBusy}>{t('desk.add_endpoint')}</Button>
        <Button onClick={() => setOpen(false)}>{t('screens.cancel')}</Button>
      </div>
    </form>
  )
}
