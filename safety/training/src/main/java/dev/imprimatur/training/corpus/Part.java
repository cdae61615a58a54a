package dev.imprimatur.training.corpus;

import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;

/** What a prompt is used for. The same key always falls into the same part. */
public enum Part {
  /** Seven tenths, from which weights are learnt. */
  TRAINING,
  /** One tenth, from which probabilities and thresholds are set. */
  CALIBRATION,
  /** Two tenths, which are only ever measured with. */
  TEST;

  private static final int TENTHS = 10;

  /** The part of everything that shares this key, for example a template or a pair of rows. */
  public static Part of(String key) {
    var checksum = new CRC32();
    checksum.update(key.getBytes(StandardCharsets.UTF_8));
    long tenth = checksum.getValue() % TENTHS;
    if (tenth < 7) {
      return TRAINING;
    }
    return tenth == 7 ? CALIBRATION : TEST;
  }
}
