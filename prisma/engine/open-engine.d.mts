import type { SchemaEngine } from '@prisma/schema-engine-wasm/schema_engine_bg'

/** Opens the schema engine on the database at `url`; `datamodels` are pairs of file name and content. */
export function openEngine(url: string, datamodels?: [string, string][]): Promise<{ engine: SchemaEngine; close: () => Promise<void> }>
