package dev.imprimatur.db.log;

import java.util.Base64;

/** Standard base64 in its one canonical form, so that no two texts stand for the same bytes. */
public final class StrictBase64 {
  private StrictBase64() {}

  /** Decodes {@code text}, which the message of a defect calls {@code what}. */
  public static byte[] decode(String text, String what) throws MalformedException {
    try {
      byte[] bytes = Base64.getDecoder().decode(text);
      if (Base64.getEncoder().encodeToString(bytes).equals(text)) {
        return bytes;
      }
    } catch (IllegalArgumentException e) {
      throw new MalformedException(what + " is not base64");
    }
    throw new MalformedException(what + " is not canonical base64");
  }
}
