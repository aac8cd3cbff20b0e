import type { ReactNode } from 'react'
import { Dialog } from 'react-aria-components/Dialog'
import { Heading } from 'react-aria-components/Heading'
import { Modal, ModalOverlay } from 'react-aria-components/Modal'

/** A question over the page that must be answered before anything else; Escape is a no. */
export function Question({ title, onNo, children }: { title: string; onNo: () => void; children: ReactNode }) {
  return (
    <ModalOverlay isOpen isDismissable={false} onOpenChange={(isOpen) => { if (!isOpen) onNo() }} className="fixed inset-0 z-50 grid place-items-center bg-ink/50 p-4">
      <Modal className="max-h-full w-full max-w-2xl overflow-auto rounded-xl bg-card p-5 shadow-xl sm:p-6">
        <Dialog role="alertdialog" className="grid gap-4 outline-none">
          <Heading slot="title" level={2} className="text-xl font-semibold">{title}</Heading>
          {children}
        </Dialog>
      </Modal>
    </ModalOverlay>
  )
}
