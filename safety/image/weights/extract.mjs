// Writes the weights inside the npm package nsfwjs as two plain files: the bytes, quantised to uint8
// as they were published, and a list of where each tensor lies and how it is scaled.
//
// extract.mjs OUTPUT_FOLDER
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { mkdirSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const require = createRequire(import.meta.url);
const models = join(
  dirname(fileURLToPath(import.meta.url)),
  "node_modules/nsfwjs/dist/models/mobilenet_v2",
);
const manifest = require(join(models, "model.min.js")).weightsManifest[0];
const bytes = Buffer.from(require(join(models, "group1-shard1of1.min.js")), "base64");

let offset = 0;
const tensors = manifest.weights.map(({ name, shape, quantization }) => {
  if (quantization?.dtype !== "uint8") {
    throw new Error(`${name} is not quantised to uint8`);
  }
  const begin = offset;
  offset += shape.reduce((product, dimension) => product * dimension, 1);
  return { name, shape, begin, scale: quantization.scale, minimum: quantization.min };
});
if (offset !== bytes.length) {
  throw new Error(`the manifest names ${offset} bytes, the package holds ${bytes.length}`);
}
const folder = process.argv[2];
mkdirSync(folder, { recursive: true });
writeFileSync(join(folder, "nsfw.weights"), bytes);
writeFileSync(join(folder, "nsfw.json"), JSON.stringify({ tensors }));
