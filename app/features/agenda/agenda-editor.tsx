import { useState } from 'react'
import { Button as AriaButton } from 'react-aria-components/Button'
import { GridList, GridListItem } from 'react-aria-components/GridList'
import { useDragAndDrop } from 'react-aria-components/useDragAndDrop'
import GripVertical from 'lucide-react/icons/grip-vertical'
import { Button } from '../../components/button.tsx'
import { Choice, TextField } from '../../components/field.tsx'
import { Empty, NoticeLine } from '../../components/notice-line.tsx'
import { useT } from '../../i18n.ts'
import { useVerb, type VerbState } from '../use-verb.ts'
import { PaperUpload } from './paper-upload.tsx'

export interface AgendaItem {
  id: string
  position: number
  title: string
  presenterId: string | null
  presenterName: string
  minutesPlanned: number
  papers: { paperId: string; versionId: string; title: string; pageCount: number }[]
}

interface Props {
  meetingId: string
  items: AgendaItem[]
  people: readonly { userId: string; name: string; title: string }[]
  canEdit: boolean
  uploadBytesMax: number
}

/** The agenda: order by dragging (or by keyboard, as the list says), presenter, minutes, papers. */
export function AgendaEditor({ meetingId, items, people, canEdit, uploadBytesMax }: Props) {
  const t = useT()
  const verb = useVerb()
  const [editingId, setEditingId] = useState<string | null>(null)
  const editing = canEdit ? items.find(({ id }) => id === editingId) : undefined
  // A list that loses them needs a new key: its own hooks are others then.
  const { dragAndDropHooks } = useDragAndDrop({
    getItems: (keys) => [...keys].map((key) => ({ 'text/plain': String(key) })),
    onReorder: ({ keys, target }) => {
      const [key] = keys
      const from = items.findIndex(({ id }) => id === key)
      const onto = items.findIndex(({ id }) => id === target.key)
      if (from < 0 || onto < 0) return
      const place = onto + (target.dropPosition === 'after' ? 1 : 0) - (from < onto + (target.dropPosition === 'after' ? 1 : 0) ? 1 : 0)
      void verb.run('move-item', { itemId: String(key), position: place + 1 })
    },
  })
  return (
    <section className="card grid gap-4" aria-labelledby="agenda">
      <h2 id="agenda">{t('screens.agenda')}</h2>
      {verb.refusal === null ? null : <NoticeLine tone="alert">{verb.refusal}</NoticeLine>}
      {items.length === 0 ? <Empty>{t('screens.agenda_empty')}</Empty> : (
        <GridList key={canEdit ? 'edited' : 'read'} aria-label={t('screens.agenda')} items={items} className="grid gap-2" {...(canEdit ? { dragAndDropHooks } : {})}>
          {(item) => (
            <GridListItem id={item.id} textValue={item.title} className="rounded-lg border border-line bg-card p-3 data-[dragging]:opacity-50 data-[focus-visible]:outline-3 data-[focus-visible]:outline-accent">
              <Item item={item} isLast={item.position === items.length} canEdit={canEdit} verb={verb} uploadBytesMax={uploadBytesMax} onEdit={() => setEditingId(item.id)} />
            </GridListItem>
          )}
        </GridList>
      )}
      {/* Outside the list, which listens to letters and arrows that belong to the fields. */}
      {editing === undefined ? null : (
        <div className="grid gap-2 rounded-lg border border-accent p-3">
          <h3>{t('screens.edit_named', { name: editing.title })}</h3>
          <ItemForm
            key={editing.id} people={people} item={editing} isBusy={verb.isBusy} action={t('screens.save')} onCancel={() => setEditingId(null)}
            onSubmit={(content) => void verb.run('change-item', { itemId: editing.id, ...content }).then((done) => {
              if (done !== null) setEditingId(null)
            })}
          />
        </div>
      )}
      {canEdit ? <AddItem meetingId={meetingId} people={people} verb={verb} /> : null}
    </section>
  )
}

