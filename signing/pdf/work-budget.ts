import { SigningError } from '../signing-error.ts'

const BASE_UNITS = 8 * 1024 * 1024
const UNITS_PER_BYTE = 128
const UNITS_MAX = 256 * 1024 * 1024

/** What one parsed value costs: about the memory it takes, in bytes. */
export const VALUE_UNITS = 96

/**
 * Work that may be done for one file, about one unit for a byte looked at or kept. A small file that asks for
 * much work, by objects inside objects, streams that swell, or references without end, stops here: reading is
 * bounded by construction and not by a clock.
 */
export class WorkBudget {
  private left: number

  constructor(sizeBytes: number) {
    this.left = Math.min(BASE_UNITS + UNITS_PER_BYTE * sizeBytes, UNITS_MAX)
  }

  /** @throws SigningError pdf.too_large */
  spend(units: number): void {
    this.left -= units
    if (this.left < 0) throw new SigningError('pdf.too_large', 'more work than a file of this size may ask for')
  }
}
