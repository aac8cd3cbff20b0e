import { useDates, useT } from '../../i18n.ts'

interface Line {
  id: string
  notation: string
  issuedOn: string
  subject: string
  signerName: string
  recipients: string[]
}

/** The columns of a register of outgoing documents (Decree 30/2020/NĐ-CP, annex IV) that this office fills. */
export function RegisterTable({ lines }: { lines: readonly Line[] }) {
  const t = useT()
  const { plainDay } = useDates()
  const columns = [t('desk.notation'), t('desk.issued_on'), t('desk.subject'), t('desk.signer'), t('desk.recipients')]
  return (
    // What scrolls is scrolled by keys, too.
    <div ref={(element) => element?.setAttribute('tabindex', '0')} role="region" aria-labelledby="register" className="overflow-x-auto rounded-xl border border-line bg-card print:overflow-visible print:rounded-none">
      <table className="w-full text-left text-sm">
        <thead>
          <tr className="bg-paper">{columns.map((column) => <th key={column} scope="col" className="p-3 align-top font-semibold">{column}</th>)}</tr>
        </thead>
        <tbody>
          {lines.map(({ id, notation, issuedOn, subject, signerName, recipients }) => (
            <tr key={id} className="break-inside-avoid border-t border-line align-top">
              <th scope="row" className="p-3 font-semibold whitespace-nowrap">{notation}</th>
              <td className="p-3 whitespace-nowrap">{plainDay(issuedOn)}</td>
              <td className="min-w-64 p-3">{t('desk.notice_of', { subject })}</td>
              <td className="p-3 whitespace-nowrap">{signerName}</td>
              <td className="p-3">{recipients.map((line) => line.replace(/[;.]$/, '')).join('; ')}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
