const MM = 72 / 25.4

export const A4 = { widthPt: 210 * MM, heightPt: 297 * MM } as const

/** Decree 30/2020/NĐ-CP, annex I: top and bottom 20–25 mm, left 30–35 mm, right 15–20 mm. */
export const MARGIN = { topPt: 22 * MM, bottomPt: 20 * MM, leftPt: 30 * MM, rightPt: 16 * MM } as const

export const contentWidthPt = A4.widthPt - MARGIN.leftPt - MARGIN.rightPt

/** Body 13–14 pt, first line in by 1–1.27 cm, at least 6 pt between paragraphs, spacing between single and 1.5. */
export const BODY = { sizePt: 14, leadingPt: 19, gapPt: 6, indentPt: 12.7 * MM, descentPt: 4.6 } as const

export const PAGE_NUMBER_SIZE = 13

/** The letterhead's two columns, by their centres. */
export const COLUMNS = {
  leftCentrePt: MARGIN.leftPt + contentWidthPt * 0.2,
  leftWidthPt: contentWidthPt * 0.42,
  rightCentrePt: MARGIN.leftPt + contentWidthPt * 0.71,
  rightWidthPt: contentWidthPt * 0.6,
} as const

/** Diameter of a provincial agency's seal as printed, and the room for the leader's signature. */
export const SEAL_PT = 36 * MM
export const SIGNATURE = { widthPt: 150, heightPt: 64 } as const
