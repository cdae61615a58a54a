package dev.imprimatur.stack.command;

import com.fasterxml.jackson.databind.JsonNode;
import dev.imprimatur.stack.client.Answer;
import dev.imprimatur.stack.client.Gateway;
import dev.imprimatur.stack.client.PictureRequest.Outcome;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;

/** Writes what came of a request and tells it: pictures, refusals, receipts. */
final class DrawReport {
  private final Gateway gateway;
  private final OutputFiles files;
  private final PrintWriter out;

  DrawReport(Gateway gateway, OutputFiles files, PrintWriter out) {
    this.gateway = gateway;
    this.files = files;
    this.out = out;
  }

  /** The exit status as well: 0 if every picture was released. */
  int tell(Outcome outcome) throws IOException, InterruptedException {
    return switch (outcome) {
      case Outcome.Ended(JsonNode generation) -> ended(generation);
      case Outcome.Denied(JsonNode problem) -> denied(problem);
      case Outcome.LicenceNeeded(String address) -> {
        out.println("The licence was accepted, and another one is asked for: " + address);
        yield 1;
      }
      case Outcome.NotTaken(Answer answer) -> notTaken(answer);
    };
  }

  private int ended(JsonNode generation) throws IOException, InterruptedException {
    generation.path("notices").forEach(notice -> out.println(Words.plain(notice.asText())));
    String base = files.base(generation.path("id").asText());
    boolean all = !generation.path("images").isEmpty();
    for (JsonNode image : generation.path("images")) {
      all &= image(image, base);
    }
    JsonNode failure = generation.path("failure");
    if (failure.hasNonNull("message")) {
      out.printf(
          "Not drawn (%s): %s%n",
          failure.path("code").asText(), Words.plain(failure.path("message").asText()));
    }
    JsonNode denial = generation.path("denial");
    if (denial.hasNonNull("message")) {
      out.printf(
          "Refused (%s): %s%n",
          denial.path("code").asText(), Words.plain(denial.path("message").asText()));
    }
    if (generation.hasNonNull("receipt")) {
      receipt(generation.path("receipt").asText(), base);
    } else {
      out.printf(
          "The receipt comes with the officer's decision: %s%n",
          generation.at("/links/self").asText());
    }
    return all ? 0 : 1;
  }

  private boolean image(JsonNode image, String base) throws IOException, InterruptedException {
    int index = image.path("index").asInt();
    if (!image.hasNonNull("href")) {
      boolean held = image.path("state").asText().equals("held");
      out.printf(
          held
              ? "Picture %d is drawn, and an officer looks at it before it is released.%n"
              : "Picture %d is withheld: an image check flagged it.%n",
          index);
      return false;
    }
    Path file = files.picture(base, index);
    files.write(file, read(image.path("href").asText()));
    out.printf(
        "Wrote %s, seed %d, drawn from: %s%n",
        file, image.path("seed").asLong(), Words.plain(image.path("prompt").asText()));
    return true;
  }

  private int denied(JsonNode problem) throws IOException, InterruptedException {
    out.printf(
        "Refused (%s): %s%n",
        problem.path("code").asText(), Words.plain(problem.path("detail").asText()));
    for (JsonNode policy : problem.path("policies")) {
      String clause = policy.path("licenceClause").asText("");
      out.printf(
          "  policy %s%s%n",
          policy.path("id").asText(), clause.isEmpty() ? "" : ", licence clause " + clause);
    }
    receipt(problem.at("/links/receipt").asText(), files.base(problem.path("generation").asText()));
    return 1;
  }

  private int notTaken(Answer answer) {
    out.println("Not taken in: " + Words.plain(answer.detail()));
    JsonNode errors = answer.json().path("errors");
    for (int index = 1; index < errors.size(); index++) {
      JsonNode error = errors.get(index);
      out.printf("  also %s %s%n", error.path("field").asText(), error.path("rule").asText());
    }
    if (answer.code().equals("unknown_model")) {
      out.println("./imprimatur models list shows them as well.");
    }
    return answer.status() < 500 && answer.status() != 429 ? 2 : 1;
  }

  private void receipt(String address, String base) throws IOException, InterruptedException {
    Path file = files.receipt(base);
    files.write(file, read(address));
    out.printf("Receipt: %s%n", file);
    out.flush();
  }

  private byte[] read(String address) throws IOException, InterruptedException {
    Answer answer = gateway.get(address);
    if (answer.status() != 200) {
      throw new IOException(address + " cannot be read: " + answer.detail());
    }
    return answer.body();
  }
}
