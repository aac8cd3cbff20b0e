import type { RectPt } from '../pades/field-objects.ts'

export interface SizeMm { widthMm: number; heightMm: number }

/** Positions are settings: the annex may change, and offices differ. */
export interface SealPlacement {
  /** How much of the signature image's width the seal covers, from its left. */
  coveredShare: number
  /** Above the middle of the signature image, in points; negative is below. */
  raisedPt: number
}

/** Upright, over about the left third of the signature. Source: Decree 30/2020/NĐ-CP, article 33 and annex I. */
export const SEAL_PLACEMENT: SealPlacement = { coveredShare: 1 / 3, raisedPt: 0 }

const PT_PER_MM = 72 / 25.4

/** The seal at its true size in points: what is printed has the size of what is pressed. */
export function trueSizePt({ widthMm, heightMm }: SizeMm): { widthPt: number; heightPt: number } {
  return { widthPt: widthMm * PT_PER_MM, heightPt: heightMm * PT_PER_MM }
}

/** Where the agency's seal stands over a signature image; in the same space as `signature`. */
export function placeSeal(signature: RectPt, seal: SizeMm, { coveredShare, raisedPt }: SealPlacement = SEAL_PLACEMENT): RectPt {
  const { widthPt, heightPt } = trueSizePt(seal)
  return {
    xPt: signature.xPt + signature.widthPt * coveredShare - widthPt,
    yPt: signature.yPt + (signature.heightPt - heightPt) / 2 + raisedPt,
    widthPt,
    heightPt,
  }
}
