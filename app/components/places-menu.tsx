import { NavLink } from '@remix-run/react'
import Menu from 'lucide-react/icons/menu'
import X from 'lucide-react/icons/x'
import { useEffect, useRef, useState } from 'react'
import { useT } from '../i18n.ts'

export interface Place {
  to: string
  label: string
  /** How many things wait there. */
  count?: number
}

/** The places of the product: a line beside the name; on a phone behind a button, which says how much waits there. */
export function PlacesMenu({ places, pathname }: { places: readonly Place[]; pathname: string }) {
  const t = useT()
  const [isOpen, setOpen] = useState(false)
  const button = useRef<HTMLButtonElement>(null)
  // It covers the page: whoever went somewhere wants to see it.
  useEffect(() => setOpen(false), [pathname])
  const count = places.reduce((sum, place) => sum + (place.count ?? 0), 0)
  useEffect(() => {
    if (!isOpen) return
    const onKeyDown = ({ key }: KeyboardEvent) => {
      if (key !== 'Escape') return
      setOpen(false)
      button.current?.focus()
    }
    document.addEventListener('keydown', onKeyDown)
    return () => document.removeEventListener('keydown', onKeyDown)
  }, [isOpen])
  const shown = isOpen ? 'flex' : 'hidden'
  return (
    <>
      <button
        ref={button}
        type="button"
        className="order-1 inline-flex min-h-12 min-w-12 items-center justify-center gap-1 rounded-lg text-accent hover:bg-accent-soft md:hidden"
        aria-label={count === 0 ? t('screens.menu') : t('screens.menu_count', { count })}
        aria-expanded={isOpen}
        aria-controls="places"
        onClick={() => setOpen(!isOpen)}
      >
        {isOpen ? <X aria-hidden /> : <Menu aria-hidden />}
        {count > 0 && !isOpen ? <Count>{count}</Count> : null}
      </button>
      <nav id="places" aria-label={t('screens.menu')} className={`${shown} order-last -mx-3 w-[calc(100%+1.5rem)] flex-col pb-2 md:flex md:flex-row md:flex-wrap md:pb-0 min-[1100px]:order-none min-[1100px]:mx-0 min-[1100px]:w-auto min-[1100px]:flex-1 min-[1100px]:shrink-0 min-[1100px]:flex-nowrap`}>
        {places.map((place) => (
          <NavLink
            key={place.to}
            to={place.to}
            end={place.to === '/'}
            onClick={() => setOpen(false)}
            className={({ isActive }) => `inline-flex min-h-12 items-center border-l-[3px] px-3 whitespace-nowrap md:min-h-14 md:border-b-[3px] md:border-l-0 min-[1100px]:px-2 xl:px-3 ${isActive ? 'border-accent font-semibold text-accent' : 'border-transparent text-ink hover:text-accent'}`}
          >
            {place.label}
            {place.count === undefined || place.count === 0 ? null : <Count>{place.count}</Count>}
          </NavLink>
        ))}
      </nav>
    </>
  )
}

function Count({ children }: { children: number }) {
  return <span className="ml-2 rounded-full bg-alert px-2 text-sm text-white">{children}</span>
}
