import { useT } from '../../i18n.ts'

/** Where the parts of the room stand one under the other: a way to each, and a sign that a vote is wanted. */
export function RoomJumps({ isVoteWanted, isOpen }: { isVoteWanted: boolean; isOpen: boolean }) {
  const t = useT()
  const places = [
    { to: '#agenda', label: t('screens.agenda') },
    { to: '#paper', label: t('screens.papers') },
    { to: '#polls', label: t('screens.polls'), isWanted: isVoteWanted },
    ...(isOpen ? [{ to: '#speakers', label: t('screens.speakers') }] : []),
  ]
  return (
    <nav aria-label={t('screens.parts_of_room')} className="sticky bottom-0 z-20 grid auto-cols-fr grid-flow-col border-t border-line bg-card lg:hidden">
      {places.map(({ to, label, isWanted = false }) => (
        <a key={to} href={to} className={`grid min-h-14 place-items-center px-1 text-center text-sm font-semibold ${isWanted ? 'bg-accent text-white' : 'text-accent'}`}>{label}</a>
      ))}
    </nav>
  )
}
