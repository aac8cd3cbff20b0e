-- A notice handed back by who approves or signs it, with remarks placed on its pages; kept for good.
CREATE TYPE "ReturnStage" AS ENUM ('approval', 'signature');

CREATE TABLE "notice_return" (
    "id" UUID NOT NULL,
    "noticeId" UUID NOT NULL,
    "stage" "ReturnStage" NOT NULL,
    "returnedById" UUID NOT NULL,
    "returnedAt" TIMESTAMPTZ(3) NOT NULL,
    "versionId" UUID,
    "fileHash" TEXT NOT NULL,
    "reason" TEXT NOT NULL,

    CONSTRAINT "notice_return_pkey" PRIMARY KEY ("id")
);
CREATE TABLE "page_remark" (
    "id" UUID NOT NULL,
    "returnId" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "page" INTEGER NOT NULL,
    "xPt" DOUBLE PRECISION NOT NULL,
    "yPt" DOUBLE PRECISION NOT NULL,
    "text" TEXT NOT NULL,

    CONSTRAINT "page_remark_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "notice_return_noticeId_returnedAt_idx" ON "notice_return"("noticeId", "returnedAt");
CREATE UNIQUE INDEX "page_remark_returnId_number_key" ON "page_remark"("returnId", "number");
ALTER TABLE "notice_return" ADD CONSTRAINT "notice_return_noticeId_fkey" FOREIGN KEY ("noticeId") REFERENCES "conclusion_notice"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "notice_return" ADD CONSTRAINT "notice_return_returnedById_fkey" FOREIGN KEY ("returnedById") REFERENCES "app_user"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "notice_return" ADD CONSTRAINT "notice_return_versionId_fkey" FOREIGN KEY ("versionId") REFERENCES "document_version"("id") ON DELETE SET NULL ON UPDATE CASCADE;
ALTER TABLE "notice_return" ADD CONSTRAINT "notice_return_fileHash_fkey" FOREIGN KEY ("fileHash") REFERENCES "stored_file"("hash") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "page_remark" ADD CONSTRAINT "page_remark_returnId_fkey" FOREIGN KEY ("returnId") REFERENCES "notice_return"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
