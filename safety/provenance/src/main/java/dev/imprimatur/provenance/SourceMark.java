package dev.imprimatur.provenance;

/**
 * What a file says of where its picture comes from. Marks are easily removed, and can be forged.
 */
public enum SourceMark {
  /** Our own, of a released picture. */
  IMPRIMATUR("imprimatur"),
  /** Our own, of a drawing that nobody checked or logged. */
  SCRATCH("imprimatur-scratch"),
  /** IPTC's digital source type in XMP: made by a trained model, as a whole or in part. */
  TRAINED("iptc-trained"),
  /** A manifest of content credentials, C2PA. */
  CONTENT_CREDENTIALS("c2pa"),
  /** Settings as programs that draw pictures leave them: a prompt, a seed, a workflow. */
  SETTINGS("settings");

  private final String id;

  SourceMark(String id) {
    this.id = id;
  }

  /** Its name in records. */
  public String id() {
    return id;
  }
}
