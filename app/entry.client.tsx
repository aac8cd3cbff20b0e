import { RemixBrowser } from '@remix-run/react'
import { StrictMode, startTransition } from 'react'
import { hydrateRoot } from 'react-dom/client'
import { patientFetch } from './patient-fetch.ts'

window.fetch = patientFetch({
  fetch: window.fetch.bind(window),
  shownPath: () => window.location.pathname,
  sleep: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
})

startTransition(() => {
  hydrateRoot(
    document,
    <StrictMode>
      <RemixBrowser />
    </StrictMode>,
  )
})
