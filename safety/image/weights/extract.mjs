// Writes the weights inside the npm packages nsfwjs and @vladmandic/face-api as two plain files each:
// the bytes, quantised to uint8 as they were published, and a list of where each tensor lies and how
// it is scaled. Nothing else of the packages is used.
//
// extract.mjs OUTPUT_FOLDER
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const require = createRequire(import.meta.url);
const packages = join(dirname(fileURLToPath(import.meta.url)), "node_modules");
const folder = process.argv[2];

function write(check, weights, bytes) {
  let offset = 0;
  const tensors = weights.map(({ name, shape, quantization }) => {
    if (quantization?.dtype !== "uint8") {
      throw new Error(`${check}: ${name} is not quantised to uint8`);
    }
    const begin = offset;
    offset += shape.reduce((product, dimension) => product * dimension, 1);
    return { name, shape, begin, scale: quantization.scale, minimum: quantization.min };
  });
  if (offset !== bytes.length) {
    throw new Error(
      `${check}: the manifest names ${offset} bytes, the package holds ${bytes.length}`,
    );
  }
  writeFileSync(join(folder, `${check}.weights`), bytes);
  writeFileSync(join(folder, `${check}.json`), JSON.stringify({ tensors }));
}

mkdirSync(folder, { recursive: true });

const mobileNet = join(packages, "nsfwjs/dist/models/mobilenet_v2");
write(
  "nsfw",
  require(join(mobileNet, "model.min.js")).weightsManifest[0].weights,
  Buffer.from(require(join(mobileNet, "group1-shard1of1.min.js")), "base64"),
);

const detector = join(packages, "@vladmandic/face-api/model/tiny_face_detector_model");
write(
  "faces",
  require(`${detector}-weights_manifest.json`)[0].weights,
  readFileSync(`${detector}.bin`),
);
