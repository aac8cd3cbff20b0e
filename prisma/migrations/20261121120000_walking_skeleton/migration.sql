-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "public";

-- CreateEnum
CREATE TYPE "OrgUnitKind" AS ENUM ('province', 'office', 'department', 'public_unit', 'commune', 'council', 'party_body', 'enterprise', 'central_vertical');

-- CreateEnum
CREATE TYPE "Role" AS ENUM ('leader', 'secretary', 'official', 'clerk', 'operator', 'administrator', 'unit_head');

-- CreateEnum
CREATE TYPE "GranteeKind" AS ENUM ('user', 'org_unit');

-- CreateEnum
CREATE TYPE "DeliveryState" AS ENUM ('due', 'delivered', 'given_up');

-- CreateEnum
CREATE TYPE "MeetingKind" AS ENUM ('advisory', 'problem_solving', 'professional', 'briefing', 'review');

-- CreateEnum
CREATE TYPE "MeetingState" AS ENUM ('draft', 'invited', 'open', 'closed', 'cancelled');

-- CreateEnum
CREATE TYPE "ParticipantRole" AS ENUM ('chair', 'secretary', 'member', 'guest');

-- CreateEnum
CREATE TYPE "Reply" AS ENUM ('none', 'accepted', 'declined');

-- CreateEnum
CREATE TYPE "PresenceMethod" AS ENUM ('self', 'secretary');

-- CreateEnum
CREATE TYPE "ImportState" AS ENUM ('proposed', 'confirmed', 'discarded');

-- CreateEnum
CREATE TYPE "NoticeState" AS ENUM ('drafting', 'waiting_approval', 'returned', 'approved', 'numbered', 'signed', 'issued');

-- CreateEnum
CREATE TYPE "PollState" AS ENUM ('draft', 'open', 'closed');

-- CreateEnum
CREATE TYPE "SignatureKind" AS ENUM ('person', 'seal');

-- CreateEnum
CREATE TYPE "SignatureState" AS ENUM ('waiting', 'signed', 'refused');

-- CreateEnum
CREATE TYPE "SpeechState" AS ENUM ('raised', 'called', 'done', 'withdrawn');

-- CreateEnum
CREATE TYPE "TaskState" AS ENUM ('assigned', 'accepted', 'in_progress', 'completed');

-- CreateEnum
CREATE TYPE "UnitDuty" AS ENUM ('lead', 'coordinating');

-- CreateEnum
CREATE TYPE "ApprovalState" AS ENUM ('waiting', 'approved', 'returned');

