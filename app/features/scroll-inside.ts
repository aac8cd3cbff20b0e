/** How things move for this person: at once where the system is told to spare motion. */
export function scrollBehaviour(): ScrollBehavior {
  return window.matchMedia('(prefers-reduced-motion: reduce)').matches ? 'auto' : 'smooth'
}

/** Moves what a frame shows, never the page around it: a hand is about to type or draw there. */
export function scrollInside(frame: HTMLElement, piece: Element): void {
  const [outer, inner] = [frame.getBoundingClientRect(), piece.getBoundingClientRect()]
  if (inner.top >= outer.top && inner.bottom <= outer.bottom) return
  frame.scrollBy({ top: inner.top - outer.top - outer.height / 3, behavior: scrollBehaviour() })
}
