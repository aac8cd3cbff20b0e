export function tryLock(file: string): { release: () => void } | { holder: number }
