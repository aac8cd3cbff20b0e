-- What a person corrected while reading a text is known at the next reading.
CREATE TABLE "taught_name" (
    "key" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "orgUnitId" UUID NOT NULL,
    "taughtById" UUID NOT NULL,
    "taughtAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "taught_name_pkey" PRIMARY KEY ("key")
);
ALTER TABLE "taught_name" ADD CONSTRAINT "taught_name_orgUnitId_fkey" FOREIGN KEY ("orgUnitId") REFERENCES "org_unit"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "taught_name" ADD CONSTRAINT "taught_name_taughtById_fkey" FOREIGN KEY ("taughtById") REFERENCES "app_user"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
