-- Who saved an answer last, so that a save of older work never takes the place of another device's newer one.
ALTER TABLE "answer" ADD COLUMN "writer" UUID;
