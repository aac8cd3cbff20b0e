-- Signatures are raised to B-T, B-LT and B-LTA after the last of them was made.
CREATE TABLE "signature_level" (
    "documentId" UUID NOT NULL,
    "signedVersionId" UUID NOT NULL,
    "versionId" UUID NOT NULL,
    "level" TEXT NOT NULL,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "lastError" TEXT,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "signature_level_pkey" PRIMARY KEY ("documentId")
);
