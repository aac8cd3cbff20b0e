import type { Verification as Judged } from '#server/correspondence/verify-file.ts'

/** As it comes over the wire: instants as text. */
type Json<T> = T extends Date ? string : T extends readonly (infer Each)[] ? Json<Each>[] : T extends object ? { [Key in keyof T]: Json<T[Key]> } : T

export type Verification = Json<Judged>
export type Report = Verification['report']
export type Signature = Report['signatures'][number]
