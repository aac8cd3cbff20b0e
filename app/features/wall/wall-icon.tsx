const SHAPES = {
  triangle: 'M12 2 23 21H1Z',
  circle: 'M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18Z',
  check: 'M9 20 1 12l3-3 5 5L20 3l3 3Z',
} as const

export type Shape = keyof typeof SHAPES

/** A shape beside a colour, for eyes that do not tell colours apart. The words stand next to it. */
export function WallIcon({ shape }: { shape: Shape }) {
  return <svg aria-hidden="true" viewBox="0 0 24 24" className="inline-block size-[0.8em] shrink-0 fill-current"><path d={SHAPES[shape]} /></svg>
}
