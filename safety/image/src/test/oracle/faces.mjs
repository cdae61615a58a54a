// Scores every PNG of some folders with face-api's tiny face detector and writes what it says of the
// most probable face: the number before the sigmoid, and the score after it.
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

async function certainty(pixels) {
  const grid = await detector.forward(pixels, 416);
  return tf.max(tf.gather(grid.reshape([13 * 13, 5, 5]), 4, 2)).dataSync()[0];
}

/** The detector's own way to its score fails on pictures hundreds of times longer than wide. */
async function requireSame(name, pixels, score) {
  const [height, width] = pixels.shape;
  if (Math.max(height, width) / Math.min(height, width) < 400) {
    const found = await detector.detect(pixels, { inputSize: 416, scoreThreshold: 1e-9 });
    if (Math.max(...found.map((face) => face.score)) !== score) {
      throw new Error(`the detector itself says otherwise of ${name}`);
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
    const before = await certainty(pixels);
    const score = 1 / (1 + Math.exp(-before));
    await requireSame(name, pixels, score);
    pictures[name] = { certainty: before, score };
    pixels.dispose();
  }
}
writeFileSync(
  output,
  JSON.stringify(
    { made_by: `@vladmandic/face-api 1.7.15, tfjs ${tf.version.tfjs} (wasm)`, pictures },
    null,
    1,
  ) + "\n",
);
