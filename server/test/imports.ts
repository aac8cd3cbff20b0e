import path from 'node:path'

/** Text of each source file by its path from the root, with forward slashes. */
export type Sources = ReadonlyMap<string, string>

export interface Import {
  specifier: string
  /** Erased before anything runs. */
  isTypeOnly: boolean
}

const CLAUSE = String.raw`(?:\*(?:\s+as\s+[\w$]+)?|\{[^}]*\}|[\w$]+(?:\s*,\s*(?:\{[^}]*\}|\*\s+as\s+[\w$]+))?)`
const STATIC = new RegExp(String.raw`^(?:import|export)\s+(type\s+)?${CLAUSE}\s*from\s*['"]([^'"]+)['"]`, 'gm')
const BARE = /^import\s+['"]([^'"]+)['"]/gm
const DYNAMIC = /\bimport\(\s*['"]([^'"]+)['"]\s*\)/g

/** What a file imports, read from its text: statements at the start of a line, and `import('…')` anywhere. */
export function importsOf(text: string): Import[] {
  return [
    ...[...text.matchAll(STATIC)].map(([, type, specifier = '']) => ({ specifier, isTypeOnly: type !== undefined })),
    ...[...text.matchAll(BARE), ...text.matchAll(DYNAMIC)].map(([, specifier = '']) => ({ specifier, isTypeOnly: false })),
  ]
}

/** The file of ours that `specifier` names, there or not; null for a package. `?url` and the like belong to Vite. */
export function targetOf(importer: string, specifier: string): string | null {
  const [name = ''] = specifier.split('?')
  if (/^#(server|signing|generated)\//.test(name)) return name.slice(1)
  return name.startsWith('.') ? path.posix.join(path.posix.dirname(importer), name) : null
}

/** Every file reached from `roots`, the roots among them. `follow` may leave imports out. */
export function reachedFrom(sources: Sources, roots: readonly string[], follow: (line: Import) => boolean = () => true): Set<string> {
  const reached = new Set<string>()
  const waiting = [...roots]
  for (let file = waiting.pop(); file !== undefined; file = waiting.pop()) {
    const text = sources.get(file)
    if (text === undefined || reached.has(file)) continue
    reached.add(file)
    for (const line of importsOf(text)) {
      const target = follow(line) ? targetOf(file, line.specifier) : null
      if (target !== null) waiting.push(target)
    }
  }
  return reached
}
