package dev.imprimatur.stack.command;

import com.fasterxml.jackson.databind.JsonNode;
import dev.imprimatur.policy.bundle.BundleArchive;
import dev.imprimatur.policy.bundle.BundleFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Brings a bundle to the running system. */
@Command(
    name = "upload",
    mixinStandardHelpOptions = true,
    description = {
      "Uploads a bundle as a draft and asks for its approval.",
      "It is refused if it cannot be used or its tests do not hold; what is in force stays."
    })
@SuppressWarnings("NullAway.Init") // The command line fills the fields.
public final class PolicyUploadCommand implements Callable<Integer> {
  @Parameters(paramLabel = "FOLDER", description = "The bundle's folder.")
  private Path folder;

  @Option(
      names = "--note",
      defaultValue = "",
      paramLabel = "WHY",
      description = "For whoever approves it.")
  private String note;

  @Option(names = "--draft", description = "Do not ask for approval yet.")
  private boolean draft;

  @Mixin private PolicyLogin login;
  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException, InterruptedException {
    byte[] archive = BundleArchive.pack(BundleFiles.read(folder));
    return login.run(
        PolicyLogin.AUTHOR,
        spec.commandLine().getOut(),
        policies -> {
          JsonNode bundle = policies.upload(archive);
          String id = bundle.path("id").asText();
          policies.lines().say("Uploaded %s as %s.".formatted(bundle.path("name").asText(), id));
          if (!draft) {
            policies.step(id, "submission", note);
            policies
                .lines()
                .say("It waits for somebody else's approval: ./imprimatur policy approve " + id);
          }
          return 0;
        });
  }
}
