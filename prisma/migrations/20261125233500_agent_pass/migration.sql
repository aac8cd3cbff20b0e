-- The official signing agent fetches a whole file and posts it back: once, for one document, and not for long.
CREATE TYPE "AgentPassState" AS ENUM ('waiting', 'fetched', 'used', 'rejected', 'superseded');

CREATE TABLE "agent_pass" (
    "id" UUID NOT NULL,
    "requestId" UUID NOT NULL,
    "userId" UUID NOT NULL,
    "versionId" UUID NOT NULL,
    "downloadSha256" TEXT NOT NULL,
    "uploadSha256" TEXT NOT NULL,
    "state" "AgentPassState" NOT NULL DEFAULT 'waiting',
    "rejectedFor" TEXT,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "expiresAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "agent_pass_pkey" PRIMARY KEY ("id")
);
CREATE UNIQUE INDEX "agent_pass_downloadSha256_key" ON "agent_pass"("downloadSha256");
CREATE UNIQUE INDEX "agent_pass_uploadSha256_key" ON "agent_pass"("uploadSha256");
CREATE INDEX "agent_pass_requestId_idx" ON "agent_pass"("requestId");
ALTER TABLE "agent_pass" ADD CONSTRAINT "agent_pass_requestId_fkey" FOREIGN KEY ("requestId") REFERENCES "signature_request"("id") ON DELETE CASCADE ON UPDATE CASCADE;
