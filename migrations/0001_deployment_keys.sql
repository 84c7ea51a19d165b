CREATE TABLE "deployment_keys" (
	"id" text PRIMARY KEY NOT NULL,
	"purpose" text NOT NULL,
	"algorithm" text NOT NULL,
	"public_key_multibase" text NOT NULL,
	"master_key_id" text NOT NULL,
	"wrapped_data_key" text NOT NULL,
	"sealed_private_key" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX "deployment_keys_one_per_purpose" ON "deployment_keys" USING btree ("purpose");