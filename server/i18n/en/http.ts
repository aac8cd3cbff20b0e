export const http = {
  'refusals.unknown': 'The system refused the request ({code}).',
  'http.home': 'Home',
  'refusals.session.required': 'Please sign in to continue.',
  'refusals.http.foreign_origin': 'The request came from another site and was not carried out.',
  'refusals.http.no_file': 'No file was sent.',
  'refusals.http.upload_broken': 'The upload was interrupted. Please upload the file again.',
  'refusals.http.upload_too_slow': 'The file came too slowly and is no longer waited for. Please check the connection and send it again.',
  'refusals.http.invalid': 'Some of what was sent is not valid. Please check the marked fields.',
  'refusals.http.too_large': 'What was sent is larger than allowed ({maxMb} MB).',
  'refusals.http.not_found': 'This page or content was not found.',
  'refusals.http.failed': 'Something unexpected went wrong. Error id: {errorId}. Reload the page to see whether what you did was kept, then try again.',
} as const
