import '@remix-run/node'

// Loader data travels by single fetch: dates arrive as dates.
declare module '@remix-run/node' {
  interface Future {
    v3_singleFetch: true
  }
}
