-- A signature whose key lies elsewhere is made in two halves; between them it is a row.
CREATE TYPE "SignatureSessionState" AS ENUM ('waiting', 'completed', 'superseded', 'expired');

CREATE TABLE "signature_session" (
    "id" UUID NOT NULL,
    "requestId" UUID NOT NULL,
    "userId" UUID NOT NULL,
    "versionId" UUID NOT NULL,
    "certificateSha256" TEXT NOT NULL,
    "prepared" TEXT NOT NULL,
    "state" "SignatureSessionState" NOT NULL DEFAULT 'waiting',
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "expiresAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "signature_session_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "signature_session_requestId_idx" ON "signature_session"("requestId");
CREATE INDEX "signature_session_state_expiresAt_idx" ON "signature_session"("state", "expiresAt");
ALTER TABLE "signature_session" ADD CONSTRAINT "signature_session_requestId_fkey" FOREIGN KEY ("requestId") REFERENCES "signature_request"("id") ON DELETE CASCADE ON UPDATE CASCADE;
