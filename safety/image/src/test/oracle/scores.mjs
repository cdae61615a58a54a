// Scores every PNG of a folder with nsfwjs and writes scores.json beside them.
//
// npm ci && node scores.mjs ../resources/pictures
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import * as tf from "@tensorflow/tfjs";
import { load } from "nsfwjs";
import { PNG } from "pngjs";

const folder = process.argv[2];
const model = await load("MobileNetV2");
const scores = {};
for (const name of readdirSync(folder).filter((file) => file.endsWith(".png")).sort()) {
  const { width, height, data } = PNG.sync.read(readFileSync(join(folder, name)));
  const rgb = new Int32Array(width * height * 3);
  for (let i = 0; i < width * height; i++) {
    rgb.set(data.subarray(4 * i, 4 * i + 3), 3 * i);
  }
  const predictions = await model.classify(tf.tensor3d(rgb, [height, width, 3], "int32"), 5);
  scores[name] = Object.fromEntries(
    predictions
      .map(({ className, probability }) => [className.toLowerCase(), probability])
      .sort(),
  );
}
writeFileSync(
  join(folder, "scores.json"),
  JSON.stringify({ made_by: `nsfwjs 4.4.0, tfjs ${tf.version.tfjs}`, scores }, null, 1) + "\n",
);
