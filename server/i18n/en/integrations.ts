export const integrations = {
  'refusals.endpoint.not_found': 'This receiver of events was not found.',
  'refusals.endpoint.bad_url': 'The address of the receiver is not valid.',
  'refusals.endpoint.https_only': 'The address of a receiver must begin with https:// (http:// only for this very machine).',
  'refusals.endpoint.address_not_allowed': 'Events may not be sent to this address: this very machine (without the demo), a link-local or a multicast address.',
  'refusals.endpoint.bad_secret': 'The secret must read whsec_… and have 24 to 64 bytes.',
  'refusals.endpoint.already_added': 'This address receives events already.',
  'refusals.endpoint.already_disabled': 'This receiver is disabled already.',
  'refusals.endpoint.disabled': 'This receiver is disabled; nothing can be sent to it.',
  'refusals.delivery.not_found': 'This delivery was not found.',
  'refusals.delivery.delivered': 'This delivery has arrived.',
  'refusals.wall.not_found': 'This page was not found.',
} as const
