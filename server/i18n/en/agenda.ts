export const agenda = {
  'refusals.agenda.not_found': 'This item was not found on the agenda.',
  'refusals.agenda.unknown_presenter': 'The presenter is no longer in the directory. Reload the list and choose again.',
  'refusals.agenda.too_many_items': 'An agenda has at most {max} items.',
  'refusals.agenda.too_many_papers': 'An item has at most {max} papers.',
  'refusals.agenda.item_in_use':
    'This item is being discussed, or has speeches, polls or conclusions, and cannot be removed.',
  'refusals.paper.not_found': 'This paper was not found on the agenda.',
} as const
