/** Largest file that is judged. It is in memory meanwhile, for whoever asks: less than a paper may have. */
export const VERIFICATION_BYTES_MAX = 50_000_000
