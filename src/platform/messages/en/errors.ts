// Error pages, and the pages that explain a problem type.

export const errors = {
  notFoundTitle: 'There is nothing at this address',
  notFoundLead: 'The link may be incomplete, or what it led to is not public. Check that the whole address was copied.',
  tooManyTitle: 'One moment, please',
  tooManyLead: 'Too many requests came from your network. Wait a minute and try again.',
  requestTitle: 'This request could not be answered',
  requestLead: 'Something about the request is not as it should be. Go back and try again.',
  serverTitle: 'Something went wrong on our side',
  serverLead: 'It is not your fault, and nothing was lost. Try again in a few minutes.',
  status: 'Error {status}',
  reference: 'If you write to us, give this number: {reference}',
  goHome: 'To the first page',
  goVerify: 'Verify a badge',
  problemKind: 'Problem type',
  problemDescription: 'What the problem “{title}” means and what to do about it.',
  statusCode: 'Status code',
  problemType: 'Type',
  means: 'What it means',
  toDo: 'What to do',
  shape: 'How it looks',
  shapeLead: 'Every problem is answered as application/problem+json (RFC 9457).',
} as const;
