import { createContext } from 'react'

/** The nonce that lets this page's own scripts run; empty in the browser, where it is not needed again. */
export const NonceContext = createContext('')
