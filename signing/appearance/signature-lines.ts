import { formatVietnamTime } from './vietnam-time.ts'

/** The lines Vietnamese agencies show with a digital signature: who, for whom, when (ISO 8601, +07:00). */
export function signatureLines(
  { signerName, organisation, signedAt }: { signerName: string; organisation?: string; signedAt: Date },
): string[] {
  return [
    `Người ký: ${signerName}`,
    ...(organisation === undefined ? [] : [`Cơ quan: ${organisation}`]),
    `Thời gian ký: ${formatVietnamTime(signedAt)}`,
  ]
}
