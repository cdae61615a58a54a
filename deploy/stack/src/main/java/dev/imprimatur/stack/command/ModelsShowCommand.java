package dev.imprimatur.stack.command;

import com.fasterxml.jackson.databind.JsonNode;
import dev.imprimatur.policy.bias.BiasReport;
import dev.imprimatur.stack.installation.Installation;
import dev.imprimatur.stack.model.AdmissionRecord;
import dev.imprimatur.stack.model.KnownLicences;
import dev.imprimatur.stack.model.ModelCard;
import dev.imprimatur.stack.model.ModelShelf;
import dev.imprimatur.stack.model.ShelvedModel;
import dev.imprimatur.stack.tool.WorkerTool;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows one model. */
@Command(
    name = "show",
    mixinStandardHelpOptions = true,
    description = "Shows a model: hash, family, networks, licence, size on disk, settings.")
@SuppressWarnings("NullAway.Init") // The command line fills the fields.
public final class ModelsShowCommand implements Callable<Integer> {
  @Parameters(paramLabel = "ID", description = "The model's id, as ./imprimatur models list says.")
  private String id;

  @Option(
      names = "--check",
      description = "Also read all of the checkpoint and compare its hash with the recorded one.")
  private boolean check;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException, InterruptedException {
    Installation installation = Installation.from(System.getenv());
    PrintWriter out = spec.commandLine().getOut();
    Optional<ShelvedModel> model = new ModelShelf(installation).find(id);
    if (model.isEmpty()) {
      out.println(unknown(id));
      return 1;
    }
    print(model.get(), KnownLicences.of(installation), out);
    printAdmission(model.get(), AdmissionRecord.of(installation, id), out);
    out.flush();
    if (!model.get().isThere()) {
      return 1;
    }
    return look(model.get(), new WorkerTool(installation), out);
  }

  static String unknown(String id) {
    return "There is no model " + id + " here. ./imprimatur models list shows those there are.";
  }

  private int look(ShelvedModel model, WorkerTool tool, PrintWriter out)
      throws IOException, InterruptedException {
    WorkerTool.Ended looked =
        tool.run("", line -> {}, model.place().task(check ? "inspect" : "describe"));
    if (!looked.done()) {
      out.println("NOT USABLE: " + Words.plain(looked.error()));
      return 1;
    }
    printFacts(looked.last().path("facts"), out);
    String hash = looked.last().path("hash").asText(model.card().hash());
    if (!hash.equals(model.card().hash())) {
      out.println("NOT THE RECORDED ONE: the checkpoint's hash is " + hash);
      return 1;
    }
    if (check) {
      out.println("The checkpoint is the recorded one.");
    }
    return 0;
  }

  private static void printAdmission(ShelvedModel model, AdmissionRecord record, PrintWriter out) {
    Optional<BiasReport> report;
    try {
      report = record.bias();
    } catch (IOException e) {
      Report.line(out, "Bias", e.getMessage() + "; ./imprimatur bias report measures it again");
      return;
    }
    if (report.isEmpty()) {
      Report.line(out, "Bias", "not measured; ./imprimatur bias report measures it");
      return;
    }
    boolean same = report.get().model().hash().equals(model.card().hash());
    Report.line(
        out,
        "Bias",
        "measured %s%s, %s"
            .formatted(report.get().made(), same ? "" : " of ANOTHER checkpoint", record.page()));
    for (String line : BiasWords.headlines(report.get())) {
      Report.line(out, "", line);
    }
  }

  private static void printFacts(JsonNode facts, PrintWriter out) {
    Report.line(
        out,
        "Made for",
        facts.path("scheduler").asText()
            + ", predicts "
            + facts.path("prediction").asText()
            + (facts.path("inpainting").asBoolean() ? ", fills holes in pictures" : ""));
    for (JsonNode network : facts.path("networks")) {
      Report.line(
          out,
          "Network",
          "%s, %s parameters of %s"
              .formatted(
                  network.path("name").asText(),
                  Words.count(network.path("parameters").asLong()),
                  network.path("precision").asText()));
    }
  }

  private static void print(ShelvedModel model, KnownLicences licences, PrintWriter out)
      throws IOException {
    ModelCard card = model.card();
    Report.line(out, "Id", card.id());
    Report.line(out, "Title", Words.plain(card.title()));
    Report.line(out, "Description", Words.plain(card.description()));
    Report.line(out, "Family", card.family());
    Report.line(
        out,
        "Licence",
        licences
            .find(card.licence())
            .map(
                entry -> "%s, version %s: %s".formatted(entry.id(), entry.version(), entry.title()))
            .orElse(card.licence() + ", which the policy bundle does not hold"));
    Report.line(out, "Hash", card.hash());
    Report.line(
        out,
        "Own checker",
        card.safetyChecker().isEmpty()
            ? "none; the gateway's checks look at its pictures"
            : card.safetyChecker());
    Report.line(out, "Checkpoint", model.place().checkpoint().toString());
    Optional<Path> target = model.linkedTo();
    if (target.isPresent()) {
      Report.line(out, "Linked to", target.get() + (model.isThere() ? "" : ", which is gone"));
    }
    Report.line(out, "On disk", Words.bytes(model.bytes()));
    printSettings(card, out);
  }

  private static void printSettings(ModelCard card, PrintWriter out) {
    ModelCard.Defaults defaults = card.defaults();
    Report.line(
        out,
        "By default",
        "%d x %d pixels, %d steps of %s, guidance scale %s"
            .formatted(
                defaults.width(),
                defaults.height(),
                defaults.steps(),
                defaults.sampler(),
                defaults.guidanceScale()));
    ModelCard.Limits limits = card.limits();
    Report.line(
        out,
        "Limits",
        "%d to %d pixels a side, %d steps, %d pictures a request"
            .formatted(
                limits.minimumSize(),
                limits.maximumSize(),
                limits.maximumSteps(),
                limits.maximumCount()));
  }
}
