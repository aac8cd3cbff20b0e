export const correspondence = {
  'refusals.notice.not_approved': 'The notice has not been approved.',
  'refusals.notice.already_numbered': 'The notice already has a number.',
  'refusals.notice.not_signed': 'The leader has not signed the notice.',
  'refusals.notice.not_sealed': 'The notice does not bear the agency’s seal yet.',
  'refusals.notice.already_issued': 'The notice has already been issued.',
  'refusals.notice.not_submitted': 'The notice has not been submitted; there is nothing to take back.',
  'refusals.notice.already_signed': 'The leader has signed the notice; it cannot be taken back.',
  'refusals.register.busy': 'The register is busy, try again.',
} as const
