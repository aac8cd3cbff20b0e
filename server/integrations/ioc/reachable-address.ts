import { lookup } from 'node:dns'
import { BlockList, isIP, type LookupFunction } from 'node:net'

/**
 * Never a receiver: "this host", link-local with the metadata services of clouds, multicast, reserved and broadcast
 * (RFC 6890, RFC 4291). Private ranges are not here: a province's operations centre stands in the province's own network.
 */
const NEVER = new BlockList()
NEVER.addSubnet('0.0.0.0', 8)
NEVER.addSubnet('169.254.0.0', 16)
NEVER.addSubnet('224.0.0.0', 4)
NEVER.addSubnet('240.0.0.0', 4)
NEVER.addAddress('::', 'ipv6')
NEVER.addSubnet('fe80::', 10, 'ipv6')
NEVER.addSubnet('ff00::', 8, 'ipv6')
NEVER.addAddress('fd00:ec2::254', 'ipv6')

const LOOPBACK = new BlockList()
LOOPBACK.addSubnet('127.0.0.0', 8)
LOOPBACK.addAddress('::1', 'ipv6')

export interface Reach {
  /** This very machine: for the stand-in receiver of the demo, and for nothing else. */
  allowsLoopback: boolean
}

/** Whether events may go to this address. An IPv4 address inside an IPv6 one counts as the IPv4 address. */
export function isReachable(address: string, { allowsLoopback }: Reach): boolean {
  const family = isIP(address) === 6 ? 'ipv6' : 'ipv4'
  return !NEVER.check(address, family) && (allowsLoopback || !LOOPBACK.check(address, family))
}

/** The literal address in a URL's host; null when the host is a name. */
export function literalAddress(hostname: string): string | null {
  const bare = hostname.replace(/^\[|\]$/g, '')
  return isIP(bare) === 0 ? null : bare
}

/**
 * Resolves names for a connection, and fails when one of the addresses is out of reach. The connection uses what was
 * checked here: a name that answers differently a moment later gains nothing.
 */
export function reachableLookup(reach: Reach): LookupFunction {
  return (hostname, options, callback) => {
    lookup(hostname, { ...options, all: true }, (error, addresses) => {
      const [first] = addresses ?? []
      if (error !== null || first === undefined) return callback(error ?? new Error(`${hostname} has no address`), [])
      const outside = addresses.find(({ address }) => !isReachable(address, reach))
      if (outside !== undefined) return callback(notReachable(outside.address), [])
      if (options.all === true) callback(null, addresses)
      else callback(null, first.address, first.family)
    })
  }
}

export function notReachable(address: string): Error {
  return new Error(`Events are not sent to ${address}`)
}
