package dev.imprimatur.db.log;

import dev.imprimatur.db.log.SignedNote.NoteSignature;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;

/** Signs the checkpoints of one log with its Ed25519 key. The key's name is the log's origin. */
public final class LogSigner {
  private static final String PEM_BEGIN = "-----BEGIN PRIVATE KEY-----";
  private static final String PEM_END = "-----END PRIVATE KEY-----";

  private final PrivateKey privateKey;
  private final VerifierKey verifierKey;

  private LogSigner(PrivateKey privateKey, VerifierKey verifierKey) {
    this.privateKey = privateKey;
    this.verifierKey = verifierKey;
  }

  /** A signer with a fresh key. */
  public static LogSigner generate(String name) {
    try {
      KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
      return new LogSigner(pair.getPrivate(), VerifierKey.of(name, pair.getPublic()));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("the Java platform lacks Ed25519", e);
    }
  }

  /**
   * Reads a signer from its two files, and makes sure that they belong together.
   *
   * @param privateKey PKCS#8 in PEM
   * @param verifierKey one line, the written form of {@link VerifierKey}
   * @throws IOException if a file cannot be read or does not hold what it should
   */
  public static LogSigner read(Path privateKey, Path verifierKey) throws IOException {
    try {
      var signer =
          new LogSigner(
              privateKey(privateKey), VerifierKey.parse(Files.readString(verifierKey).strip()));
      signer.sign("probe\n").requireSignedBy(signer.verifierKey);
      return signer;
    } catch (MalformedException e) {
      throw new IOException(
          privateKey + " and " + verifierKey + " do not belong together: " + e.defect(), e);
    }
  }

  /** The log's origin. */
  public String name() {
    return verifierKey.name();
  }

  /** What verifies the signatures of this signer. */
  public VerifierKey verifierKey() {
    return verifierKey;
  }

  /** The private key as {@link #read} takes it. Secret. */
  public String privateKeyPem() {
    var lines = Base64.getMimeEncoder(64, new byte[] {'\n'});
    return PEM_BEGIN + "\n" + lines.encodeToString(privateKey.getEncoded()) + "\n" + PEM_END + "\n";
  }

  /** {@code text} with a signature under it; {@code text} ends in a newline. */
  public SignedNote sign(String text) {
    try {
      Signature signature = Signature.getInstance("Ed25519");
      signature.initSign(privateKey);
      signature.update(text.getBytes(StandardCharsets.UTF_8));
      return new SignedNote(
          text, List.of(new NoteSignature(name(), verifierKey.keyId(), signature.sign())));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("the log's key cannot sign", e);
    }
  }

  private static PrivateKey privateKey(Path file) throws IOException {
    String pem = Files.readString(file, StandardCharsets.US_ASCII).strip();
    if (!pem.startsWith(PEM_BEGIN) || !pem.endsWith(PEM_END)) {
      throw new IOException(file + " is not a PEM file with a private key");
    }
    String base64 = pem.substring(PEM_BEGIN.length(), pem.length() - PEM_END.length());
    try {
      return KeyFactory.getInstance("Ed25519")
          .generatePrivate(new PKCS8EncodedKeySpec(Base64.getMimeDecoder().decode(base64)));
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      throw new IOException(file + " does not hold an Ed25519 private key", e);
    }
  }
}
