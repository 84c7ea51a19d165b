CREATE TABLE "api_keys" (
	"id" text PRIMARY KEY NOT NULL,
	"institution_id" text NOT NULL,
	"name" text NOT NULL,
	"scopes" jsonb NOT NULL,
	"secret_digest" text NOT NULL,
	"created_by" jsonb NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"revoked_at" timestamp with time zone,
	"last_used_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "members" (
	"id" text PRIMARY KEY NOT NULL,
	"institution_id" text NOT NULL,
	"person_id" text NOT NULL,
	"name" text NOT NULL,
	"email" text NOT NULL,
	"email_verified" boolean NOT NULL,
	"roles" jsonb NOT NULL,
	"version" integer NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"removed_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "people" (
	"id" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"verified_email" text,
	"created_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "achievement_versions" (
	"item_id" text NOT NULL,
	"version" integer NOT NULL,
	"institution_id" text NOT NULL,
	"state" text NOT NULL,
	"content" jsonb NOT NULL,
	"revision" integer NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"published_at" timestamp with time zone,
	CONSTRAINT "achievement_versions_pk" PRIMARY KEY("item_id","version")
);
--> statement-breakpoint
CREATE TABLE "achievements" (
	"id" text PRIMARY KEY NOT NULL,
	"institution_id" text NOT NULL,
	"latest_version" integer NOT NULL,
	"published_version" integer,
	"created_at" timestamp with time zone NOT NULL,
	"retired_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "images" (
	"id" text PRIMARY KEY NOT NULL,
	"institution_id" text NOT NULL,
	"blob_key" text NOT NULL,
	"width" integer NOT NULL,
	"height" integer NOT NULL,
	"size_bytes" integer NOT NULL,
	"sha256" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "institutions" (
	"id" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"url" text,
	"email" text,
	"description" text,
	"address" jsonb,
	"state" text NOT NULL,
	"version" integer NOT NULL,
	"created_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "issuer_profiles" (
	"id" text PRIMARY KEY NOT NULL,
	"institution_id" text NOT NULL,
	"did" text NOT NULL,
	"did_method" text NOT NULL,
	"origin" text NOT NULL,
	"name" text NOT NULL,
	"url" text,
	"email" text,
	"description" text,
	"address" jsonb,
	"image_id" text,
	"proof_suite" text NOT NULL,
	"status_purposes" jsonb NOT NULL,
	"version" integer NOT NULL,
	"created_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "rubric_versions" (
	"item_id" text NOT NULL,
	"version" integer NOT NULL,
	"institution_id" text NOT NULL,
	"state" text NOT NULL,
	"content" jsonb NOT NULL,
	"revision" integer NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"published_at" timestamp with time zone,
	CONSTRAINT "rubric_versions_pk" PRIMARY KEY("item_id","version")
);
--> statement-breakpoint
CREATE TABLE "rubrics" (
	"id" text PRIMARY KEY NOT NULL,
	"institution_id" text NOT NULL,
	"latest_version" integer NOT NULL,
	"published_version" integer,
	"created_at" timestamp with time zone NOT NULL,
	"retired_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "credentials" (
	"id" text PRIMARY KEY NOT NULL,
	"institution_id" text NOT NULL,
	"decision_id" text NOT NULL,
	"recipient_id" text NOT NULL,
	"achievement_id" text NOT NULL,
	"achievement_version" integer NOT NULL,
	"issuer_id" text NOT NULL,
	"origin" text NOT NULL,
	"signing_key_id" text NOT NULL,
	"verification_method" text NOT NULL,
	"proof_suite" text NOT NULL,
	"proof_created" text NOT NULL,
	"valid_from" timestamp with time zone NOT NULL,
	"valid_until" timestamp with time zone,
	"state" text NOT NULL,
	"status" text NOT NULL,
	"status_reason" text,
	"status_changed_at" timestamp with time zone,
	"unsigned_document" text NOT NULL,
	"unsigned_sha256" text NOT NULL,
	"signed_document" text,
	"signed_sha256" text,
	"created_at" timestamp with time zone NOT NULL,
	"published_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "status_list_entries" (
	"list_id" text NOT NULL,
	"index" integer NOT NULL,
	"credential_id" text NOT NULL,
	"institution_id" text NOT NULL,
	"purpose" text NOT NULL,
	"value" boolean NOT NULL,
	"changed_at" timestamp with time zone NOT NULL,
	CONSTRAINT "status_list_entries_pk" PRIMARY KEY("list_id","index")
);
--> statement-breakpoint
CREATE TABLE "status_lists" (
	"id" text PRIMARY KEY NOT NULL,
	"institution_id" text NOT NULL,
	"issuer_id" text NOT NULL,
	"purpose" text NOT NULL,
	"origin" text NOT NULL,
	"size" integer NOT NULL,
	"state" text NOT NULL,
	"wanted_version" integer NOT NULL,
	"published_version" integer NOT NULL,
	"signed_document" text,
	"signed_sha256" text,
	"created_at" timestamp with time zone NOT NULL,
	"published_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "assessments" (
	"id" text PRIMARY KEY NOT NULL,
	"institution_id" text NOT NULL,
	"submission_id" text NOT NULL,
	"origin" text NOT NULL,
	"assessor_id" text,
	"reported_assessor" jsonb,
	"feedback" text,
	"created_at" timestamp with time zone NOT NULL,
	"assessed_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "marks" (
	"assessment_id" text NOT NULL,
	"institution_id" text NOT NULL,
	"criterion" text NOT NULL,
	"level" text NOT NULL,
	"comment" text,
	CONSTRAINT "marks_assessment_id_criterion_pk" PRIMARY KEY("assessment_id","criterion")
);
--> statement-breakpoint
CREATE TABLE "decisions" (
	"id" text PRIMARY KEY NOT NULL,
	"institution_id" text NOT NULL,
	"submission_id" text NOT NULL,
	"assessment_id" text NOT NULL,
	"basis" text NOT NULL,
	"outcome" text NOT NULL,
	"approver_id" text,
	"reason" text NOT NULL,
	"criteria" jsonb NOT NULL,
	"proof_suite" text,
	"narrative" text,
	"created_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "holdings" (
	"credential_id" text PRIMARY KEY NOT NULL,
	"institution_id" text NOT NULL,
	"recipient_id" text NOT NULL,
	"achievement_id" text NOT NULL,
	"achievement_version" integer NOT NULL,
	"state" text NOT NULL,
	"valid_until" timestamp with time zone,
	"recorded_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "recipients" (
	"id" text PRIMARY KEY NOT NULL,
	"institution_id" text NOT NULL,
	"name" text NOT NULL,
	"email" text,
	"did" text,
	"identifiers" jsonb NOT NULL,
	"version" integer NOT NULL,
	"created_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "evidence" (
	"id" text PRIMARY KEY NOT NULL,
	"institution_id" text NOT NULL,
	"submission_id" text NOT NULL,
	"requirement_id" text,
	"kind" text NOT NULL,
	"name" text NOT NULL,
	"description" text,
	"text" text,
	"url" text,
	"result" jsonb,
	"blob_key" text,
	"file_name" text,
	"media_type" text,
	"size_bytes" integer,
	"sha256" text,
	"created_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "submissions" (
	"id" text PRIMARY KEY NOT NULL,
	"institution_id" text NOT NULL,
	"achievement_id" text NOT NULL,
	"achievement_version" integer NOT NULL,
	"recipient_id" text NOT NULL,
	"attempt" integer NOT NULL,
	"previous_submission_id" text,
	"origin" text NOT NULL,
	"state" text NOT NULL,
	"change_note" text,
	"attestation" jsonb,
	"created_at" timestamp with time zone NOT NULL,
	"submitted_at" timestamp with time zone,
	"decided_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "audit_entries" (
	"id" text PRIMARY KEY NOT NULL,
	"occurred_at" timestamp with time zone NOT NULL,
	"institution_id" text,
	"event" text NOT NULL,
	"subject_type" text NOT NULL,
	"subject_id" text NOT NULL,
	"actor" jsonb NOT NULL,
	"request_id" text NOT NULL,
	"details" jsonb NOT NULL,
	"sequence" bigint,
	"previous_hash" text,
	"entry_hash" text
);
--> statement-breakpoint
CREATE TABLE "idempotency_records" (
	"caller" text NOT NULL,
	"operation" text NOT NULL,
	"key" text NOT NULL,
	"body_digest" text NOT NULL,
	"answer" jsonb NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "idempotency_records_caller_operation_key_pk" PRIMARY KEY("caller","operation","key")
);
--> statement-breakpoint
CREATE TABLE "signing_keys" (
	"id" text PRIMARY KEY NOT NULL,
	"institution_id" text NOT NULL,
	"issuer_id" text NOT NULL,
	"purpose" text NOT NULL,
	"algorithm" text NOT NULL,
	"public_key_multibase" text NOT NULL,
	"state" text NOT NULL,
	"master_key_id" text NOT NULL,
	"wrapped_data_key" text NOT NULL,
	"sealed_private_key" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"activated_at" timestamp with time zone,
	"retired_at" timestamp with time zone,
	"revoked_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "outbox_tasks" (
	"id" text PRIMARY KEY NOT NULL,
	"task" text NOT NULL,
	"dedupe_key" text NOT NULL,
	"payload" jsonb NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"available_at" timestamp with time zone NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"lease_token" text,
	"leased_until" timestamp with time zone,
	"last_error_code" text,
	"parked_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "settings" (
	"name" text PRIMARY KEY NOT NULL,
	"value" text NOT NULL,
	"updated_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE INDEX "api_keys_institution" ON "api_keys" USING btree ("institution_id");--> statement-breakpoint
CREATE INDEX "members_institution" ON "members" USING btree ("institution_id","created_at");--> statement-breakpoint
CREATE INDEX "members_person" ON "members" USING btree ("person_id");--> statement-breakpoint
CREATE UNIQUE INDEX "people_verified_email" ON "people" USING btree ("verified_email") WHERE "people"."verified_email" is not null;--> statement-breakpoint
CREATE INDEX "achievements_institution" ON "achievements" USING btree ("institution_id","created_at");--> statement-breakpoint
CREATE INDEX "images_institution" ON "images" USING btree ("institution_id");--> statement-breakpoint
CREATE INDEX "images_blob" ON "images" USING btree ("blob_key");--> statement-breakpoint
CREATE UNIQUE INDEX "issuer_profiles_did" ON "issuer_profiles" USING btree ("did");--> statement-breakpoint
CREATE INDEX "issuer_profiles_institution" ON "issuer_profiles" USING btree ("institution_id");--> statement-breakpoint
CREATE INDEX "rubrics_institution" ON "rubrics" USING btree ("institution_id","created_at");--> statement-breakpoint
CREATE UNIQUE INDEX "credentials_one_per_decision" ON "credentials" USING btree ("decision_id") WHERE "credentials"."state" <> 'burned';--> statement-breakpoint
CREATE INDEX "credentials_institution" ON "credentials" USING btree ("institution_id","created_at");--> statement-breakpoint
CREATE INDEX "credentials_recipient" ON "credentials" USING btree ("recipient_id");--> statement-breakpoint
CREATE UNIQUE INDEX "status_list_entries_credential" ON "status_list_entries" USING btree ("credential_id","purpose");--> statement-breakpoint
CREATE INDEX "status_list_entries_set" ON "status_list_entries" USING btree ("list_id") WHERE "status_list_entries"."value";--> statement-breakpoint
CREATE UNIQUE INDEX "status_lists_one_open" ON "status_lists" USING btree ("issuer_id","purpose") WHERE "status_lists"."state" = 'open';--> statement-breakpoint
CREATE INDEX "assessments_institution" ON "assessments" USING btree ("institution_id","created_at");--> statement-breakpoint
CREATE UNIQUE INDEX "assessments_one_per_submission" ON "assessments" USING btree ("submission_id");--> statement-breakpoint
CREATE UNIQUE INDEX "decisions_one_per_submission" ON "decisions" USING btree ("submission_id");--> statement-breakpoint
CREATE INDEX "decisions_institution" ON "decisions" USING btree ("institution_id","created_at");--> statement-breakpoint
CREATE INDEX "holdings_recipient" ON "holdings" USING btree ("recipient_id","achievement_id");--> statement-breakpoint
CREATE INDEX "recipients_institution" ON "recipients" USING btree ("institution_id","created_at");--> statement-breakpoint
CREATE UNIQUE INDEX "recipients_email" ON "recipients" USING btree ("institution_id","email");--> statement-breakpoint
CREATE INDEX "evidence_submission" ON "evidence" USING btree ("submission_id");--> statement-breakpoint
CREATE INDEX "evidence_blob" ON "evidence" USING btree ("blob_key");--> statement-breakpoint
CREATE INDEX "submissions_institution" ON "submissions" USING btree ("institution_id","created_at");--> statement-breakpoint
CREATE INDEX "submissions_recipient" ON "submissions" USING btree ("recipient_id","achievement_id");--> statement-breakpoint
CREATE UNIQUE INDEX "submissions_one_open" ON "submissions" USING btree ("recipient_id","achievement_id") WHERE "submissions"."state" in ('draft', 'submitted', 'in-assessment');--> statement-breakpoint
CREATE UNIQUE INDEX "audit_entries_sequence" ON "audit_entries" USING btree ("sequence");--> statement-breakpoint
CREATE INDEX "audit_entries_subject" ON "audit_entries" USING btree ("subject_type","subject_id");--> statement-breakpoint
CREATE INDEX "audit_entries_institution" ON "audit_entries" USING btree ("institution_id","occurred_at");--> statement-breakpoint
CREATE INDEX "idempotency_records_age" ON "idempotency_records" USING btree ("created_at");--> statement-breakpoint
CREATE UNIQUE INDEX "signing_keys_one_active" ON "signing_keys" USING btree ("issuer_id","purpose","algorithm") WHERE "signing_keys"."state" = 'active';--> statement-breakpoint
CREATE INDEX "signing_keys_issuer" ON "signing_keys" USING btree ("issuer_id");--> statement-breakpoint
CREATE INDEX "outbox_tasks_due" ON "outbox_tasks" USING btree ("available_at");--> statement-breakpoint
CREATE INDEX "outbox_tasks_dedupe" ON "outbox_tasks" USING btree ("task","dedupe_key");