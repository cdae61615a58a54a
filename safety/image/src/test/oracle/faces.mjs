// Scores every PNG of some folders with face-api's tiny face detector and writes what it says of the
// most probable face, before the sigmoid: with the picture 416, 224 and 128 pixels large, and framed.
//
// npm ci && node faces.mjs OUTPUT_FILE FOLDER...
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import * as tf from "@tensorflow/tfjs";
import { setWasmPaths } from "@tensorflow/tfjs-backend-wasm";
import { PNG } from "pngjs";

const require = createRequire(import.meta.url);
const folderOf = (name) => dirname(require.resolve(`${name}/package.json`));
const faceapi = require("@vladmandic/face-api/dist/face-api.node-wasm.js");
setWasmPaths(join(folderOf("@tensorflow/tfjs-backend-wasm"), "dist/"));
await tf.setBackend("wasm");

const models = join(folderOf("@vladmandic/face-api"), "model");
const [manifest] = JSON.parse(
  readFileSync(join(models, "tiny_face_detector_model-weights_manifest.json")),
);
const bytes = Uint8Array.from(readFileSync(join(models, manifest.paths[0])));
const detector = new faceapi.TinyFaceDetector();
detector.loadFromWeightMap(tf.io.decodeWeights(bytes.buffer, manifest.weights));

/** The most certain cell's number before the sigmoid, with the picture resized to `size`. */
async function certainty(pixels, size) {
  const grid = await detector.forward(pixels, size);
  const cells = (size / 32) ** 2;
  return tf.max(tf.gather(grid.reshape([cells, 5, 5]), 4, 2)).dataSync()[0];
}

/** The picture in the middle of a black square twice as wide as its longer side. */
function framed(pixels) {
  const [height, width] = pixels.shape;
  const side = Math.max(height, width);
  const before = Math.floor(side / 2);
  return tf.pad(pixels, [
    [before, 2 * side - height - before],
    [before, 2 * side - width - before],
    [0, 0],
  ]);
}

/** The detector's own way to its score fails on pictures hundreds of times longer than wide. */
async function requireSame(name, pixels, size, certainty) {
  const [height, width] = pixels.shape;
  if (Math.max(height, width) / Math.min(height, width) < 100) {
    const found = await detector.detect(pixels, { inputSize: size, scoreThreshold: 1e-9 });
    if (Math.max(...found.map((face) => face.score)) !== 1 / (1 + Math.exp(-certainty))) {
      throw new Error(`the detector itself says otherwise of ${name} at ${size}`);
    }
  }
}

const [output, ...folders] = process.argv.slice(2);
const pictures = {};
for (const folder of folders) {
  for (const name of readdirSync(folder).filter((file) => file.endsWith(".png")).sort()) {
    const { width, height, data } = PNG.sync.read(readFileSync(join(folder, name)));
    const rgb = new Int32Array(width * height * 3);
    for (let i = 0; i < width * height; i++) {
      rgb.set(data.subarray(4 * i, 4 * i + 3), 3 * i);
    }
    const pixels = tf.tensor3d(rgb, [height, width, 3], "int32");
    pictures[name] = [];
    for (const size of [416, 224, 128]) {
      const certain = await certainty(pixels, size);
      await requireSame(name, pixels, size, certain);
      pictures[name].push(certain);
    }
    pictures[name].push(await certainty(framed(pixels), 160));
    pixels.dispose();
  }
}
writeFileSync(
  output,
  JSON.stringify(
    { made_by: `@vladmandic/face-api 1.7.15, tfjs ${tf.version.tfjs} (wasm)`, pictures },
  ).replace('"pictures":{', '\n"pictures":{\n').replaceAll("],", "],\n") + "\n",
);
