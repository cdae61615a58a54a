package dev.imprimatur.stack.command;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.imprimatur.db.log.Checkpoint;
import dev.imprimatur.db.log.LogSigner;
import dev.imprimatur.db.log.TlogProof;
import dev.imprimatur.db.merkle.Hash;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.SortedMap;

/** Writes the receipt of a record that is alone in its log, from the documented format. */
final class Receipt {
  private static final byte[] SALT = new byte[32];

  private Receipt() {}

  static String of(LogSigner log, SortedMap<String, String> fields) {
    ObjectNode opening = new ObjectMapper().createObjectNode().put("type", "generation");
    ObjectNode opened = opening.putObject("fields");
    var entry = new StringBuilder("imprimatur/record/v1\ntype generation\n");
    fields.forEach((name, value) -> {
      opened
          .putObject(name)
          .put("value", value)
          .put("salt", Base64.getEncoder().encodeToString(SALT));
      Hash commitment =
          Hash.sha256(
              "imprimatur/commitment/v1\n".getBytes(StandardCharsets.US_ASCII),
              SALT,
              (name + "\n" + value).getBytes(StandardCharsets.UTF_8));
      entry.append(name).append(' ').append(commitment.base64()).append('\n');
    });
    Hash root = Hash.ofLeaf(entry.toString().getBytes(StandardCharsets.UTF_8));
    return new TlogProof(
            opening.toString().getBytes(StandardCharsets.UTF_8),
            0,
            List.of(),
            log.sign(new Checkpoint(log.name(), 1, root).text()))
        .text();
  }
}