-- CreateTable
CREATE TABLE "agenda_item" (
    "id" UUID NOT NULL,
    "meetingId" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "title" TEXT NOT NULL,
    "presenterId" UUID,
    "presenterName" TEXT NOT NULL DEFAULT '',
    "minutesPlanned" INTEGER NOT NULL,

    CONSTRAINT "agenda_item_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "agenda_paper" (
    "id" UUID NOT NULL,
    "itemId" UUID NOT NULL,
    "documentId" UUID NOT NULL,
    "position" INTEGER NOT NULL,

    CONSTRAINT "agenda_paper_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ink_update" (
    "seq" BIGSERIAL NOT NULL,
    "room" TEXT NOT NULL,
    "bytes" BYTEA NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "ink_update_pkey" PRIMARY KEY ("seq")
);

-- CreateTable
CREATE TABLE "ink_snapshot" (
    "room" TEXT NOT NULL,
    "uptoSeq" BIGINT NOT NULL,
    "bytes" BYTEA NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "ink_snapshot_pkey" PRIMARY KEY ("room")
);

-- CreateTable
CREATE TABLE "register" (
    "id" UUID NOT NULL,
    "orgUnitId" UUID NOT NULL,
    "typeCode" TEXT NOT NULL,
    "year" INTEGER NOT NULL,
    "lastNumber" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "register_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "register_entry" (
    "id" UUID NOT NULL,
    "registerId" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "notation" TEXT NOT NULL,
    "issuedOn" DATE NOT NULL,
    "subject" TEXT NOT NULL,
    "signerName" TEXT NOT NULL,
    "recipients" TEXT[],
    "documentId" UUID,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "register_entry_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "org_unit" (
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "kind" "OrgUnitKind" NOT NULL,
    "qcvnCode" TEXT,
    "decisionCode" TEXT,
    "symbol" TEXT,
    "aliases" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "parentId" UUID,
    "validFrom" DATE NOT NULL,
    "validTo" DATE,

    CONSTRAINT "org_unit_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "org_unit_succession" (
    "predecessorId" UUID NOT NULL,
    "successorId" UUID NOT NULL,

    CONSTRAINT "org_unit_succession_pkey" PRIMARY KEY ("predecessorId","successorId")
);

-- CreateTable
CREATE TABLE "app_user" (
    "id" UUID NOT NULL,
    "account" TEXT NOT NULL,
    "fullName" TEXT NOT NULL,
    "email" TEXT NOT NULL,
    "passwordHash" TEXT NOT NULL,
    "locale" TEXT NOT NULL DEFAULT 'vi',
    "disabledAt" TIMESTAMPTZ(3),
    "createdAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "app_user_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "position" (
    "id" UUID NOT NULL,
    "userId" UUID NOT NULL,
    "orgUnitId" UUID NOT NULL,
    "title" TEXT NOT NULL,
    "role" "Role" NOT NULL,
    "validFrom" DATE NOT NULL,
    "validTo" DATE,

    CONSTRAINT "position_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "session" (
    "id" TEXT NOT NULL,
    "userId" UUID NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "lastSeenAt" TIMESTAMPTZ(3) NOT NULL,
    "expiresAt" TIMESTAMPTZ(3) NOT NULL,
    "userAgent" TEXT NOT NULL DEFAULT '',

    CONSTRAINT "session_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "sign_in_throttle" (
    "account" TEXT NOT NULL,
    "failures" INTEGER NOT NULL,
    "lastFailedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "sign_in_throttle_pkey" PRIMARY KEY ("account")
);

-- CreateTable
CREATE TABLE "stored_file" (
    "hash" TEXT NOT NULL,
    "sizeBytes" INTEGER NOT NULL,
    "mediaType" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "stored_file_pkey" PRIMARY KEY ("hash")
);

-- CreateTable
CREATE TABLE "document" (
    "id" UUID NOT NULL,
    "title" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "orgUnitId" UUID NOT NULL,
    "createdById" UUID NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "document_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "document_version" (
    "id" UUID NOT NULL,
    "documentId" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "fileHash" TEXT NOT NULL,
    "fileName" TEXT NOT NULL,
    "sizeBytes" INTEGER NOT NULL,
    "pageCount" INTEGER NOT NULL,
    "createdById" UUID NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "document_version_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "grant" (
    "id" UUID NOT NULL,
    "documentId" UUID NOT NULL,
    "granteeKind" "GranteeKind" NOT NULL,
    "granteeId" UUID NOT NULL,
    "reason" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "grant_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "event" (
    "id" UUID NOT NULL,
    "seq" BIGSERIAL NOT NULL,
    "type" TEXT NOT NULL,
    "subjectId" TEXT NOT NULL,
    "meetingId" UUID,
    "actorUserId" UUID,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "data" JSONB NOT NULL,

    CONSTRAINT "event_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "delivery" (
    "id" UUID NOT NULL,
    "eventId" UUID NOT NULL,
    "listener" TEXT NOT NULL,
    "target" TEXT NOT NULL DEFAULT '',
    "state" "DeliveryState" NOT NULL DEFAULT 'due',
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "nextAt" TIMESTAMPTZ(3) NOT NULL,
    "lastError" TEXT,
    "receipt" JSONB,
    "deliveredAt" TIMESTAMPTZ(3),

    CONSTRAINT "delivery_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "webhook_endpoint" (
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "url" TEXT NOT NULL,
    "secret" TEXT NOT NULL,
    "types" TEXT[],
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "disabledAt" TIMESTAMPTZ(3),
    "disabledReason" TEXT,
    "lastDeliveredAt" TIMESTAMPTZ(3),

    CONSTRAINT "webhook_endpoint_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "meeting" (
    "id" UUID NOT NULL,
    "title" TEXT NOT NULL,
    "kind" "MeetingKind" NOT NULL,
    "purpose" TEXT NOT NULL DEFAULT '',
    "content" TEXT NOT NULL,
    "requests" TEXT NOT NULL DEFAULT '',
    "place" TEXT NOT NULL,
    "startAt" TIMESTAMPTZ(3) NOT NULL,
    "endAt" TIMESTAMPTZ(3) NOT NULL,
    "isUrgent" BOOLEAN NOT NULL DEFAULT false,
    "state" "MeetingState" NOT NULL DEFAULT 'draft',
    "orgUnitId" UUID NOT NULL,
    "chairId" UUID NOT NULL,
    "secretaryId" UUID NOT NULL,
    "icalSequence" INTEGER NOT NULL DEFAULT 0,
    "invitedAt" TIMESTAMPTZ(3),
    "openedAt" TIMESTAMPTZ(3),
    "closedAt" TIMESTAMPTZ(3),
    "revision" INTEGER NOT NULL DEFAULT 1,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "currentItemId" UUID,
    "presenterUserId" UUID,
    "presenterVersionId" UUID,
    "presenterPage" INTEGER,

    CONSTRAINT "meeting_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "participant" (
    "id" UUID NOT NULL,
    "meetingId" UUID NOT NULL,
    "userId" UUID NOT NULL,
    "orgUnitId" UUID,
    "role" "ParticipantRole" NOT NULL,
    "canVote" BOOLEAN NOT NULL DEFAULT true,
    "reply" "Reply" NOT NULL DEFAULT 'none',
    "replyReason" TEXT,
    "repliedAt" TIMESTAMPTZ(3),
    "createdAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "participant_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "unit_invitation" (
    "meetingId" UUID NOT NULL,
    "orgUnitId" UUID NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "unit_invitation_pkey" PRIMARY KEY ("meetingId","orgUnitId")
);

-- CreateTable
CREATE TABLE "presence_interval" (
    "id" UUID NOT NULL,
    "participantId" UUID NOT NULL,
    "method" "PresenceMethod" NOT NULL,
    "fromAt" TIMESTAMPTZ(3) NOT NULL,
    "toAt" TIMESTAMPTZ(3),

    CONSTRAINT "presence_interval_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "conclusion" (
    "id" UUID NOT NULL,
    "meetingId" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "agendaItemId" UUID,
    "text" TEXT NOT NULL,
    "deadlineText" TEXT,
    "dueOn" DATE,
    "revision" INTEGER NOT NULL DEFAULT 1,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "conclusion_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "conclusion_unit" (
    "id" UUID NOT NULL,
    "conclusionId" UUID NOT NULL,
    "duty" "UnitDuty" NOT NULL,
    "position" INTEGER NOT NULL,
    "nameAsWritten" TEXT NOT NULL,
    "orgUnitId" UUID,

    CONSTRAINT "conclusion_unit_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "conclusion_import" (
    "id" UUID NOT NULL,
    "meetingId" UUID NOT NULL,
    "sourceName" TEXT NOT NULL,
    "sourceText" TEXT NOT NULL,
    "rows" JSONB NOT NULL,
    "state" "ImportState" NOT NULL DEFAULT 'proposed',
    "createdAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "conclusion_import_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "conclusion_notice" (
    "id" UUID NOT NULL,
    "meetingId" UUID NOT NULL,
    "state" "NoticeState" NOT NULL DEFAULT 'drafting',
    "subject" TEXT NOT NULL,
    "opening" TEXT NOT NULL,
    "closing" TEXT NOT NULL,
    "recipients" TEXT[],
    "capacityLines" TEXT[],
    "signerUserId" UUID NOT NULL,
    "approverUserId" UUID NOT NULL,
    "returnReason" TEXT,
    "documentId" UUID,
    "number" INTEGER,
    "notation" TEXT,
    "issuedOn" DATE,
    "issuedAt" TIMESTAMPTZ(3),
    "revision" INTEGER NOT NULL DEFAULT 1,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "conclusion_notice_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "notification" (
    "id" UUID NOT NULL,
    "userId" UUID NOT NULL,
    "eventId" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "params" JSONB NOT NULL,
    "href" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "readAt" TIMESTAMPTZ(3),

    CONSTRAINT "notification_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "mail" (
    "id" UUID NOT NULL,
    "eventId" UUID,
    "toUserId" UUID,
    "toAddress" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "ical" TEXT,
    "icalMethod" TEXT,
    "meetingId" UUID,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "sentAt" TIMESTAMPTZ(3),
    "transport" TEXT,
    "lastError" TEXT,

    CONSTRAINT "mail_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "poll" (
    "id" UUID NOT NULL,
    "meetingId" UUID NOT NULL,
    "itemId" UUID,
    "question" TEXT NOT NULL,
    "choices" TEXT[],
    "isSecret" BOOLEAN NOT NULL DEFAULT false,
    "state" "PollState" NOT NULL DEFAULT 'draft',
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "openedAt" TIMESTAMPTZ(3),
    "closesAt" TIMESTAMPTZ(3),
    "closedAt" TIMESTAMPTZ(3),
    "result" JSONB,

    CONSTRAINT "poll_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "voter_roll_entry" (
    "pollId" UUID NOT NULL,
    "participantId" UUID NOT NULL,
    "castAt" TIMESTAMPTZ(3),

    CONSTRAINT "voter_roll_entry_pkey" PRIMARY KEY ("pollId","participantId")
);

-- CreateTable
CREATE TABLE "ballot" (
    "id" UUID NOT NULL,
    "pollId" UUID NOT NULL,
    "choice" TEXT NOT NULL,
    "participantId" UUID,

    CONSTRAINT "ballot_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "signature_request" (
    "id" UUID NOT NULL,
    "kind" "SignatureKind" NOT NULL,
    "fieldName" TEXT NOT NULL,
    "versionId" UUID NOT NULL,
    "subjectKind" TEXT NOT NULL,
    "subjectId" UUID NOT NULL,
    "signerUserId" UUID NOT NULL,
    "state" "SignatureState" NOT NULL DEFAULT 'waiting',
    "requestedAt" TIMESTAMPTZ(3) NOT NULL,
    "decidedAt" TIMESTAMPTZ(3),
    "reason" TEXT,
    "signedVersionId" UUID,
    "certificate" JSONB,

    CONSTRAINT "signature_request_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "signing_certificate" (
    "id" UUID NOT NULL,
    "kind" "SignatureKind" NOT NULL,
    "ownerId" UUID NOT NULL,
    "keyName" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "serial" TEXT NOT NULL,
    "notBefore" TIMESTAMPTZ(3) NOT NULL,
    "notAfter" TIMESTAMPTZ(3) NOT NULL,
    "isDemo" BOOLEAN NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "signing_certificate_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "speech_request" (
    "id" UUID NOT NULL,
    "seq" BIGSERIAL NOT NULL,
    "meetingId" UUID NOT NULL,
    "itemId" UUID,
    "participantId" UUID NOT NULL,
    "state" "SpeechState" NOT NULL DEFAULT 'raised',
    "raisedAt" TIMESTAMPTZ(3) NOT NULL,
    "calledAt" TIMESTAMPTZ(3),
    "endedAt" TIMESTAMPTZ(3),

    CONSTRAINT "speech_request_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "task" (
    "id" UUID NOT NULL,
    "originKind" TEXT NOT NULL,
    "originId" UUID NOT NULL,
    "originLabel" TEXT NOT NULL DEFAULT '',
    "orgUnitId" UUID NOT NULL,
    "title" TEXT NOT NULL,
    "deadlineText" TEXT,
    "dueOn" DATE,
    "state" "TaskState" NOT NULL DEFAULT 'assigned',
    "percent" INTEGER NOT NULL DEFAULT 0,
    "assignedAt" TIMESTAMPTZ(3) NOT NULL,
    "assignedById" UUID NOT NULL,
    "acceptedAt" TIMESTAMPTZ(3),
    "completedAt" TIMESTAMPTZ(3),
    "revision" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "task_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "task_unit" (
    "taskId" UUID NOT NULL,
    "orgUnitId" UUID NOT NULL,
    "duty" "UnitDuty" NOT NULL,
    "position" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "task_unit_pkey" PRIMARY KEY ("taskId","orgUnitId")
);

-- CreateTable
CREATE TABLE "progress_report" (
    "id" UUID NOT NULL,
    "taskId" UUID NOT NULL,
    "orgUnitId" UUID NOT NULL,
    "userId" UUID NOT NULL,
    "percent" INTEGER NOT NULL,
    "text" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "progress_report_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "approval" (
    "id" UUID NOT NULL,
    "subjectKind" TEXT NOT NULL,
    "subjectId" UUID NOT NULL,
    "state" "ApprovalState" NOT NULL DEFAULT 'waiting',
    "requestedById" UUID NOT NULL,
    "requestedAt" TIMESTAMPTZ(3) NOT NULL,
    "decidedAt" TIMESTAMPTZ(3),

    CONSTRAINT "approval_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "approval_step" (
    "id" UUID NOT NULL,
    "approvalId" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "deciderUserId" UUID NOT NULL,
    "state" "ApprovalState" NOT NULL DEFAULT 'waiting',
    "reason" TEXT,
    "decidedAt" TIMESTAMPTZ(3),

    CONSTRAINT "approval_step_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "agenda_item_meetingId_position_idx" ON "agenda_item"("meetingId", "position");

-- CreateIndex
CREATE UNIQUE INDEX "agenda_paper_itemId_documentId_key" ON "agenda_paper"("itemId", "documentId");

-- CreateIndex
CREATE INDEX "ink_update_room_seq_idx" ON "ink_update"("room", "seq");

-- CreateIndex
CREATE UNIQUE INDEX "register_orgUnitId_typeCode_year_key" ON "register"("orgUnitId", "typeCode", "year");

-- CreateIndex
CREATE UNIQUE INDEX "register_entry_registerId_number_key" ON "register_entry"("registerId", "number");

-- CreateIndex
CREATE INDEX "org_unit_decisionCode_idx" ON "org_unit"("decisionCode");

-- CreateIndex
CREATE INDEX "org_unit_qcvnCode_idx" ON "org_unit"("qcvnCode");

-- CreateIndex
CREATE UNIQUE INDEX "app_user_account_key" ON "app_user"("account");

-- CreateIndex
CREATE INDEX "position_userId_idx" ON "position"("userId");

-- CreateIndex
CREATE INDEX "position_orgUnitId_idx" ON "position"("orgUnitId");

-- CreateIndex
CREATE INDEX "session_userId_idx" ON "session"("userId");

-- CreateIndex
CREATE UNIQUE INDEX "document_version_documentId_number_key" ON "document_version"("documentId", "number");

-- CreateIndex
CREATE INDEX "grant_granteeKind_granteeId_idx" ON "grant"("granteeKind", "granteeId");

-- CreateIndex
CREATE UNIQUE INDEX "grant_documentId_granteeKind_granteeId_reason_key" ON "grant"("documentId", "granteeKind", "granteeId", "reason");

-- CreateIndex
CREATE UNIQUE INDEX "event_seq_key" ON "event"("seq");

-- CreateIndex
CREATE INDEX "event_meetingId_seq_idx" ON "event"("meetingId", "seq");

-- CreateIndex
CREATE INDEX "event_type_at_idx" ON "event"("type", "at");

-- CreateIndex
CREATE INDEX "delivery_state_nextAt_idx" ON "delivery"("state", "nextAt");

-- CreateIndex
CREATE UNIQUE INDEX "delivery_eventId_listener_target_key" ON "delivery"("eventId", "listener", "target");

-- CreateIndex
CREATE INDEX "meeting_orgUnitId_startAt_idx" ON "meeting"("orgUnitId", "startAt");

-- CreateIndex
CREATE INDEX "meeting_startAt_idx" ON "meeting"("startAt");

-- CreateIndex
CREATE INDEX "participant_userId_idx" ON "participant"("userId");

-- CreateIndex
CREATE UNIQUE INDEX "participant_meetingId_userId_key" ON "participant"("meetingId", "userId");

-- CreateIndex
CREATE INDEX "presence_interval_participantId_idx" ON "presence_interval"("participantId");

-- CreateIndex
CREATE INDEX "conclusion_meetingId_position_idx" ON "conclusion"("meetingId", "position");

-- CreateIndex
CREATE INDEX "conclusion_unit_conclusionId_idx" ON "conclusion_unit"("conclusionId");

-- CreateIndex
CREATE INDEX "conclusion_import_meetingId_idx" ON "conclusion_import"("meetingId");

-- CreateIndex
CREATE UNIQUE INDEX "conclusion_notice_meetingId_key" ON "conclusion_notice"("meetingId");

-- CreateIndex
CREATE UNIQUE INDEX "conclusion_notice_documentId_key" ON "conclusion_notice"("documentId");

-- CreateIndex
CREATE INDEX "notification_userId_readAt_idx" ON "notification"("userId", "readAt");

-- CreateIndex
CREATE UNIQUE INDEX "notification_eventId_userId_key_key" ON "notification"("eventId", "userId", "key");

-- CreateIndex
CREATE INDEX "mail_toUserId_createdAt_idx" ON "mail"("toUserId", "createdAt");

-- CreateIndex
CREATE UNIQUE INDEX "mail_eventId_toAddress_key" ON "mail"("eventId", "toAddress");

-- CreateIndex
CREATE INDEX "poll_meetingId_idx" ON "poll"("meetingId");

-- CreateIndex
CREATE INDEX "ballot_pollId_idx" ON "ballot"("pollId");

-- CreateIndex
CREATE INDEX "signature_request_signerUserId_state_idx" ON "signature_request"("signerUserId", "state");

-- CreateIndex
CREATE INDEX "signature_request_subjectKind_subjectId_idx" ON "signature_request"("subjectKind", "subjectId");

-- CreateIndex
CREATE UNIQUE INDEX "signing_certificate_keyName_key" ON "signing_certificate"("keyName");

-- CreateIndex
CREATE INDEX "signing_certificate_kind_ownerId_idx" ON "signing_certificate"("kind", "ownerId");

-- CreateIndex
CREATE UNIQUE INDEX "speech_request_seq_key" ON "speech_request"("seq");

-- CreateIndex
CREATE INDEX "speech_request_meetingId_state_idx" ON "speech_request"("meetingId", "state");

-- CreateIndex
CREATE INDEX "task_originKind_originId_idx" ON "task"("originKind", "originId");

-- CreateIndex
CREATE INDEX "task_state_dueOn_idx" ON "task"("state", "dueOn");

-- CreateIndex
CREATE INDEX "task_unit_orgUnitId_idx" ON "task_unit"("orgUnitId");

-- CreateIndex
CREATE INDEX "progress_report_taskId_idx" ON "progress_report"("taskId");

-- CreateIndex
CREATE INDEX "approval_subjectKind_subjectId_idx" ON "approval"("subjectKind", "subjectId");

-- CreateIndex
CREATE INDEX "approval_step_deciderUserId_state_idx" ON "approval_step"("deciderUserId", "state");

-- CreateIndex
CREATE UNIQUE INDEX "approval_step_approvalId_position_key" ON "approval_step"("approvalId", "position");

-- AddForeignKey
ALTER TABLE "agenda_item" ADD CONSTRAINT "agenda_item_meetingId_fkey" FOREIGN KEY ("meetingId") REFERENCES "meeting"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "agenda_item" ADD CONSTRAINT "agenda_item_presenterId_fkey" FOREIGN KEY ("presenterId") REFERENCES "app_user"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "agenda_paper" ADD CONSTRAINT "agenda_paper_itemId_fkey" FOREIGN KEY ("itemId") REFERENCES "agenda_item"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "agenda_paper" ADD CONSTRAINT "agenda_paper_documentId_fkey" FOREIGN KEY ("documentId") REFERENCES "document"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "register" ADD CONSTRAINT "register_orgUnitId_fkey" FOREIGN KEY ("orgUnitId") REFERENCES "org_unit"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "register_entry" ADD CONSTRAINT "register_entry_registerId_fkey" FOREIGN KEY ("registerId") REFERENCES "register"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "org_unit" ADD CONSTRAINT "org_unit_parentId_fkey" FOREIGN KEY ("parentId") REFERENCES "org_unit"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "org_unit_succession" ADD CONSTRAINT "org_unit_succession_predecessorId_fkey" FOREIGN KEY ("predecessorId") REFERENCES "org_unit"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "org_unit_succession" ADD CONSTRAINT "org_unit_succession_successorId_fkey" FOREIGN KEY ("successorId") REFERENCES "org_unit"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "position" ADD CONSTRAINT "position_userId_fkey" FOREIGN KEY ("userId") REFERENCES "app_user"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "position" ADD CONSTRAINT "position_orgUnitId_fkey" FOREIGN KEY ("orgUnitId") REFERENCES "org_unit"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "session" ADD CONSTRAINT "session_userId_fkey" FOREIGN KEY ("userId") REFERENCES "app_user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "document" ADD CONSTRAINT "document_orgUnitId_fkey" FOREIGN KEY ("orgUnitId") REFERENCES "org_unit"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "document_version" ADD CONSTRAINT "document_version_documentId_fkey" FOREIGN KEY ("documentId") REFERENCES "document"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "document_version" ADD CONSTRAINT "document_version_fileHash_fkey" FOREIGN KEY ("fileHash") REFERENCES "stored_file"("hash") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "grant" ADD CONSTRAINT "grant_documentId_fkey" FOREIGN KEY ("documentId") REFERENCES "document"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "delivery" ADD CONSTRAINT "delivery_eventId_fkey" FOREIGN KEY ("eventId") REFERENCES "event"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "meeting" ADD CONSTRAINT "meeting_orgUnitId_fkey" FOREIGN KEY ("orgUnitId") REFERENCES "org_unit"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "meeting" ADD CONSTRAINT "meeting_chairId_fkey" FOREIGN KEY ("chairId") REFERENCES "app_user"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "meeting" ADD CONSTRAINT "meeting_secretaryId_fkey" FOREIGN KEY ("secretaryId") REFERENCES "app_user"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "participant" ADD CONSTRAINT "participant_meetingId_fkey" FOREIGN KEY ("meetingId") REFERENCES "meeting"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "participant" ADD CONSTRAINT "participant_userId_fkey" FOREIGN KEY ("userId") REFERENCES "app_user"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "participant" ADD CONSTRAINT "participant_orgUnitId_fkey" FOREIGN KEY ("orgUnitId") REFERENCES "org_unit"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "unit_invitation" ADD CONSTRAINT "unit_invitation_meetingId_fkey" FOREIGN KEY ("meetingId") REFERENCES "meeting"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "unit_invitation" ADD CONSTRAINT "unit_invitation_orgUnitId_fkey" FOREIGN KEY ("orgUnitId") REFERENCES "org_unit"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "presence_interval" ADD CONSTRAINT "presence_interval_participantId_fkey" FOREIGN KEY ("participantId") REFERENCES "participant"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "conclusion" ADD CONSTRAINT "conclusion_meetingId_fkey" FOREIGN KEY ("meetingId") REFERENCES "meeting"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "conclusion" ADD CONSTRAINT "conclusion_agendaItemId_fkey" FOREIGN KEY ("agendaItemId") REFERENCES "agenda_item"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "conclusion_unit" ADD CONSTRAINT "conclusion_unit_conclusionId_fkey" FOREIGN KEY ("conclusionId") REFERENCES "conclusion"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "conclusion_unit" ADD CONSTRAINT "conclusion_unit_orgUnitId_fkey" FOREIGN KEY ("orgUnitId") REFERENCES "org_unit"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "conclusion_import" ADD CONSTRAINT "conclusion_import_meetingId_fkey" FOREIGN KEY ("meetingId") REFERENCES "meeting"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "conclusion_notice" ADD CONSTRAINT "conclusion_notice_meetingId_fkey" FOREIGN KEY ("meetingId") REFERENCES "meeting"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "conclusion_notice" ADD CONSTRAINT "conclusion_notice_documentId_fkey" FOREIGN KEY ("documentId") REFERENCES "document"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "notification" ADD CONSTRAINT "notification_userId_fkey" FOREIGN KEY ("userId") REFERENCES "app_user"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "poll" ADD CONSTRAINT "poll_meetingId_fkey" FOREIGN KEY ("meetingId") REFERENCES "meeting"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "poll" ADD CONSTRAINT "poll_itemId_fkey" FOREIGN KEY ("itemId") REFERENCES "agenda_item"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "voter_roll_entry" ADD CONSTRAINT "voter_roll_entry_pollId_fkey" FOREIGN KEY ("pollId") REFERENCES "poll"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "voter_roll_entry" ADD CONSTRAINT "voter_roll_entry_participantId_fkey" FOREIGN KEY ("participantId") REFERENCES "participant"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ballot" ADD CONSTRAINT "ballot_pollId_fkey" FOREIGN KEY ("pollId") REFERENCES "poll"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "signature_request" ADD CONSTRAINT "signature_request_versionId_fkey" FOREIGN KEY ("versionId") REFERENCES "document_version"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "signature_request" ADD CONSTRAINT "signature_request_signerUserId_fkey" FOREIGN KEY ("signerUserId") REFERENCES "app_user"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "speech_request" ADD CONSTRAINT "speech_request_meetingId_fkey" FOREIGN KEY ("meetingId") REFERENCES "meeting"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "speech_request" ADD CONSTRAINT "speech_request_itemId_fkey" FOREIGN KEY ("itemId") REFERENCES "agenda_item"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "speech_request" ADD CONSTRAINT "speech_request_participantId_fkey" FOREIGN KEY ("participantId") REFERENCES "participant"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "task_unit" ADD CONSTRAINT "task_unit_taskId_fkey" FOREIGN KEY ("taskId") REFERENCES "task"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "task_unit" ADD CONSTRAINT "task_unit_orgUnitId_fkey" FOREIGN KEY ("orgUnitId") REFERENCES "org_unit"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "progress_report" ADD CONSTRAINT "progress_report_taskId_fkey" FOREIGN KEY ("taskId") REFERENCES "task"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "progress_report" ADD CONSTRAINT "progress_report_orgUnitId_fkey" FOREIGN KEY ("orgUnitId") REFERENCES "org_unit"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "progress_report" ADD CONSTRAINT "progress_report_userId_fkey" FOREIGN KEY ("userId") REFERENCES "app_user"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "approval_step" ADD CONSTRAINT "approval_step_approvalId_fkey" FOREIGN KEY ("approvalId") REFERENCES "approval"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "approval_step" ADD CONSTRAINT "approval_step_deciderUserId_fkey" FOREIGN KEY ("deciderUserId") REFERENCES "app_user"("id") ON DELETE RESTRICT ON UPDATE CASCADE;


