/** Plans with annexes and pictures stay far below. */
export const DOCUMENT_TEXT_BYTES_MAX = 20_000_000
