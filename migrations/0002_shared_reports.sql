CREATE TABLE "shared_reports" (
	"id" text PRIMARY KEY NOT NULL,
	"report" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"expires_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE INDEX "shared_reports_expiry" ON "shared_reports" USING btree ("expires_at");