export const polls = {
  'refusals.poll.not_found': 'This poll was not found.',
  'refusals.poll.chair_only': 'Only the chair and the secretary of the meeting run its polls.',
  'refusals.poll.item_not_found': 'This agenda item was not found in the meeting.',
  'refusals.poll.choices_alike': 'Two choices read alike; every choice must differ from the others.',
  'refusals.poll.already_open': 'This poll is open already.',
  'refusals.poll.nobody_votes': 'Nobody in this meeting is entitled to vote.',
  'refusals.poll.not_open': 'This poll has not been opened.',
  'refusals.poll.closed': 'The poll is closed.',
  'refusals.poll.unknown_choice': 'The ballot has no such choice.',
  'refusals.poll.already_cast': 'You have voted already; every delegate votes once.',
  'refusals.poll.no_seat': 'You are not on the roll of this poll.',
} as const
