-- A meeting that was called off says when and why.
ALTER TABLE "meeting" ADD COLUMN "cancelledAt" TIMESTAMPTZ(3), ADD COLUMN "cancelReason" TEXT NOT NULL DEFAULT '';
