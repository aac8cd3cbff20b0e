export const workflows = {
  'refusals.approval.not_found': 'There is no such approval request.',
  'refusals.approval.already_decided': 'This request has already been decided.',
  'refusals.approval.withdrawn': 'The document was taken back by whoever submitted it.',
  'refusals.approval.not_your_turn': 'An earlier approver has not decided yet.',
  'refusals.approval.reason_required': 'Say why it is returned.',
} as const
