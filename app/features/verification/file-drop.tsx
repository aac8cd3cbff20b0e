import FileCheck from 'lucide-react/icons/file-check'
import { useEffect, useId, useRef, useState } from 'react'
import { useT } from '../../i18n.ts'

/** One PDF, dropped or chosen. */
export function FileDrop({ onFile, isCompact }: { onFile: (file: File) => void; isCompact: boolean }) {
  const t = useT()
  const inputId = useId()
  const [isOver, setOver] = useState(false)
  const area = useRef<HTMLLabelElement>(null)
  const take = useRef(onFile)
  take.current = onFile

  useEffect(() => {
    const element = area.current
    if (element === null) return undefined
    const over = (event: DragEvent) => {
      event.preventDefault()
      setOver(true)
    }
    const leave = () => setOver(false)
    const drop = (event: DragEvent) => {
      event.preventDefault()
      setOver(false)
      const file = event.dataTransfer?.files[0]
      if (file !== undefined) take.current(file)
    }
    element.addEventListener('dragover', over)
    element.addEventListener('dragleave', leave)
    element.addEventListener('drop', drop)
    return () => {
      element.removeEventListener('dragover', over)
      element.removeEventListener('dragleave', leave)
      element.removeEventListener('drop', drop)
    }
  }, [])

  return (
    <label
      ref={area}
      htmlFor={inputId}
      className={`no-print flex cursor-pointer items-center justify-center gap-3 rounded-xl border-2 border-dashed text-accent focus-within:outline-3 focus-within:outline-accent hover:bg-accent-soft ${isCompact ? 'min-h-14 px-4 py-2' : 'min-h-48 flex-col p-6 text-lg'} ${isOver ? 'border-accent bg-accent-soft' : 'border-line bg-card'}`}
    >
      <FileCheck aria-hidden size={isCompact ? 24 : 40} />
      {t(isCompact ? 'verification.another' : 'verification.drop')}
      <input
        id={inputId}
        type="file"
        accept="application/pdf,.pdf"
        className="sr-only"
        onChange={({ target }) => {
          const [file] = target.files ?? []
          if (file !== undefined) onFile(file)
          target.value = ''
        }}
      />
    </label>
  )
}
