package dev.imprimatur.db.log;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/**
 * A text with signatures under it (C2SP signed-note). The signatures cover the text with its last
 * newline, not the blank line after it.
 *
 * @param text ends in a newline
 * @param signatures at least one
 */
public record SignedNote(String text, List<NoteSignature> signatures) {
  /** The longest note that is read, in characters. */
  public static final int MAXIMUM_LENGTH = 64 * 1024;

  private static final int MAXIMUM_SIGNATURES = 100;
  private static final String SIGNATURE_START = "\u2014 ";

  public SignedNote {
    signatures = List.copyOf(signatures);
  }

  /** Reads a note. */
  public static SignedNote parse(String note) throws MalformedException {
    if (note.length() > MAXIMUM_LENGTH) {
      throw new MalformedException("the signed note is longer than 64 KiB");
    }
    requirePrintable(note);
    int blank = note.lastIndexOf("\n\n");
    if (blank < 0) {
      throw new MalformedException("the signed note has no blank line before its signatures");
    }
    if (!note.endsWith("\n")) {
      throw new MalformedException("the signed note does not end in a newline");
    }
    String below = note.substring(blank + 2);
    if (below.isEmpty()) {
      throw new MalformedException("the signed note has no signature");
    }
    return new SignedNote(note.substring(0, blank + 1), signatures(below));
  }

  /** Checks that {@code key} signed this text. Signatures of other keys do not matter. */
  public void requireSignedBy(VerifierKey key) throws MalformedException {
    List<NoteSignature> own =
        signatures.stream()
            .filter(s -> s.name().equals(key.name()) && Arrays.equals(s.keyId(), key.keyId()))
            .toList();
    if (own.isEmpty()) {
      throw new MalformedException("the signed note is not signed by the key " + key.line());
    }
    byte[] signed = text.getBytes(StandardCharsets.UTF_8);
    if (!own.stream().allMatch(signature -> key.verifies(signed, signature.signature()))) {
      throw new MalformedException("the signature of " + key.name() + " does not verify");
    }
  }

  /** The note as it is written. */
  public String note() {
    var note = new StringBuilder(text).append('\n');
    signatures.forEach(signature -> note.append(signature.line()).append('\n'));
    return note.toString();
  }

  private static List<NoteSignature> signatures(String below) throws MalformedException {
    String[] lines = below.substring(0, below.length() - 1).split("\n", -1);
    if (lines.length > MAXIMUM_SIGNATURES) {
      throw new MalformedException("the signed note has more than 100 signatures");
    }
    var signatures = new ArrayList<NoteSignature>();
    for (String line : lines) {
      signatures.add(signature(line));
    }
    return signatures;
  }

  private static NoteSignature signature(String line) throws MalformedException {
    int space = line.indexOf(' ', SIGNATURE_START.length());
    if (!line.startsWith(SIGNATURE_START) || space < 0) {
      throw new MalformedException("a signature line does not have the form dash, name, base64");
    }
    byte[] bytes = StrictBase64.decode(line.substring(space + 1), "a signature");
    if (bytes.length <= VerifierKey.KEY_ID_LENGTH) {
      throw new MalformedException("a signature is shorter than its key id");
    }
    return new NoteSignature(
        line.substring(SIGNATURE_START.length(), space),
        Arrays.copyOf(bytes, VerifierKey.KEY_ID_LENGTH),
        Arrays.copyOfRange(bytes, VerifierKey.KEY_ID_LENGTH, bytes.length));
  }

  private static void requirePrintable(String note) throws MalformedException {
    if (note.chars().anyMatch(c -> c < ' ' && c != '\n')) {
      throw new MalformedException("the signed note contains a control character");
    }
    // A lone surrogate has no UTF-8 form, so that nothing definite would have been signed.
    if (!StandardCharsets.UTF_8.newEncoder().canEncode(note)) {
      throw new MalformedException("the signed note is not Unicode text");
    }
  }

  /**
   * One signature.
   *
   * @param name of the key
   * @param keyId four bytes
   * @param signature for Ed25519, 64 bytes
   */
  public record NoteSignature(String name, byte[] keyId, byte[] signature) {
    String line() {
      byte[] bytes = Arrays.copyOf(keyId, keyId.length + signature.length);
      System.arraycopy(signature, 0, bytes, keyId.length, signature.length);
      return SIGNATURE_START + name + " " + Base64.getEncoder().encodeToString(bytes);
    }
  }
}