function Item({ item, isLast, canEdit, verb, uploadBytesMax, onEdit }: { item: AgendaItem; isLast: boolean; canEdit: boolean; verb: VerbState; uploadBytesMax: number; onEdit: () => void }) {
  const t = useT()
  return (
    <div className="flex gap-3">
      {canEdit ? <AriaButton slot="drag" aria-label={t('screens.drag_item', { title: item.title })} className="grid min-h-12 min-w-11 cursor-grab place-items-center rounded-lg text-muted"><GripVertical aria-hidden /></AriaButton> : null}
      <div className="grid flex-1 gap-1">
        <p className="font-semibold">{item.position}. {item.title}</p>
        <p className="text-sm text-muted">{[item.presenterName, t('screens.minutes', { count: item.minutesPlanned })].filter(Boolean).join(' · ')}</p>
        <ul className="grid gap-1">
          {item.papers.map((paper) => (
            <li key={paper.paperId} className="flex flex-wrap items-center gap-2">
              <a className="link inline-flex min-h-11 items-center" href={`/documents/versions/${paper.versionId}.pdf`} target="_blank" rel="noreferrer">{paper.title}</a>
              <span className="text-sm text-muted">{t('screens.pages', { count: paper.pageCount })}</span>
              {canEdit ? <Button look="quiet" aria-label={t('screens.remove_named', { name: paper.title })} onClick={() => { if (window.confirm(t('screens.remove_sure', { name: paper.title }))) void verb.run('detach-paper', { paperId: paper.paperId }) }}>{t('screens.remove')}</Button> : null}
            </li>
          ))}
        </ul>
        {canEdit ? <PaperUpload itemId={item.id} title={item.title} bytesMax={uploadBytesMax} /> : null}
      </div>
      {canEdit ? (
        // Dragging is not every finger's way, nor every browser's.
        <div className="flex flex-wrap justify-end gap-1 self-start">
          <Button look="quiet" aria-label={t('screens.move_up_named', { name: item.title })} disabled={item.position === 1 || verb.isBusy} onClick={() => void verb.run('move-item', { itemId: item.id, position: item.position - 1 })}>↑</Button>
          <Button look="quiet" aria-label={t('screens.move_down_named', { name: item.title })} disabled={isLast || verb.isBusy} onClick={() => void verb.run('move-item', { itemId: item.id, position: item.position + 1 })}>↓</Button>
          <Button look="quiet" aria-label={t('screens.edit_named', { name: item.title })} onClick={onEdit}>{t('screens.edit')}</Button>
          <Button look="quiet" aria-label={t('screens.remove_named', { name: item.title })} onClick={() => { if (window.confirm(t('screens.remove_sure', { name: item.title }))) void verb.run('remove-item', { itemId: item.id }) }}>{t('screens.remove')}</Button>
        </div>
      ) : null}
    </div>
  )
}

function AddItem({ meetingId, people, verb }: { meetingId: string; people: Props['people']; verb: VerbState }) {
  const t = useT()
  const [added, setAdded] = useState(0)
  return (
    <ItemForm
      key={added} people={people} isBusy={verb.isBusy} action={t('screens.add_item')} className="rounded-lg bg-paper p-3"
      onSubmit={(content) => void verb.run('add-item', { meetingId, ...content }).then((done) => {
        if (done !== null) setAdded(added + 1)
      })}
    />
  )
}

interface ItemContent {
  title: string
  presenterId: string | null
  /** As typed; the verb reads the number. */
  minutesPlanned: string
}

function ItemForm({ people, item, isBusy, action, className = '', onSubmit, onCancel }: {
  people: Props['people']
  item?: AgendaItem
  isBusy: boolean
  action: string
  className?: string
  onSubmit: (content: ItemContent) => void
  onCancel?: () => void
}) {
  const t = useT()
  const [title, setTitle] = useState(item?.title ?? '')
  const [presenterId, setPresenterId] = useState(item?.presenterId ?? '')
  const [minutesPlanned, setMinutes] = useState(String(item?.minutesPlanned ?? 15))
  return (
    <form
      className={`grid gap-3 md:grid-cols-[1fr_16rem_7rem_auto] md:items-end ${className}`}
      onSubmit={(event) => {
        event.preventDefault()
        onSubmit({ title, presenterId: presenterId === '' ? null : presenterId, minutesPlanned })
      }}
    >
      <TextField label={t('screens.item_title')} required value={title} onChange={({ target }) => setTitle(target.value)} />
      <Choice label={t('screens.presenter')} value={presenterId} onChange={({ target }) => setPresenterId(target.value)}>
        <option value="">{t('screens.no_presenter')}</option>
        {people.map(({ userId, name, title: post }) => <option key={userId} value={userId}>{name}, {post}</option>)}
      </Choice>
      <TextField label={t('screens.minutes_planned')} type="number" min={1} max={480} value={minutesPlanned} onChange={({ target }) => setMinutes(target.value)} />
      <div className="flex gap-2">
        <Button type="submit" look="primary" disabled={isBusy}>{action}</Button>
        {onCancel === undefined ? null : <Button onClick={onCancel}>{t('screens.cancel')}</Button>}
      </div>
    </form>
  )
}
