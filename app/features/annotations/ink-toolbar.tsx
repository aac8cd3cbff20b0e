import Eraser from 'lucide-react/icons/eraser'
import Highlighter from 'lucide-react/icons/highlighter'
import Lock from 'lucide-react/icons/lock'
import Pen from 'lucide-react/icons/pen'
import Redo2 from 'lucide-react/icons/redo-2'
import Undo2 from 'lucide-react/icons/undo-2'
import Users from 'lucide-react/icons/users'
import type { ReactNode } from 'react'
import { INK_COLOURS } from '#server/annotations/stroke.ts'
import type { InkLayerChoice, InkTool } from './ink-layer.tsx'
import type { InkRoomState } from './ink-room.ts'

export interface InkToolbarProps {
  t: (key: InkToolbarKey) => string
  tool: InkTool
  /** Index in `INK_COLOURS`. */
  colour: number
  writesTo: InkLayerChoice
  /** Of the layer written to; null while it is not open. */
  state: InkRoomState | null
  onTool: (tool: InkTool) => void
  onColour: (colour: number) => void
  onWritesTo: (layer: InkLayerChoice) => void
  onUndo: () => void
  onRedo: () => void
}

export type InkToolbarKey =
  | 'annotations.tools' | 'annotations.pen' | 'annotations.highlighter' | 'annotations.eraser' | 'annotations.undo'
  | 'annotations.redo' | 'annotations.layer' | 'annotations.layer.shared' | 'annotations.layer.own'
  | `annotations.colour.${number}` | `annotations.saved.${InkRoomState['saved']}`

const TOOLS: readonly { tool: InkTool; icon: ReactNode }[] = [
  { tool: 'pen', icon: <Pen aria-hidden size={20} /> },
  { tool: 'highlighter', icon: <Highlighter aria-hidden size={20} /> },
  { tool: 'eraser', icon: <Eraser aria-hidden size={20} /> },
]

const LAYERS: readonly { layer: InkLayerChoice; icon: ReactNode }[] = [
  { layer: 'shared', icon: <Users aria-hidden size={20} /> },
  { layer: 'own', icon: <Lock aria-hidden size={20} /> },
]

/** Every target is at least 44 × 44 px: it is used with a finger, at a table, during a speech. */
export function InkToolbar(props: InkToolbarProps) {
  const { t, tool, colour, writesTo, state, onTool, onColour, onWritesTo, onUndo, onRedo } = props
  return (
    <div role="toolbar" aria-label={t('annotations.tools')} className="flex flex-wrap items-center gap-1">
      {TOOLS.map(({ tool: each, icon }) => (
        <ToolbarButton key={each} label={t(`annotations.${each}`)} isPressed={tool === each} onPress={() => onTool(each)}>
          {icon}
        </ToolbarButton>
      ))}
      <Divider />
      {INK_COLOURS.map((value, index) => (
        <ToolbarButton
          key={value}
          label={t(`annotations.colour.${index}`)}
          isPressed={colour === index}
          onPress={() => onColour(index)}
        >
          <span aria-hidden="true" className="block size-6 rounded-full border border-black/20" style={{ backgroundColor: value }} />
        </ToolbarButton>
      ))}
      <Divider />
      <ToolbarButton label={t('annotations.undo')} isDisabled={state?.canUndo !== true} onPress={onUndo}>
        <Undo2 aria-hidden size={20} />
      </ToolbarButton>
      <ToolbarButton label={t('annotations.redo')} isDisabled={state?.canRedo !== true} onPress={onRedo}>
        <Redo2 aria-hidden size={20} />
      </ToolbarButton>
      <Divider />
      <div role="group" aria-label={t('annotations.layer')} className="flex gap-1">
        {LAYERS.map(({ layer, icon }) => (
          <ToolbarButton
            key={layer}
            label={t(`annotations.layer.${layer}`)}
            isPressed={writesTo === layer}
            onPress={() => onWritesTo(layer)}
          >
            {icon}
            <span className="ml-2 text-sm">{t(`annotations.layer.${layer}`)}</span>
          </ToolbarButton>
        ))}
      </div>
      <output aria-live="polite" data-saved={state?.saved ?? 'offline'} className="ml-2 min-w-28 text-sm">
        {state === null ? '' : t(`annotations.saved.${state.saved}`)}
      </output>
    </div>
  )
}

function Divider() {
  return <span aria-hidden="true" className="mx-1 h-6 w-px bg-black/15" />
}

interface ToolbarButtonProps {
  label: string
  isPressed?: boolean
  isDisabled?: boolean
  onPress: () => void
  children: ReactNode
}

function ToolbarButton({ label, isPressed, isDisabled = false, onPress, children }: ToolbarButtonProps) {
  return (
    <button
      type="button"
      aria-label={label}
      title={label}
      aria-pressed={isPressed}
      disabled={isDisabled}
      onClick={onPress}
      className="inline-flex min-h-11 min-w-11 items-center justify-center rounded-md border border-transparent px-2 hover:bg-black/5 focus-visible:outline-2 focus-visible:outline-offset-2 disabled:opacity-40 aria-pressed:border-accent aria-pressed:bg-accent-soft aria-pressed:text-accent"
    >
      {children}
    </button>
  )
}
