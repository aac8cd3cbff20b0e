-- Who submitted a document may take it back while nobody has signed it.
ALTER TYPE "ApprovalState" ADD VALUE 'withdrawn';
ALTER TYPE "SignatureState" ADD VALUE 'withdrawn';
