export const speakers = {
  'refusals.speech.not_found': 'This request to speak was not found.',
  'refusals.speech.item_not_found': 'This agenda item was not found in the meeting.',
  'refusals.speech.already_raised': 'Your hand is raised already.',
  'refusals.speech.chair_only': 'Only the chair and the secretary of the meeting give the floor.',
  'refusals.speech.not_raised': 'This request to speak is no longer waiting.',
  'refusals.speech.not_speaking': 'This delegate is not speaking.',
} as const
