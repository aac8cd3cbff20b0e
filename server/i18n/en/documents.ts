export const documents = {
  'refusals.document.not_found': 'The document was not found.',
  'refusals.document.not_pdf': 'The file “{fileName}” is not a PDF. Convert it to PDF and upload it again.',
  'refusals.document.encrypted': 'The file “{fileName}” is protected by a password. Remove the password and upload it again.',
  'refusals.document.broken': 'The file “{fileName}” is damaged and cannot be opened. Export the PDF again and upload it.',
  'refusals.document.too_large': 'The file “{fileName}” is too large: at most {maxMb} MB per file.',
} as const
