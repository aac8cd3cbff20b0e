-- A plan or a decision becomes tasks without a meeting.
CREATE TABLE "source_document" (
    "id" UUID NOT NULL,
    "orgUnitId" UUID NOT NULL,
    "notation" TEXT NOT NULL,
    "issuedOn" DATE NOT NULL,
    "title" TEXT NOT NULL,
    "sourceName" TEXT NOT NULL,
    "sourceText" TEXT NOT NULL,
    "rows" JSONB NOT NULL,
    "warnings" JSONB NOT NULL,
    "state" "ImportState" NOT NULL DEFAULT 'proposed',
    "createdById" UUID NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "decidedById" UUID,
    "decidedAt" TIMESTAMPTZ(3),

    CONSTRAINT "source_document_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "source_document_orgUnitId_state_idx" ON "source_document"("orgUnitId", "state");
ALTER TABLE "source_document" ADD CONSTRAINT "source_document_orgUnitId_fkey" FOREIGN KEY ("orgUnitId") REFERENCES "org_unit"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
