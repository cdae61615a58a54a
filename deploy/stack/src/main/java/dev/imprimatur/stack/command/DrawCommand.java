package dev.imprimatur.stack.command;

import dev.imprimatur.contract.ImageOrder;
import dev.imprimatur.stack.installation.Installation;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Draws pictures. */
@Command(
    name = "draw",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Draws pictures of a prompt, and writes them with their receipt.",
      "",
      "It asks the running system as any other client does: through the same licence, policy,"
          + " rewriting, checks and log. A refusal is written as a receipt alone.",
      "",
      "With --scratch nothing is connected: the prompt is checked against nothing, the picture is"
          + " looked at by nobody, nothing is logged, and each picture says so in its metadata."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:every picture was drawn and released",
      "1:refused, withheld, failed or cancelled; what happened is told",
      "2:wrong use, no running system, or a fault"
    })
@SuppressWarnings("NullAway.Init") // The command line fills the fields.
public final class DrawCommand implements Callable<Integer> {
  @Parameters(
      paramLabel = "PROMPT",
      description = "What to draw, in quotes. (word:1.2) makes a word count more, (word:0.8) less.")
  private String prompt;

  @Mixin private DrawSettings settings;

  @Mixin private StartOptions start;

  @ArgGroup(validate = false, heading = "%nThrough the running system:%n")
  private GatewayOptions connected = new GatewayOptions();

  @ArgGroup(validate = false, heading = "%nUnconnected:%n")
  private ScratchOptions unconnected = new ScratchOptions();

  @Spec private CommandSpec spec;

  /** What only the running system understands. */
  static final class GatewayOptions {
    @Option(
        names = {"-o", "--out"},
        paramLabel = "FILE|FOLDER",
        description = "A file that ends in .png, or a folder; this folder unless given.")
    @Nullable Path out;

    @Option(
        names = "--user",
        paramLabel = "LOGIN",
        description =
            "Who asks; api-team unless given. The passwords of the logins that ./imprimatur up"
                + " shows are known here; any other is asked for.")
    @Nullable String user;

    @Option(
        names = "--from",
        paramLabel = "REQUEST[/N]",
        description = "Start from the released picture N, 0 unless given, of an earlier request.")
    @Nullable String from;

    @Option(
        names = "--preset",
        paramLabel = "ID",
        description = "A preset of the policy bundle; its words follow the prompt.")
    @Nullable String preset;

    @Option(
        names = "--accept-licence",
        description = "Accept the model's licence for this user, if that was not done before.")
    boolean acceptLicence;

    @Option(
        names = "--decline-rewriting",
        paramLabel = "REASON",
        description = "Draw the prompt as it is, and say why; policy decides, the log remembers.")
    @Nullable String declineReason;

    @Option(
        names = "--plain-brackets",
        description = "Take all brackets of the prompt as text, so that none weighs a word.")
    boolean plainBrackets;
  }

  /** What only an unconnected drawing takes. */
  static final class ScratchOptions {
    @Option(
        names = "--scratch",
        paramLabel = "FOLDER",
        description = "Draw into this folder, checked and recorded by nobody.")
    @Nullable Path folder;

    @Option(
        names = "--configuration",
        paramLabel = "FOLDER",
        description = "The configurations of a checkpoint in one file that needs some.")
    @Nullable Path configuration;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    requireWays();
    Installation installation = Installation.from(System.getenv());
    PrintWriter out = spec.commandLine().getOut();
    return unconnected.folder == null
        ? new GatewayDraw(installation, out).draw(prompt, settings, start, connected)
        : new ScratchDraw(installation, out)
            .draw(prompt, settings, start, unconnected.folder, unconnected.configuration);
  }

  private void requireWays() {
    if (settings.count < 1 || settings.count > 10) {
      throw wrong("--count must be from 1 to 10");
    }
    if (settings.seed != null && (settings.seed < 0 || settings.seed > ImageOrder.MAXIMUM_SEED)) {
      throw wrong("--seed must be from 0 to " + ImageOrder.MAXIMUM_SEED);
    }
    boolean scratch = unconnected.folder != null;
    if (!scratch && unconnected.configuration != null) {
      throw wrong("--configuration needs --scratch FOLDER");
    }
    if (scratch && isForTheGateway()) {
      throw wrong(
          "--out, --user, --from, --preset, --accept-licence, --decline-rewriting,"
              + " --plain-brackets and --declare do not go with --scratch");
    }
    requireStart();
  }

  private void requireStart() {
    if (start.image != null && connected.from != null) {
      throw wrong("--image and --from do not go together: a drawing starts from one picture");
    }
    boolean picture = start.image != null || connected.from != null;
    if (start.mask != null && !picture) {
      throw wrong("--mask needs a picture to start from: --image or --from");
    }
    if (settings.strength != null && !picture) {
      throw wrong("--strength needs a picture to start from: --image or --from");
    }
    if (connected.from != null && !connected.from.matches("[0-9a-f-]{36}(/[0-9])?")) {
      throw wrong("--from must be a request's id, or ID/N for its picture N");
    }
  }

  private boolean isForTheGateway() {
    return connected.out != null
        || connected.user != null
        || connected.from != null
        || connected.preset != null
        || connected.acceptLicence
        || connected.plainBrackets
        || start.declare
        || connected.declineReason != null;
  }

  private ParameterException wrong(String rule) {
    return new ParameterException(spec.commandLine(), rule);
  }
}
