export const NAME_CHARS_MAX = 100
export const URL_CHARS_MAX = 500

/** An endpoint without types hears all public events. */
export function hears(endpoint: { types: readonly string[] }, type: string): boolean {
  return endpoint.types.length === 0 || endpoint.types.includes(type)
}

/** The durable listener whose deliveries fan out to endpoints; `target` is the endpoint's id. */
export const IOC_LISTENER = 'ioc'
