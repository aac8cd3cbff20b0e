-- An attempt that was brought forward does not count; a receiver that does not answer is asked by one message at a time.
ALTER TABLE "delivery" ADD COLUMN "attemptedAt" TIMESTAMPTZ(3), ADD COLUMN "scheduledAt" TIMESTAMPTZ(3);

ALTER TABLE "webhook_endpoint" ADD COLUMN "silentUntil" TIMESTAMPTZ(3);
