import { lookup } from 'node:dns'
import { BlockList, isIP, type LookupFunction } from 'node:net'

/**
 * Never a receiver: "this host", link-local with the metadata services of clouds, multicast, reserved and broadcast
 * (RFC 6890, RFC 4291), 6to4. Private ranges are not here: a province's operations centre stands in the province's own network.
 */
const NEVER = blocked(['0.0.0.0/8', '169.254.0.0/16', '224.0.0.0/4', '240.0.0.0/4'], ['::/128', 'fe80::/10', 'ff00::/8', 'fd00:ec2::254/128', '2002::/16'])

const LOOPBACK = blocked(['127.0.0.0/8'], ['::1/128'])

/** The IPv4 nets also as a gateway to IPv4 writes them (RFC 6052); `::ffff:` is understood anyway. */
function blocked(ipv4: readonly string[], ipv6: readonly string[]): BlockList {
  const list = new BlockList()
  const net = (text: string) => {
    const [address = '', bits = ''] = text.split('/')
    return { address, bits: Number(bits) }
  }
  for (const { address, bits } of ipv4.map(net)) {
    list.addSubnet(address, bits, 'ipv4')
    list.addSubnet(`64:ff9b::${address}`, 96 + bits, 'ipv6')
  }
  for (const { address, bits } of ipv6.map(net)) list.addSubnet(address, bits, 'ipv6')
  return list
}

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
