export interface Tool {
  path: string
  /** To be added to the environment the tool is started with. */
  env: Record<string, string>
}

/** @throws Error saying what to run when the tools have not been looked for yet */
export function tool(name: 'chromium' | 'pdfsig' | 'certutil' | 'qpdf' | 'pdftoppm' | 'openssl' | 'mutool' | 'softhsm2-util' | 'pkcs11-tool'): Tool
export function readTools(): Record<string, Tool | undefined>
export const TOOLS_FILE: string
