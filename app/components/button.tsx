import { Link, type LinkProps } from '@remix-run/react'
import { forwardRef, type ButtonHTMLAttributes, type ReactNode } from 'react'

type Look = 'primary' | 'plain' | 'chosen' | 'quiet' | 'danger'

const LOOKS: Readonly<Record<Look, string>> = {
  primary: 'bg-accent text-white border-accent hover:bg-[#093f6e]',
  plain: 'bg-card text-ink border-line hover:border-accent hover:text-accent',
  chosen: 'bg-accent-soft text-accent border-accent ring-1 ring-accent',
  quiet: 'bg-transparent text-accent border-transparent hover:bg-accent-soft',
  danger: 'bg-card text-alert border-alert hover:bg-alert-soft',
}

const SHAPE = 'inline-flex min-h-12 min-w-12 items-center justify-center gap-2 rounded-lg border px-4 py-2 font-semibold disabled:opacity-50 disabled:cursor-not-allowed'

export const Button = forwardRef<HTMLButtonElement, ButtonHTMLAttributes<HTMLButtonElement> & { look?: Look }>(
  function Button({ look = 'plain', className = '', type = 'button', ...rest }, ref) {
    return <button ref={ref} type={type} className={`${SHAPE} ${LOOKS[look]} ${className}`} {...rest} />
  },
)

export function ButtonLink({ look = 'plain', className = '', ...rest }: LinkProps & { look?: Look; children: ReactNode }) {
  return <Link className={`${SHAPE} ${LOOKS[look]} ${className}`} {...rest} />
}
