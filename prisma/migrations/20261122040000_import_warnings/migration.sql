-- Where a text contradicts itself is found once, when it is read.
ALTER TABLE "conclusion_import" ADD COLUMN "warnings" JSONB NOT NULL DEFAULT '[]';
