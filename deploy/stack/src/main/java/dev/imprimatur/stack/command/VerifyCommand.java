package dev.imprimatur.stack.command;

import dev.imprimatur.db.log.MalformedException;
import dev.imprimatur.db.log.VerifierKey;
import dev.imprimatur.db.receipt.ReceiptVerdict;
import dev.imprimatur.db.receipt.ReceiptVerifier;
import dev.imprimatur.provenance.PixelHash;
import dev.imprimatur.stack.installation.Installation;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Verifies a receipt, and a picture against it, without asking anybody. */
@Command(
    name = "verify",
    mixinStandardHelpOptions = true,
    description = {
      "Verifies a receipt offline, and a picture against it.",
      "Checks the log's signature, that the record is in the log, that it is the one committed to,"
          + " and whether a picture is the recorded one. Exits with 0 if everything holds, with 1 if"
          + " something does not, with 2 for wrong use."
    })
@SuppressWarnings("NullAway.Init") // The command line fills the fields.
public final class VerifyCommand implements Callable<Integer> {
  private static final long LARGEST_RECEIPT = 4L << 20;
  private static final long LARGEST_PICTURE = 64L << 20;

  @Parameters(index = "0", paramLabel = "RECEIPT", description = "The receipt's file.")
  private Path receipt;

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "PICTURE",
      description = "A PNG file of which the receipt is said to be.")
  private @Nullable Path picture;

  @Option(
      names = "--key",
      paramLabel = "KEY",
      description = "The log's verifier key or its file; this installation's key unless given.")
  private @Nullable String key;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    VerifierKey verifier;
    try {
      verifier = VerifierKey.parse(keyText());
    } catch (MalformedException e) {
      out.println("The verifier key cannot be used: " + e.defect());
      return 2;
    }
    String text = read(receipt, LARGEST_RECEIPT);
    return switch (ReceiptVerifier.verify(text, verifier)) {
      case ReceiptVerdict.Broken(String defect) -> {
        out.println("NOT GENUINE: " + defect);
        yield 1;
      }
      case ReceiptVerdict.Genuine genuine -> {
        out.println("The receipt is genuine.");
        Report.line(out, "Key", keySource());
        Report.print(genuine, out);
        yield comparePicture(genuine, out);
      }
    };
  }

  private int comparePicture(ReceiptVerdict.Genuine genuine, PrintWriter out) throws IOException {
    if (picture == null) {
      return 0;
    }
    requireSize(picture, LARGEST_PICTURE);
    String hash;
    try {
      hash = PixelHash.ofPng(Files.readAllBytes(picture));
    } catch (IOException e) {
      out.println("NOT GENUINE: " + picture + " is not a PNG file that can be read");
      return 1;
    }
    Optional<Report.Picture> match =
        Report.pictures(genuine).stream().filter(each -> each.pixelHash().equals(hash)).findFirst();
    if (match.isEmpty()) {
      out.println("NOT GENUINE: the receipt is not of this picture. Its pixels are others.");
      return 1;
    }
    out.printf(
        "The picture is image %d of this receipt, %s.%n", match.get().index(), match.get().state());
    return 0;
  }

  private String keyText() throws IOException {
    if (key != null) {
      return key.contains("+") && !Files.exists(Path.of(key)) ? key : read(Path.of(key), 4096);
    }
    Path own = Installation.from(System.getenv()).logVerifier();
    if (!Files.exists(own)) {
      throw new IOException(
          "this installation has no log yet; name the log's verifier key by --key");
    }
    return read(own, 4096);
  }

  private String keySource() {
    return key == null
        ? Installation.from(System.getenv()).logVerifier() + ", this installation's own"
        : key;
  }

  private static String read(Path file, long largest) throws IOException {
    requireSize(file, largest);
    return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
  }

  private static void requireSize(Path file, long largest) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new IOException("there is no file " + file);
    }
    if (Files.size(file) > largest) {
      throw new IOException(file + " is too large to be what it should be");
    }
  }
}
