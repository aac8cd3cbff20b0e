import type { Key } from '#server/i18n/t.ts'
import type { T } from '../../i18n.ts'

/** The rules of the reader, by the name each field carries as its evidence. */
const RULES = {
  'heading': 'reading.rule.heading',
  'closing formula': 'reading.rule.closing_formula',
  'words before the roles': 'reading.rule.words_before_the_roles',
  'words after the agencies': 'reading.rule.words_after_the_agencies',
  'table column': 'reading.rule.table_column',
  'table columns, added': 'reading.rule.table_columns_added',
  'table column, unit of the table': 'reading.rule.table_column_unit_of_the_table',
  'table without header': 'reading.rule.table_without_header',
  'subject of the sentence': 'reading.rule.subject_of_the_sentence',
  'subject of the sentence before': 'reading.rule.subject_of_the_sentence_before',
  'step without owner': 'reading.rule.step_without_owner',
  'section of objectives': 'reading.rule.section_of_objectives',
  'duty without owner': 'reading.rule.duty_without_owner',
  'heading over labels': 'reading.rule.heading_over_labels',
  'agency before a colon': 'reading.rule.agency_before_a_colon',
  'words of time after the subject': 'reading.rule.words_of_time_after_the_subject',
  'words of time before the subject': 'reading.rule.words_of_time_before_the_subject',
  'words of time in the sentence': 'reading.rule.words_of_time_in_the_sentence',
  'amount with its unit': 'reading.rule.amount_with_its_unit',
  'amount of its own sentence': 'reading.rule.amount_of_its_own_sentence',
  'deadline of its own sentence': 'reading.rule.deadline_of_its_own_sentence',
  'chủ trì behind the duty': 'reading.rule.lead_behind_the_duty',
  'phối hợp behind the duty': 'reading.rule.coordinating_behind_the_duty',
} as const satisfies Record<string, Key>

export function isKnownRule(rule: string): rule is keyof typeof RULES {
  return Object.hasOwn(RULES, rule)
}

/** Why a field was read so, in the reader's language: a rule, a label of the text, or the very word that says it. */
export function ruleWords(t: T, rule: string): string {
  if (isKnownRule(rule)) return t(RULES[rule])
  const label = /^label: (.+)$/u.exec(rule)?.[1]
  return label === undefined ? t('reading.rule_words', { words: wordsIn(rule) }) : t('reading.rule_label', { label })
}

/** "order: Giao" is the word of the text that gives the order. */
export function wordsIn(rule: string): string {
  return rule.replace(/^order: /u, '')
}
